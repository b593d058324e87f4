-- What each section, figure and table of the book says, for the search and the previews of links:
-- one script, because a page opened from a file may not read other files.
local index = {}

local function squeeze(text)
  return (text:gsub('%s+', ' '):gsub('^ ', ''):gsub(' $', ''))
end

-- The text of blocks, with a blank between any two of them, which stringify leaves out.
local function words(blocks)
  local parts = pandoc.List {}
  local function add(el) parts:insert(pandoc.utils.stringify(el)) end
  pandoc.Blocks(blocks):walk { Plain = add, Para = add, Header = add }
  return squeeze(table.concat(parts, ' '))
end

local function picture(el)
  local source
  el:walk { Image = function(image) source = source or image.src end }
  return source
end

-- The entries of a chapter; text belongs to the last entry that has been opened.
local function entries(chapter, blocks)
  local folder = pandoc.path.directory(chapter.page)
  local found = pandoc.List {}
  local function open(id, number, title, more)
    local entry = more or {}
    entry.id, entry.number, entry.title, entry.text = id, number, title, ''
    found:insert(entry)
    return entry
  end
  local current = open(chapter.id, chapter.number, pandoc.utils.stringify(chapter.title))
  local function add(entry, text)
    entry.text = entry.text .. (entry.text ~= '' and text ~= '' and ' ' or '') .. text
  end
  local function float(el, word)
    local number = el.attributes.number
    local image = picture(el)
    image = image and pandoc.path.normalize(pandoc.path.join { folder, image })
    local title = squeeze(word .. ' ' .. (number or ''))
    local entry = open(el.identifier, nil, title, { kind = word, image = image })
    entry.caption = words(el.caption.long)
    if word == 'Table' then add(entry, words { el }:sub(#entry.caption + 2)) end
  end
  local function visit(blocks_)
    for _, block in ipairs(blocks_) do
      if block.t == 'Header' then
        if block.level > 1 then
          current = open(block.identifier, block.attributes.number, pandoc.utils.stringify(block.content))
        end
      elseif (block.t == 'Figure' or block.t == 'Table') and block.identifier ~= '' then
        float(block, block.t)
      elseif block.t == 'Div' and not block.classes:includes('under') then
        visit(block.content)
      elseif block.t ~= 'Div' and block.t ~= 'RawBlock' then
        add(current, words { block })
      end
    end
  end
  visit(blocks)
  return found
end

-- Each publication once, where it is first listed.
local function references(list, seen)
  local found = pandoc.List {}
  for _, reference in ipairs(list) do
    if not seen[reference.identifier] then
      seen[reference.identifier] = true
      found:insert {
        id = reference.identifier, kind = 'Reference', title = 'Reference', text = words { reference },
      }
    end
  end
  return found
end

-- Text as a third of its size: the one entry of a zip archive, in Base64.
local function packed(text)
  local archive = pandoc.zip.Archive { pandoc.zip.Entry('contents', text, 0) }
  return pandoc.mediabag.make_data_uri('application/zip', archive:bytestring()):match(',(.*)$')
end

-- Take down what a chapter says.
function index.look(chapter, blocks)
  chapter.entries = entries(chapter, blocks)
end

-- The script that holds the contents of all chapters.
function index.script(chapters)
  local seen = {}
  local contents = chapters:map(function(chapter)
    local found = pandoc.List(chapter.entries):clone()
    found:extend(references(chapter.references, seen))
    local number = chapter.number and chapter.number .. ' ' or ''
    return { page = chapter.page, title = number .. pandoc.utils.stringify(chapter.title), entries = found }
  end)
  return 'rspbook.packed = "' .. packed(pandoc.json.encode(contents)) .. '";'
end

return index

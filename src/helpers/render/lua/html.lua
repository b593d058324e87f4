-- One HTML page per chapter, through the page template, and the script with the book's contents.
local broken = require('words').broken
local index = require 'index'
local talk = require 'talk'
local report = require 'report'
local html = { look = index.look }

local function numbered(number, class)
  if not number then return pandoc.Inlines {} end
  return pandoc.Inlines { pandoc.Span(number, { class = class }), pandoc.Str('\u{2002}') }
end

local function header(el)
  el.content = numbered(el.attributes.number, 'header-section-number') .. el.content
  el.attributes.number = nil
  return el
end

local function caption(el, word)
  local number = el.attributes.number
  el.attributes.number = nil
  if not number then return word end
  local name = word .. '\u{a0}' .. number
  local words = pandoc.utils.blocks_to_inlines(el.caption.long)
  local label = pandoc.Span(name, { class = 'caption-label' })
  el.caption.long = { pandoc.Plain(pandoc.Inlines { label, pandoc.Space() } .. words) }
  return name
end

-- A picture that is too wide for a small screen scrolls by itself, reached from the keyboard.
local function figure(el)
  local name = caption(el, 'Figure')
  local attributes = { { 'role', 'region' }, { 'tabindex', '0' }, { 'aria-label', name } }
  el.content = { pandoc.Div(el.content, pandoc.Attr('', { 'figure-scroll' }, attributes)) }
  return el
end

-- Alignment by class and headings with a scope: the pages allow no styles of their own.
local function cells(rows, aligns, scope)
  for _, row in ipairs(rows) do
    for i, cell in ipairs(row.cells) do
      if aligns[i] ~= 'AlignDefault' and aligns[i] ~= 'AlignLeft' then cell.classes:insert(aligns[i]:sub(6):lower()) end
      if scope then cell.attributes.scope = scope end
    end
  end
end

local SIGNS = { ['&'] = '&amp;', ['<'] = '&lt;', ['>'] = '&gt;', ['.'] = '.<wbr>', ['_'] = '_<wbr>' }

-- Names in narrow columns may break after a point or an underscore.
local function breakable(el)
  if #el.text < 16 or not el.text:find('[._]') then return end
  return pandoc.RawInline('html', '<code>' .. el.text:gsub('[&<>._]', SIGNS) .. '</code>')
end

-- A wide table scrolls by itself, and the place where it scrolls is reached from the keyboard.
local function table_(el, has_long_words)
  if has_long_words then
    el = el:walk { Str = function(word) return broken(word, pandoc.RawInline('html', '<wbr>')) end }
  end
  local name = caption(el, 'Table')
  el.attributes['tbl-colwidths'] = nil
  local aligns = el.colspecs:map(function(spec) return spec[1] end)
  el.colspecs = el.colspecs:map(function() return { pandoc.AlignDefault, nil } end)
  local head, bodies = el.head, el.bodies
  cells(head.rows, aligns, 'col')
  for _, body in ipairs(bodies) do
    cells(body.body, aligns)
    body.row_head_columns = 1
    for _, row in ipairs(body.body) do row.cells[1].attributes.scope = 'row' end
  end
  el.head, el.bodies = head, bodies
  el = el:walk { Code = breakable }
  local role = el.identifier ~= '' and 'region' or 'group'
  local attributes = { { 'role', role }, { 'tabindex', '0' }, { 'aria-label', name } }
  return pandoc.Div({ el }, pandoc.Attr('', { 'table-scroll' }, attributes)), false
end

local function bibliography(entries)
  if #entries == 0 then return {} end
  return {
    pandoc.Header(2, 'References', { id = 'references', class = 'unnumbered' }),
    pandoc.Div(entries, pandoc.Attr('refs', { 'references', 'csl-bib-body' })),
  }
end

local function entry(chapter, from)
  return {
    href = from.root .. chapter.page, number = chapter.number, title = chapter.title,
    current = chapter == from,
  }
end

local function entries(plan, from, appendix)
  local chosen = pandoc.List(plan.chapters):filter(function(other) return other.appendix == appendix end)
  return chosen:map(function(chapter) return entry(chapter, from) end)
end

local function metadata(plan, i)
  local from = plan.chapters[i]
  local meta = {
    lang = plan.lang, booktitle = plan.title, author = pandoc.List(plan.authors), date = plan.date,
    version = plan.version, renderer = plan.renderer, root = from.root, pdf = plan.pdf ~= '' and plan.pdf,
    title = from.title, number = from.number, cover = i == 1, appendix = from.appendix,
    pagetitle = pandoc.utils.stringify(from.title), id = from.id, home = from.root .. plan.chapters[1].page,
    notebook = from.notebook, chapters = entries(plan, from, false), appendices = entries(plan, from, true),
  }
  for key, step in pairs { previous = -1, next = 1 } do
    local other = plan.chapters[i + step]
    if other then meta[key] = entry(other, from) end
  end
  return meta
end

-- Pictures and facts are most of a page and stay as they are: the writer, which looks at every letter,
-- gets a mark in their place.
local LONG = 1000
local function shelf(mark)
  local texts = pandoc.List {}
  local function put_away(el)
    if #el.text < LONG then return end
    texts:insert(el.text)
    el.text = mark .. #texts .. ';'
    return el
  end
  return put_away, function(page)
    return (page:gsub(mark .. '(%d+);', function(place) return texts[tonumber(place)] end))
  end
end

local function write_page(plan, i, blocks, options)
  local chapter = plan.chapters[i]
  blocks:remove(1)
  blocks:extend(bibliography(chapter.references))
  local doc = pandoc.Pandoc(blocks, metadata(plan, i))
  local function wide(el) return table_(el, chapter.has_long_words) end
  local put_away, put_back = shelf(plan.mark)
  doc = doc:walk {
    traverse = 'topdown', Header = header, Figure = figure, Table = wide, RawInline = put_away, RawBlock = put_away,
  }
  -- an empty cell heads no row
  local page = pandoc.write(doc, 'html5', options):gsub('<th([^>]*) scope="row"></th>', '<td%1></td>')
  report.save(pandoc.path.join { plan.output.html, chapter.file.html }, put_back(page))
end

-- Write the pages of the chapters that were read here; the first process writes what all share.
function html.write(plan, docs)
  local options = {
    template = pandoc.template.compile(plan.template), table_of_contents = true, toc_depth = 3,
    section_divs = true, wrap_text = 'none', highlight_method = 'default', email_obfuscation = 'none',
  }
  for i in ipairs(plan.chapters) do
    if docs[i] then write_page(plan, i, docs[i].blocks, options) end
  end
  local entries_ = talk.of_all(plan, function(chapter) return chapter.entries end)
  for i, chapter in ipairs(plan.chapters) do chapter.entries = entries_[i] or chapter.entries end
  if plan.part ~= 1 then return end
  report.save(pandoc.path.join { plan.output.html, 'contents.js' }, index.script(plan.chapters))
end

return html

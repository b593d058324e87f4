-- One HTML page per chapter, through the page template.
local html = {}

local function save(path, text)
  local file = assert(io.open(path, 'wb'))
  file:write(text, '\n')
  file:close()
end

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

local function figure(el)
  caption(el, 'Figure')
  return el
end

-- A wide table scrolls by itself, and the place where it scrolls is reached from the keyboard.
local function table_(el)
  local name = caption(el, 'Table')
  local widths = el.attributes['tbl-colwidths']
  el.attributes['tbl-colwidths'] = nil
  local share = widths and pandoc.json.decode(widths, false) or {}
  el.colspecs = el.colspecs:map(function(spec, i) return { spec[1], share[i] and share[i] / 100 } end)
  local attributes = { { 'role', 'region' }, { 'tabindex', '0' }, { 'aria-label', name } }
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
    current = chapter == from, appendix = chapter.appendix,
  }
end

local function metadata(plan, i)
  local from = plan.chapters[i]
  local meta = {
    lang = plan.lang, booktitle = plan.title, author = pandoc.List(plan.authors), date = plan.date,
    version = plan.version, renderer = plan.renderer, root = from.root, pdf = plan.pdf,
    title = from.title, number = from.number, cover = i == 1, appendix = from.appendix,
    pagetitle = pandoc.utils.stringify(from.title), id = from.id, home = from.root .. plan.chapters[1].page,
    chapters = pandoc.List(plan.chapters):map(function(chapter) return entry(chapter, from) end),
  }
  for key, step in pairs { previous = -1, next = 1 } do
    local other = plan.chapters[i + step]
    if other then meta[key] = entry(other, from) end
  end
  return meta
end

function html.write(plan, chapters, lists)
  local template = pandoc.template.compile(plan.template)
  local options = {
    template = template, table_of_contents = true, toc_depth = 3, section_divs = true,
    wrap_text = 'none', highlight_method = 'default', email_obfuscation = 'none',
  }
  for i, blocks in ipairs(chapters) do
    blocks:remove(1)
    blocks:extend(bibliography(lists[i]))
    local doc = pandoc.Pandoc(blocks, metadata(plan, i))
    doc = doc:walk { traverse = 'topdown', Header = header, Figure = figure, Table = table_ }
    save(pandoc.path.join { plan.output, plan.chapters[i].page }, pandoc.write(doc, 'html5', options))
  end
end

return html

-- The whole book as Typst text; assets/book.typ says how its parts look.
local typst = {}

local function quoted(text)
  return '"' .. text:gsub('[\\"]', '\\%0'):gsub('\n', '\\n') .. '"'
end

local function raw(text)
  return pandoc.RawBlock('typst', text)
end

-- pandoc's writer drops alternative texts, which PDF/UA asks for.
local function image(el)
  local alt = pandoc.utils.stringify(el.caption)
  return pandoc.RawInline('typst', '#picture(' .. quoted(el.src) .. ', ' .. quoted(alt) .. ')')
end

local function figure(el)
  local number = el.attributes.number or ''
  el.attributes.number = nil
  return { raw('#numbered(' .. quoted(number) .. ')['), el, raw(']') }
end

local function text_widths(el)
  local longest, word = {}, {}
  local function measure(row)
    local column = 1
    for _, cell in ipairs(row.cells) do
      local text = pandoc.utils.stringify(pandoc.Div(cell.contents))
      if cell.col_span == 1 then
        longest[column] = math.max(longest[column] or 0, utf8.len(text) or #text)
        for part in text:gmatch('%S+') do
          word[column] = math.max(word[column] or 0, utf8.len(part) or #part)
        end
      end
      column = column + cell.col_span
    end
  end
  for _, row in ipairs(el.head.rows) do measure(row) end
  for _, body in ipairs(el.bodies) do
    for _, row in ipairs(body.body) do measure(row) end
  end
  return longest, word
end

-- Characters that fit on a line, by type size in points; the second list is for a page on its side.
local SIZES = { { 9, 104 }, { 8, 117 }, { 7, 133 } }
local SIDEWAYS = { { 8, 175 }, { 7, 200 }, { 6, 233 } }
local GUTTER = 3

-- What does not fit in full at the first size has the smaller type, so that fewer cells wrap.
local function fit(need, natural)
  if natural <= SIZES[1][2] then return SIZES[1][1], SIZES[1][2], false end
  for i = 2, #SIZES do
    if need <= SIZES[i][2] then return SIZES[i][1], SIZES[i][2], false end
  end
  for _, size in ipairs(SIDEWAYS) do
    if need <= size[2] then return size[1], size[2], true end
  end
  return 6, 233, true
end

-- Give each column its longest word and share the rest by what its cells still lack.
local function layout(el)
  local longest, word = text_widths(el)
  local natural, need, least = 0, 0, {}
  for i = 1, #el.colspecs do
    longest[i], word[i] = longest[i] or 0, word[i] or 0
    least[i] = math.max(math.min(word[i], 24), math.min(longest[i], 16)) + GUTTER
    natural, need = natural + longest[i] + GUTTER, need + least[i]
  end
  local size, capacity, sideways = fit(math.min(need, natural), natural)
  if natural <= capacity then return size, sideways end
  local rest, lack = math.max(capacity - need, 0), math.max(natural - need, 1)
  local total = math.max(capacity, need)
  el.colspecs = el.colspecs:map(function(spec, i)
    local width = least[i] + rest * (longest[i] + GUTTER - least[i]) / lack
    return { spec[1], width / total }
  end)
  return size, sideways
end

-- Identifiers and addresses in narrow columns may break after their punctuation.
local function breakable(el)
  if #el.text < 16 then return end
  el.text = el.text:gsub('[/._;:%-]', '%0\u{200b}')
  return el
end

local function table_(el)
  el = el:walk { Str = breakable, Code = breakable }
  local number, widths = el.attributes.number or '', el.attributes['tbl-colwidths']
  el.attributes.number, el.attributes['tbl-colwidths'] = nil, nil
  local size, sideways = layout(el)
  if widths then
    local share = pandoc.json.decode(widths, false)
    el.colspecs = el.colspecs:map(function(spec, i) return { spec[1], share[i] / 100 } end)
  end
  local open = string.format('#numbered(%s, size: %dpt, sideways: %s)[', quoted(number), size, sideways)
  return { raw(open), el, raw(']') }, false
end

local function reference(entry)
  local words = pandoc.utils.blocks_to_inlines(entry.content)
  local number = pandoc.utils.stringify(words[1] or '')
  words:remove(1)
  return { raw('#reference(' .. quoted(number) .. ')['), pandoc.Plain(words), raw(']<' .. entry.identifier .. '>') }
end

local function bibliography(entries)
  if #entries == 0 then return {} end
  local blocks = pandoc.Blocks { pandoc.Header(1, 'References', { class = 'unnumbered' }) }
  for _, entry in ipairs(entries) do blocks:extend(reference(entry)) end
  return blocks
end

-- Typst wants each label once; only those that something leads to are kept.
local function linked_labels_only(doc)
  local linked = {}
  doc:walk { Link = function(link) linked[link.target:match('^#(.+)$') or ''] = true end }
  local seen = {}
  local function keep(el)
    if el.identifier ~= '' and (not linked[el.identifier] or seen[el.identifier]) then
      el.identifier = ''
      return el
    end
    seen[el.identifier] = true
  end
  return doc:walk { Header = keep, Div = keep, Span = keep }
end

function typst.write(plan, chapters, _, entries)
  local doc = pandoc.Pandoc {}
  local appendix = false
  for i, blocks in ipairs(chapters) do
    if plan.chapters[i].appendix then
      doc.blocks:insert(raw(appendix and '#pagebreak(weak: true)' or '#show: appendices'))
      appendix = true
    end
    doc.blocks:extend(blocks)
    if i == 1 then doc.blocks:insert(raw('#contents()')) end
  end
  doc.blocks:extend(bibliography(entries))
  doc = linked_labels_only(doc)
  doc = doc:walk { traverse = 'topdown', Image = image, Figure = figure, Table = table_ }
  local file = assert(io.open(plan.output, 'wb'))
  local text = pandoc.write(doc, 'typst-citations', { wrap_text = 'none' })
  file:write(text:gsub('align%(center%)%[#table%(', 'align(left)[#table('), '\n')
  file:close()
end

return typst

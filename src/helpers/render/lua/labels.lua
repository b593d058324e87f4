-- Numbers of chapters, sections, figures and tables over the whole book, and references to them.
local report = require 'report'
local labels = { index = {}, linked = {} }

local WORDS = { fig = 'Figure', tbl = 'Table', sec = 'Section' }

local function kind(id)
  local prefix = id:match('^(%l+)%-')
  return WORDS[prefix] and prefix
end

local function remember(id, entry, chapter)
  if id == '' then return end
  chapter.labels:insert { id = id, number = entry.number, word = entry.word }
  local known = labels.index[id]
  if known and kind(id) then
    report.add(chapter.source, 'label ' .. id .. ' is used twice (also in ' .. known.chapter.source .. ')')
  end
  entry.chapter = chapter
  labels.index[id] = known or entry
end

local function heading(doc, chapter)
  local first = doc.blocks[1]
  if not first or first.t ~= 'Header' or first.level ~= 1 then
    report.add(chapter.source, 'the first cell must be the title, “# Title {#sec-name}”')
    first = pandoc.Header(1, chapter.source)
    doc.blocks:insert(1, first)
  end
  return first
end

local function chapter_number(chapter, counts)
  local key = chapter.appendix and 'appendices' or 'chapters'
  counts[key] = counts[key] + 1
  return chapter.appendix and string.char(64 + counts[key]) or tostring(counts[key])
end

local function section_counter(chapter)
  local count = { 0, 0, 0, 0, 0, 0 }
  return function(header)
    if header.level == 1 then return end
    local number
    if chapter.number and header.level <= 3 and not header.classes:includes('unnumbered') then
      count[header.level] = count[header.level] + 1
      for level = header.level + 1, 6 do count[level] = 0 end
      number = chapter.number .. '.' .. table.concat(count, '.', 2, header.level)
      header.attributes.number = number
    end
    remember(header.identifier, { number = number, word = 'Section' }, chapter)
    return header
  end
end

local function float_counter(chapter)
  local count = { fig = 0, tbl = 0 }
  return function(float)
    local what = kind(float.identifier)
    if not count[what] then return end
    count[what] = count[what] + 1
    float.attributes.number = (chapter.number and chapter.number .. '.' or '') .. count[what]
    remember(float.identifier, { number = float.attributes.number, word = WORDS[what] }, chapter)
    return float
  end
end

local function anchors(chapter)
  return function(el) remember(el.identifier, {}, chapter) end
end

function labels.forget()
  labels.index, labels.linked = {}, {}
end

-- Whether a label has to be there for a link, and does not stand in another chapter before.
function labels.is_wanted(id, chapter)
  local known = labels.index[id]
  return labels.linked[id] and (not known or known.chapter == chapter)
end

-- Take up the numbers and links that a chapter had when it was last read.
function labels.take_up(chapter, facts, counts)
  chapter.labels = pandoc.List {}
  if facts.number then chapter.number = chapter_number(chapter, counts) end
  chapter.id = facts.id
  for _, id in ipairs(facts.links or {}) do labels.linked[id] = true end
  for _, label in ipairs(facts.labels) do
    remember(label.id, { number = label.number, word = label.word }, chapter)
  end
end

-- Number one chapter after another; `counts` runs on from chapter to chapter.
function labels.number(doc, chapter, counts)
  chapter.labels = pandoc.List {}
  local title = heading(doc, chapter)
  if not title.classes:includes('unnumbered') then
    chapter.number = chapter_number(chapter, counts)
    title.attributes.number = chapter.number
  end
  chapter.title, chapter.id = title.content, title.identifier
  remember(title.identifier, { number = chapter.number, word = chapter.appendix and 'Appendix' or 'Chapter' }, chapter)
  local float, anchor = float_counter(chapter), anchors(chapter)
  return doc:walk {
    Header = section_counter(chapter), Figure = float, Table = float, Div = anchor, Span = anchor,
  }
end

-- Where a label is, seen from a chapter.
function labels.target(id, from)
  labels.linked[id] = true
  from.links[id] = true
  local to = labels.index[id] and labels.index[id].chapter or from
  return (FORMAT == 'html' and to ~= from and from.root .. to.page or '') .. '#' .. id
end

local function reference(citation, from)
  local entry = labels.index[citation.id]
  if not (entry and entry.number) then
    local why = entry and ' leads to an unnumbered place' or ' leads nowhere: there is no such label'
    report.add(from.source, '@' .. citation.id .. why)
    return pandoc.Str('?')
  end
  local bare = citation.mode == 'SuppressAuthor'
  local text = bare and entry.number or entry.word .. '\u{a0}' .. entry.number
  return pandoc.Link(text, labels.target(citation.id, from), '', { class = 'quarto-xref' })
end

local function references(cite, from)
  local found = cite.citations:filter(function(c) return kind(c.id) end)
  if #found == 0 then
    from.cites:insert(cite)
    return
  end
  if #found < #cite.citations then
    report.add(from.source, pandoc.utils.stringify(cite) .. ' mixes references and citations')
    return
  end
  local words = pandoc.Inlines {}
  for i, citation in ipairs(found) do
    if i > 1 then words:extend { pandoc.Str(','), pandoc.Space() } end
    if #citation.prefix > 0 then words:extend(citation.prefix .. { pandoc.Space() }) end
    words:insert(reference(citation, from))
    words:extend(citation.suffix)
  end
  return words
end

-- A link to a chapter's notebook or to an anchor leads to its page.
local function chapter_link(link, from, by_source)
  local file, id = link.target:match('^([^#]*%.ipynb)#?(.*)$')
  if file then
    local path = pandoc.path.normalize(pandoc.path.join { pandoc.path.directory(from.source), file })
    local to = by_source[path:gsub('[^/]+/%.%./', '')]
    if not to then
      report.add(from.source, 'link to ' .. link.target .. ': no such chapter')
      return
    end
    if id ~= '' and not labels.index[id] then
      report.add(from.source, 'link to ' .. link.target .. ' leads nowhere')
    elseif FORMAT == 'html' then
      link.target = from.root .. to.page .. (id ~= '' and '#' .. id or '')
    else
      link.target = labels.target(id ~= '' and id or to.id, from)
    end
    return link
  end
  id = link.target:match('^#(.+)$')
  if id and not labels.index[id] then
    report.add(from.source, 'link to #' .. id .. ' leads nowhere')
  elseif id then
    link.target = labels.target(id, from)
    return link
  end
end

-- Resolve the references of a chapter to places of the book, and list its citations.
function labels.resolve(doc, from, by_source)
  from.cites, from.links = pandoc.List {}, {}
  return doc:walk {
    Link = function(link) return chapter_link(link, from, by_source) end,
    Cite = function(cite) return references(cite, from) end,
  }
end

return labels

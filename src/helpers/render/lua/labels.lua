-- Numbers of chapters, sections, figures and tables over the whole book.
local report = require 'report'
local labels = { index = {}, linked = {}, by_source = {} }

local WORDS = { fig = 'Figure', tbl = 'Table', sec = 'Section' }

local function kind(id)
  local prefix = id:match('^(%l+)%-')
  return WORDS[prefix] and prefix
end

-- What is a place of its own, with an id.
local function note(chapter, id, number, word)
  if id ~= '' then chapter.labels:insert { id = id, number = number, word = word } end
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
    note(chapter, header.identifier, number, 'Section')
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
    note(chapter, float.identifier, float.attributes.number, WORDS[what])
    return float
  end
end

-- Learn the title of a chapter; return whether the chapter has a number.
function labels.entitle(doc, chapter)
  chapter.heading = heading(doc, chapter)
  chapter.title, chapter.id = chapter.heading.content, chapter.heading.identifier
  return not chapter.heading.classes:includes('unnumbered')
end

-- Number the chapters, told which of them have a number.
function labels.number_chapters(chapters, is_numbered)
  local count, appendices = 0, 0
  for i, chapter in ipairs(chapters) do
    if is_numbered[i] and chapter.appendix then
      appendices = appendices + 1
      chapter.number = string.char(64 + appendices)
    elseif is_numbered[i] then
      count = count + 1
      chapter.number = tostring(count)
    end
  end
end

-- Whether a citation is a reference to a place of the book.
local function is_reference(citation)
  return kind(citation.id) ~= nil
end

-- The references in a citation.
function labels.references(cite)
  return cite.citations:filter(is_reference)
end

-- A part of an address as it is called: pandoc and JupyterLab write %20 for a blank.
local function decoded(text)
  local plain = text:gsub('%%(%x%x)', function(code) return string.char(tonumber(code, 16)) end)
  return utf8.len(plain) and plain or text
end

-- Where a link to a notebook or to a place of the book leads: a chapter, an id, or both.
function labels.destination(link, from)
  local file, id = link.target:match '^([^#]*%.ipynb)#?(.*)$'
  id = decoded(id or link.target:match '^#(.+)$' or '')
  if id == '' then id = nil end
  if not file then return nil, id end
  local path = pandoc.path.join { pandoc.path.directory(from.source), decoded(file) }
  return pandoc.path.normalize(path):gsub('[^/]+/%.%./', ''), id
end

-- Whether there are references or links in the words around a citation.
local function holds_places(cite)
  local found = false
  local function is_there() found = true end
  for _, citation in ipairs(cite.citations) do
    for _, words in ipairs { citation.prefix, citation.suffix } do
      if #words > 0 then words:walk { Link = is_there, Cite = is_there } end
    end
  end
  return found
end

-- Number the sections, figures and tables of a chapter; list its places, citations, and where it leads.
function labels.number(doc, chapter)
  chapter.labels, chapter.cites, chapter.links = pandoc.List {}, pandoc.List {}, pandoc.List {}
  chapter.heading.attributes.number = chapter.number
  note(chapter, chapter.id, chapter.number, chapter.appendix and 'Appendix' or 'Chapter')
  local float = float_counter(chapter)
  local function anchor(el) note(chapter, el.identifier) end
  local function span(el)
    if el.identifier ~= '' then chapter.has_named_words = true end
    anchor(el)
  end
  local function link(el)
    local file, id = labels.destination(el, chapter)
    chapter.links:insert(id or file)
  end
  local function cite(el)
    local found = labels.references(el)
    if #found == 0 then
      chapter.cites:insert(el)
      chapter.is_nested = chapter.is_nested or holds_places(el)
    end
    for _, reference in ipairs(found) do chapter.links:insert(reference.id) end
  end
  return doc:walk {
    Header = section_counter(chapter), Figure = float, Table = float, Div = anchor, Span = span,
    Link = link, Cite = cite,
  }
end

local function remember(label, chapter, part)
  local known = labels.index[label.id]
  if known and kind(label.id) and chapter.part == part then
    report.add(chapter.source, 'label ' .. label.id .. ' is used twice (also in ' .. known.chapter.source .. ')')
  end
  labels.index[label.id] = known or { number = label.number, word = label.word, chapter = chapter }
end

-- Learn the places of all chapters, and to which of them the text leads. That a place of a chapter
-- has the name of another is reported by the part that has read it.
function labels.take_up(chapters, part)
  for _, chapter in ipairs(chapters) do
    labels.by_source[chapter.source] = chapter
    for _, label in ipairs(chapter.facts.labels) do remember(label, chapter, part) end
  end
  for _, chapter in ipairs(chapters) do
    for _, link in ipairs(chapter.facts.links or {}) do
      local whole = labels.by_source[link]
      labels.linked[whole and whole.facts.id or link] = true
    end
  end
end

-- Whether a label has to be there for a link, and does not stand in another chapter before.
function labels.is_wanted(id, chapter)
  local known = labels.index[id]
  return labels.linked[id] and (not known or known.chapter == chapter)
end

-- Where a label is, seen from a chapter.
function labels.target(id, from)
  local to = labels.index[id] and labels.index[id].chapter or from
  return (FORMAT == 'html' and to ~= from and from.root .. to.page or '') .. '#' .. id
end

return labels

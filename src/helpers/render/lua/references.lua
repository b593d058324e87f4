-- References of a chapter to places of the book, and its citations.
local labels = require 'labels'
local report = require 'report'
local references = {}

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

local function in_words(found, from)
  local words = pandoc.Inlines {}
  for i, citation in ipairs(found) do
    if i > 1 then words:extend { pandoc.Str(','), pandoc.Space() } end
    if #citation.prefix > 0 then words:extend(citation.prefix .. { pandoc.Space() }) end
    words:insert(reference(citation, from))
    words:extend(citation.suffix)
  end
  return words
end

-- What a citation becomes: references, or what `cited` says.
local function cite(el, from, cited)
  local found = labels.references(el)
  if #found == 0 then return cited() end
  if #found == #el.citations then return in_words(found, from) end
  report.add(from.source, pandoc.utils.stringify(el) .. ' mixes references and citations')
end

-- A link to a chapter's notebook or to an anchor leads to its page.
local function link(el, from)
  local file, id = labels.destination(el, from)
  if not (file or id) then return end
  local to = labels.by_source[file]
  if file and not to then
    report.add(from.source, 'link to ' .. el.target .. ': no such chapter')
  elseif id and not labels.index[id] then
    report.add(from.source, 'link to ' .. el.target .. ' leads nowhere')
  elseif file and FORMAT == 'html' then
    el.target = from.root .. to.page .. (id and '#' .. id or '')
    return el
  else
    el.target = labels.target(id or to.facts.id, from)
    return el
  end
end

-- A filter that resolves the references of a chapter; `cited` says what the next citation becomes.
function references.resolving(from, cited)
  return {
    Link = function(el) return link(el, from) end,
    Cite = function(el) return cite(el, from, cited) end,
  }
end

return references

-- Citations over the whole book, so that a publication has one number in every chapter and in the PDF.
local report = require 'report'
local citations = {}

local function metadata(plan)
  return {
    bibliography = pandoc.List(plan.bibliography), csl = plan.csl, lang = plan.lang,
    ['link-citations'] = true, ['suppress-bibliography'] = false,
  }
end

-- The keys cited in a chapter; one that has no entry is reported.
local function cited(chapter, entries)
  local keys = {}
  for _, cite in ipairs(chapter.cites) do
    for _, citation in ipairs(cite.citations) do
      keys['ref-' .. citation.id] = true
      if not entries['ref-' .. citation.id] then
        report.add(chapter.source, '@' .. citation.id .. ' is neither in a bibliography nor a label')
      end
    end
  end
  return keys
end

-- A link of a bibliography leads to a page of the web; anything else is text.
local function to_the_web(link)
  if not link.target:match '^https?://' then return link.content end
end

-- One block for each chapter, and the entries of all.
local function processed(blocks, plan)
  local found = pandoc.utils.citeproc(pandoc.Pandoc(blocks, metadata(plan))).blocks
  local bibliography = found[#blocks + 1]
  return found, bibliography and bibliography.content:walk { Link = to_the_web } or pandoc.Blocks {}
end

-- Whether citations change the text beside them: notes and raised numbers go behind a stop and take
-- the blank before them away, and one that ends in a stop takes the next stop away.
local function moves(blocks)
  local found = false
  local function is_there() found = true end
  local function ends_in_stop(cite)
    found = found or pandoc.utils.stringify(cite.content):sub(-1) == '.'
  end
  blocks:walk { Superscript = is_there, Note = is_there, Cite = ends_in_stop }
  return found
end

-- What each citation of a chapter became, in the places where they stand.
local function put_in(doc, cites)
  local place = 0
  return doc:walk {
    Cite = function()
      place = place + 1
      return cites[place].content
    end,
  }
end

-- Resolve the citations of all chapters; return the chapters' blocks, each chapter's entries, and all
-- entries. Citations are resolved without the text around them, which is much, unless they move in it.
function citations.resolve(docs, plan)
  local chapters = pandoc.List(plan.chapters)
  local found, entries = processed(chapters:map(function(chapter)
    return pandoc.Div(chapter.cites:map(function(cite) return pandoc.Plain { cite } end))
  end), plan)
  local texts
  if moves(found) then
    found, entries = processed(docs:map(function(doc) return pandoc.Div(doc.blocks) end), plan)
    texts = chapters:map(function(_, i) return found[i].content end)
  else
    texts = docs:map(function(doc, i) return put_in(doc, found[i].content).blocks end)
  end
  local known = {}
  for _, entry in ipairs(entries) do known[entry.identifier] = true end
  local lists = chapters:map(function(chapter)
    local keys = cited(chapter, known)
    return entries:filter(function(entry) return keys[entry.identifier] end)
  end)
  return texts, lists, entries
end

return citations

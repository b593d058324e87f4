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
local function cited(blocks, entries, chapter)
  local keys = {}
  blocks:walk {
    Cite = function(cite)
      for _, citation in ipairs(cite.citations) do
        keys['ref-' .. citation.id] = true
        if not entries['ref-' .. citation.id] then
          report.add(chapter.source, '@' .. citation.id .. ' is neither in a bibliography nor a label')
        end
      end
    end,
  }
  return keys
end

-- A link of a bibliography leads to a page of the web; anything else is text.
local function to_the_web(link)
  if not link.target:match '^https?://' then return link.content end
end

-- Resolve the citations of all chapters; return the chapters' blocks, each chapter's entries, and all entries.
function citations.resolve(docs, plan)
  local book = pandoc.Pandoc({}, metadata(plan))
  for _, doc in ipairs(docs) do book.blocks:insert(pandoc.Div(doc.blocks)) end
  local blocks = pandoc.utils.citeproc(book).blocks
  local bibliography = blocks[#docs + 1]
  local entries = bibliography and bibliography.content:walk { Link = to_the_web } or pandoc.Blocks {}
  local known = {}
  for _, entry in ipairs(entries) do known[entry.identifier] = true end
  local chapters, lists = {}, {}
  for i, chapter in ipairs(plan.chapters) do
    chapters[i] = blocks[i].content
    local keys = cited(chapters[i], known, chapter)
    lists[i] = entries:filter(function(entry) return keys[entry.identifier] end)
  end
  return chapters, lists, entries
end

return citations

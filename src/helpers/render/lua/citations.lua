-- Citations over the whole book, so that a publication has one number in every chapter and in the PDF.
local report = require 'report'
local citations = {}

local function metadata(plan)
  return {
    bibliography = pandoc.List(plan.bibliography), csl = plan.csl, lang = plan.lang,
    ['link-citations'] = true, ['suppress-bibliography'] = false,
  }
end

local function known_keys(plan)
  local all = pandoc.Pandoc({}, metadata(plan))
  all.meta.nocite = pandoc.Inlines { pandoc.Cite({}, { pandoc.Citation('*', 'NormalCitation') }) }
  local keys = {}
  for _, entry in ipairs(pandoc.utils.references(all)) do keys[entry.id] = true end
  return keys
end

local function check(docs, plan)
  local keys = known_keys(plan)
  for i, doc in ipairs(docs) do
    doc:walk {
      Citation = nil,
      Cite = function(cite)
        for _, citation in ipairs(cite.citations) do
          if not keys[citation.id] then
            report.add(plan.chapters[i].source, '@' .. citation.id .. ' is neither in a bibliography nor a label')
          end
        end
      end,
    }
  end
end

local function cited(blocks)
  local keys = {}
  blocks:walk {
    Link = function(link)
      local key = link.target:match('^#(ref%-.+)$')
      if key then keys[key] = true end
    end,
  }
  return keys
end

-- Resolve the citations of all chapters; return the chapters' blocks, each chapter's entries, and all entries.
function citations.resolve(docs, plan)
  check(docs, plan)
  report.stop_if_any()
  local book = pandoc.Pandoc({}, metadata(plan))
  for _, doc in ipairs(docs) do book.blocks:insert(pandoc.Div(doc.blocks)) end
  local blocks = pandoc.utils.citeproc(book).blocks
  local bibliography = blocks[#docs + 1]
  local entries = bibliography and bibliography.content or pandoc.Blocks {}
  local chapters, lists = {}, {}
  for i in ipairs(docs) do
    chapters[i] = blocks[i].content
    local keys = cited(chapters[i])
    lists[i] = entries:filter(function(entry) return keys[entry.identifier] end)
  end
  return chapters, lists, entries
end

return citations

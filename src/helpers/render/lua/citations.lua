-- Citations over the whole book, so that a publication has one number in every chapter and in the PDF.
local memory = require 'memory'
local report = require 'report'
local citations = {}

local function metadata(plan)
  return {
    bibliography = pandoc.List(plan.bibliography), csl = plan.csl, lang = plan.lang,
    ['link-citations'] = true, ['suppress-bibliography'] = false,
  }
end

-- The keys cited in a chapter; one that has no entry is reported by the process that read it.
local function cited(chapter, entries, plan)
  local keys = {}
  for _, cite in ipairs(chapter.cites) do
    for _, citation in ipairs(cite.citations) do
      keys['ref-' .. citation.id] = true
      if not entries['ref-' .. citation.id] and chapter.part == plan.part then
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

-- The blocks with their citations resolved, and the entries of the bibliography.
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

-- What stands for the text of a chapter where only its citations matter.
local function citations_alone(chapter)
  return pandoc.Div(chapter.cites:map(function(cite) return pandoc.Plain { cite } end))
end

-- The citations of all chapters, those that are alike only once unless the style minds it; by chapter,
-- where in that list each is; and the list as text, if all in it are keys and no more.
local function listed(plan)
  local list, places, names = pandoc.Blocks {}, {}, pandoc.List {}
  local found = plan.chapters:map(function(chapter)
    return chapter.cites:map(function(cite, number)
      local named = not plan.repeats_differ and memory.name(chapter.facts.cites[number])
      local name = named or chapter.source .. ' ' .. number
      if not places[name] then
        list:insert(pandoc.Plain { cite })
        if named then names:insert(name) end
        places[name] = #list
      end
      return places[name]
    end)
  end)
  return list, found, #names == #list and table.concat(names, '\n')
end

-- The list with its citations resolved, and the entries of the bibliography; taken from what is kept
-- if the same was asked the last time, as of most changes of a book.
local function answered(list, text, plan)
  local question = text and pandoc.utils.sha1(plan.citing .. text)
  if question and plan.citations.question == question then
    local kept = pandoc.read(plan.citations.answer, 'json').blocks
    return pandoc.Blocks { kept[1] }, kept[2].content
  end
  local found, entries = processed({ pandoc.Div(list) }, plan)
  if question then
    local answer = pandoc.write(pandoc.Pandoc { found[1], pandoc.Div(entries) }, 'json')
    plan.citations = { question = question, answer = answer }
  end
  return found, entries
end

-- Resolve the citations of all chapters; return what each became, by chapter, and all entries of the
-- bibliography; each chapter gets its own as `references`. Citations are resolved without the text
-- around them, which is much, unless they move in it, or hold words that lead to places of the book:
-- then nothing is returned in their place.
function citations.resolve(plan)
  local list, places, text = listed(plan)
  local found, entries = answered(list, text, plan)
  local known = {}
  for _, entry in ipairs(entries) do known[entry.identifier] = true end
  for _, chapter in ipairs(plan.chapters) do
    local keys = cited(chapter, known, plan)
    chapter.references = entries:filter(function(entry) return keys[entry.identifier] end)
  end
  local function is_nested(chapter) return chapter.is_nested end
  if moves(found) or plan.chapters:find_if(is_nested) then return nil, entries end
  local became = found[1].content:map(function(plain) return plain.content end)
  return places:map(function(mine) return mine:map(function(place) return became[place] end) end), entries
end

-- Resolve the citations that move in the text around them; `docs` has the chapters that were read here.
function citations.resolve_in_text(docs, plan)
  local blocks = plan.chapters:map(function(chapter, i)
    return docs[i] and pandoc.Div(docs[i].blocks) or citations_alone(chapter)
  end)
  for i, div in ipairs((processed(blocks, plan))) do
    if docs[i] then docs[i].blocks = div.content end
  end
end

return citations

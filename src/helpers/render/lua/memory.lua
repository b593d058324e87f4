-- What a chapter means to the others: its title, its numbers, what it cites and, for the PDF, where
-- labels only stand for links, where it leads. While that stays, a change in one chapter leaves the
-- text of the others as it is, and they need not be read.
-- The plan brings the `facts` of the last time; chapters without a `part` are as they were then.
local report = require 'report'
local memory = {}

-- A citation as the others have to know it: mostly by its id alone.
local function as_fact(one)
  local prefix, suffix = pandoc.utils.stringify(one.prefix), pandoc.utils.stringify(one.suffix)
  if one.mode == 'NormalCitation' and prefix .. suffix == '' then return one.id end
  return { id = one.id, mode = one.mode, prefix = prefix, suffix = suffix }
end

local function facts_of(cite)
  return cite.citations:map(as_fact)
end

local function each_once(names)
  local seen = {}
  for _, name in ipairs(names) do seen[name] = true end
  local found = pandoc.List {}
  for name in pairs(seen) do found:insert(name) end
  found:sort()
  return found
end

-- The facts of a chapter that was read.
function memory.facts(chapter, with_links)
  return {
    links = with_links and each_once(chapter.links) or nil,
    title = pandoc.write(pandoc.Pandoc { pandoc.Plain(chapter.title) }, 'json'),
    id = chapter.id, number = chapter.number, labels = chapter.labels, cites = chapter.cites:map(facts_of),
  }
end

-- Facts as text, those of the last time as those of now: both have been JSON.
local function told(value)
  return pandoc.json.encode(pandoc.json.decode(pandoc.json.encode(value), false))
end

-- End, without a word, if the chapters that were read mean something else to those that were not
-- than the last time: then all have to be read.
function memory.stop_unless_it_holds(chapters)
  if not chapters:find_if(function(chapter) return not chapter.part end) then return end
  for _, chapter in ipairs(chapters) do
    if chapter.part and told(chapter.facts) ~= told(chapter.before) then os.exit(0) end
  end
end

-- What a citation says if that is keys and no more, else nothing.
function memory.name(facts)
  for _, fact in ipairs(facts) do
    if type(fact) ~= 'string' then return end
  end
  return table.concat(facts, ' ')
end

local function citation(fact)
  if type(fact) == 'string' then return pandoc.Citation(fact, 'NormalCitation') end
  return pandoc.Citation(fact.id, fact.mode, pandoc.Inlines(fact.prefix), pandoc.Inlines(fact.suffix))
end

-- Take up the title and the citations of a chapter that was read elsewhere or is known from before.
function memory.take_up(chapter)
  chapter.title = pandoc.read(chapter.facts.title, 'json').blocks[1].content
  chapter.id, chapter.number = chapter.facts.id, chapter.facts.number
  chapter.cites = pandoc.List(chapter.facts.cites):map(function(found)
    return pandoc.Cite({ pandoc.Str '' }, pandoc.List(found):map(citation))
  end)
end

-- Leave the facts of all chapters, what each says to the search, and the citations for the next time.
function memory.save(plan)
  local chapters = plan.chapters:map(function(chapter)
    return { facts = chapter.facts, entries = chapter.entries }
  end)
  report.save(plan.found, pandoc.json.encode { chapters = chapters, citations = plan.citations })
end

return memory

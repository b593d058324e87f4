-- What a chapter means to the others: its title, its numbers, what it cites and, in the PDF, where
-- labels only stand for links, where it leads. While that stays, a change in one chapter leaves the
-- text of the others as it is, and they need not be read.
-- The plan brings the `facts` of the last time, and says which chapters are the `same` as then.
local labels = require 'labels'
local memory = {}

-- Whether a chapter need not be read again.
function memory.is_known(chapter)
  return chapter.same and chapter.facts ~= nil
end

-- Let all chapters be read.
function memory.forget(plan)
  for _, chapter in ipairs(plan.chapters) do chapter.same = false end
end

local function citation(id)
  return pandoc.Citation(id, 'NormalCitation')
end

-- Take up the numbers and citations of a known chapter; what stands for its text are the citations.
function memory.take_up(chapter, counts)
  local facts = chapter.facts
  chapter.title = pandoc.read(facts.title, 'json').blocks[1].content
  labels.take_up(chapter, facts, counts)
  chapter.cites = pandoc.List(facts.cites):map(function(ids)
    return pandoc.Cite({ pandoc.Str '' }, pandoc.List(ids):map(citation))
  end)
  return pandoc.Pandoc(chapter.cites:map(function(cite) return pandoc.Plain { cite } end))
end

local function ids(cite)
  return cite.citations:map(function(one) return one.id end)
end

local function links(chapter)
  local found = pandoc.List {}
  for id in pairs(chapter.links) do found:insert(id) end
  found:sort()
  return found
end

local function facts(chapter)
  if memory.is_known(chapter) then return chapter.facts end
  return {
    links = FORMAT == 'typst' and links(chapter) or nil,
    title = pandoc.write(pandoc.Pandoc { pandoc.Plain(chapter.title) }, 'json'),
    id = chapter.id, number = chapter.number, labels = chapter.labels, cites = chapter.cites:map(ids),
  }
end

-- Facts as text, those of the last time as those of now: both have been JSON.
local function told(value)
  return pandoc.json.encode(pandoc.json.decode(pandoc.json.encode(value), false))
end

-- Whether the chapters that were read mean to the others what they meant the last time.
function memory.holds(plan)
  if not pandoc.List(plan.chapters):find_if(memory.is_known) then return true end
  for _, chapter in ipairs(plan.chapters) do
    local now = facts(chapter)
    if now ~= chapter.facts and told(now) ~= told(chapter.facts) then return false end
  end
  return true
end

-- Leave the facts of all chapters, and what each says to the search, for the next time.
function memory.save(plan)
  local found = pandoc.List(plan.chapters):map(function(chapter)
    return { facts = facts(chapter), entries = chapter.entries }
  end)
  require('report').save(plan.facts, pandoc.json.encode(found))
end

return memory

-- Makes a part of a book: reads its chapters, writes its HTML pages and its Typst text.
-- Usage: pandoc lua book.lua PLAN.json PART  (helpers.render.pandoc_plan makes the plan; see talk.lua)
local here = pandoc.path.directory(arg[0])
package.path = pandoc.path.join { here, '?.lua' } .. ';' .. package.path

-- What is thrown away is collected when it is ten times what is kept.
collectgarbage('incremental', 1000)

local function read(path)
  local file = assert(io.open(path, 'rb'))
  local text = file:read('a')
  file:close()
  return text
end

local text = read(arg[1])
local plan = pandoc.json.decode(text, false)
plan.chapters, plan.forms, plan.part = pandoc.List(plan.chapters), pandoc.List(plan.forms), tonumber(arg[2])
-- A word that stands nowhere in the book, since it is made of all of it.
plan.mark = pandoc.utils.sha1(text)

local talk = require 'talk'
local report = require 'report'
local results = require 'results'
local callouts = require 'callouts'
local labels = require 'labels'
local citations = require 'citations'
local references = require 'references'
local memory = require 'memory'

-- Do something with each chapter of this part.
local function with_mine(act)
  for i, chapter in ipairs(plan.chapters) do
    if chapter.part == plan.part then act(chapter, i) end
  end
end

-- A chapter that is good for each form.
local function read_chapter(chapter)
  return pandoc.read(chapter.text, plan.reader):walk {
    Div = function(div)
      return results.at(div, chapter, plan.reader) or callouts.at(div, chapter)
    end,
  }
end

-- Read the chapters, number what they hold, and learn what the others mean to them.
local function gather()
  local docs = {}
  with_mine(function(chapter, i) docs[i] = read_chapter(chapter) end)
  local is_numbered = talk.of_all(plan, function(chapter, i) return labels.entitle(docs[i], chapter) end)
  for i, chapter in ipairs(plan.chapters) do
    if not chapter.part then is_numbered[i] = chapter.facts.number ~= nil end
    chapter.before = chapter.facts
  end
  labels.number_chapters(plan.chapters, is_numbered)
  with_mine(function(chapter, i) docs[i] = labels.number(docs[i], chapter) end)
  local found = talk.of_all(plan, function(chapter) return memory.facts(chapter, plan.forms:includes 'typst') end)
  for i, chapter in ipairs(plan.chapters) do
    chapter.facts = found[i] or chapter.facts
    if chapter.part ~= plan.part then memory.take_up(chapter) end
  end
  memory.stop_unless_it_holds(plan.chapters)
  labels.take_up(plan.chapters, plan.part)
  return docs
end

-- A chapter in the form that is written now; `cites` are its citations, resolved.
local function formed(doc, chapter, cites)
  local place = 0
  local filter = references.resolving(chapter, function()
    place = place + 1
    return cites and cites[place]
  end)
  filter.RawBlock = function(block) return results.below(block, chapter) end
  filter.Div = FORMAT == 'typst' and callouts.in_typst or nil
  return doc:walk(filter)
end

local function filtered(doc, chapter, filters)
  BOOK = {
    folder = plan.folder, root = chapter.root,
    pictures = pandoc.path.directory(pandoc.path.join { plan.output[FORMAT], chapter.page }),
    link = function(id) return labels.target(id, chapter) end,
  }
  for _, filter in ipairs(filters) do doc = doc:walk(filter) end
  return doc
end

-- Write the chapters of this part in a form.
local function write(form, docs, cites, entries)
  FORMAT = form
  local now = {}
  with_mine(function(chapter, i) now[i] = formed(docs[i], chapter, cites and cites[i]) end)
  if not cites then citations.resolve_in_text(now, plan) end
  report.stop_if_any(plan)
  local writer = require(form)
  if writer.look then with_mine(function(chapter, i) writer.look(chapter, now[i].blocks) end) end
  for _, path in ipairs(plan.filters) do
    local filters = dofile(path)
    with_mine(function(chapter, i) now[i] = filtered(now[i], chapter, filters) end)
  end
  writer.write(plan, now, entries)
  talk.exchange(form)  -- tells that all of it is there
end

local docs = gather()
local cites, entries = citations.resolve(plan)
for _, form in ipairs(plan.forms) do write(form, docs, cites, entries) end
if plan.part == 1 then memory.save(plan) end

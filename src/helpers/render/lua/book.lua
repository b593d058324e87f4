-- Reads the chapters of a book and writes its HTML pages or its Typst text.
-- Usage: pandoc lua book.lua PLAN.json  (helpers.render.pandoc writes the plan)
local here = pandoc.path.directory(arg[0])
package.path = pandoc.path.join { here, '?.lua' } .. ';' .. package.path

local function read(path)
  local file = assert(io.open(path, 'rb'))
  local text = file:read('a')
  file:close()
  return text
end

local text = read(arg[1])
local plan = pandoc.json.decode(text, false)
-- A word that stands nowhere in the book, since it is made of all of it.
plan.mark = pandoc.utils.sha1(text)
FORMAT = plan.format

local report = require 'report'
local results = require 'results'
local callouts = require 'callouts'
local labels = require 'labels'
local citations = require 'citations'
local index = require 'index'
local memory = require 'memory'

local function read_chapter(chapter)
  return pandoc.read(chapter.text, plan.reader):walk {
    Div = function(div)
      return results.at(div, chapter, plan.reader) or callouts.at(div, chapter)
    end,
  }
end

-- Number what the chapters hold, then resolve their references; of a chapter that is known from
-- the last time only its numbers are taken up.
local function gather()
  local docs, by_source = pandoc.List {}, {}
  local counts = { chapters = 0, appendices = 0 }
  for i, chapter in ipairs(plan.chapters) do
    by_source[chapter.source] = chapter
    if memory.is_known(chapter) then
      docs[i] = memory.take_up(chapter, counts)
    else
      docs[i] = labels.number(read_chapter(chapter), chapter, counts)
    end
  end
  for i, chapter in ipairs(plan.chapters) do
    if not memory.is_known(chapter) then docs[i] = labels.resolve(docs[i], chapter, by_source) end
  end
  return docs
end

-- Read what changed; where that touches other chapters, all of them.
local function chapters_read()
  local docs = gather()
  if memory.holds(plan) then return docs end
  labels.forget()
  report.findings = pandoc.List {}
  memory.forget(plan)
  return gather()
end

local function filtered(blocks, chapter, filters)
  BOOK = {
    folder = plan.folder, root = chapter.root,
    pictures = pandoc.path.directory(pandoc.path.join { plan.output, chapter.page }),
    link = function(id) return labels.target(id, chapter) end,
  }
  local doc = pandoc.Pandoc(blocks)
  for _, filter in ipairs(filters) do doc = doc:walk(filter) end
  return doc.blocks
end

local docs = chapters_read()
report.stop_if_any()
local chapters, lists, entries = citations.resolve(docs, plan)
report.stop_if_any()
if FORMAT == 'html' then plan.contents = index.script(plan, chapters, lists) end
for _, path in ipairs(plan.filters) do
  local filters = dofile(path)
  for i, chapter in ipairs(plan.chapters) do
    if not memory.is_known(chapter) then chapters[i] = filtered(chapters[i], chapter, filters) end
  end
end
require(FORMAT).write(plan, chapters, lists, entries)
memory.save(plan)

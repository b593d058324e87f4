-- Reads the chapters of a book and writes its HTML pages or its Typst text.
-- Usage: pandoc lua book.lua PLAN.json  (helpers.render.builtin writes the plan)
local here = pandoc.path.directory(arg[0])
package.path = pandoc.path.join { here, '?.lua' } .. ';' .. package.path

local function read(path)
  local file = assert(io.open(path, 'rb'))
  local text = file:read('a')
  file:close()
  return text
end

local plan = pandoc.json.decode(read(arg[1]), false)
FORMAT = plan.format

local report = require 'report'
local results = require 'results'
local callouts = require 'callouts'
local labels = require 'labels'
local citations = require 'citations'
local index = require 'index'

local docs, by_source = {}, {}
local counts = { chapters = 0, appendices = 0 }
for i, chapter in ipairs(plan.chapters) do
  by_source[chapter.source] = chapter
  local doc = pandoc.read(chapter.text, plan.reader):walk {
    Div = function(div)
      return results.at(div, chapter, plan.reader) or callouts.at(div, chapter)
    end,
  }
  docs[i] = labels.number(doc, chapter, counts)
end
for i, chapter in ipairs(plan.chapters) do
  docs[i] = labels.resolve(docs[i], chapter, by_source)
end
report.stop_if_any()
local chapters, lists, entries = citations.resolve(docs, plan)
report.stop_if_any()
if FORMAT == 'html' then plan.contents = index.script(plan, chapters, lists) end
for _, path in ipairs(plan.filters) do
  local filters = dofile(path)
  for i, chapter in ipairs(plan.chapters) do
    BOOK = {
      folder = plan.folder, root = chapter.root,
      pictures = pandoc.path.directory(pandoc.path.join { plan.output, chapter.page }),
      link = function(id) return labels.target(id, chapter) end,
    }
    local doc = pandoc.Pandoc(chapters[i])
    for _, filter in ipairs(filters) do doc = doc:walk(filter) end
    chapters[i] = doc.blocks
  end
end
require(FORMAT).write(plan, chapters, lists, entries)

-- What is wrong with the book, all of it at once; the renderer turns it into one message.
local talk = require 'talk'
local report = { findings = pandoc.List {} }

-- Take down what is wrong at a place: a chapter, or a cell of one.
function report.add(place, message)
  report.findings:insert { place = place, message = message }
end

-- Exit code that says: the text on standard error is a message for the author.
report.MESSAGE = 3

local function chapter_of(finding)
  return finding.place:match '^[^,]*'
end

-- Stop all processes if any has found something; the first tells it, in the order of the chapters.
-- All have to come here at the same step.
function report.stop_if_any(plan)
  local all, place = pandoc.List {}, {}
  for _, found in ipairs(talk.exchange(report.findings)) do all:extend(found) end
  if #all == 0 then return end
  for i, chapter in ipairs(plan.chapters) do place[chapter.source] = i end
  for i, finding in ipairs(all) do finding.order = { place[chapter_of(finding)] or 0, i } end
  all:sort(function(a, b)
    if a.order[1] == b.order[1] then return a.order[2] < b.order[2] end
    return a.order[1] < b.order[1]
  end)
  if plan.part ~= 1 then os.exit(0) end
  for _, finding in ipairs(all) do io.stderr:write(finding.place, ': ', finding.message, '\n') end
  os.exit(report.MESSAGE)
end

-- Write a file whole or stop: that the disk is full may come to light only when it is closed.
function report.save(path, text)
  local file, why = io.open(path, 'wb')
  local done = false
  if file then
    done, why = file:write(text, '\n')
    local closed, late = file:close()
    done, why = done and closed, path .. ': ' .. (why or late or '')
  end
  if not done then
    io.stderr:write(why, '\n')
    os.exit(report.MESSAGE)
  end
end

return report

-- Several processes make a book, each a part of its chapters; what they tell goes through the one
-- that has started them (helpers.render.conversation), a line of JSON each, and comes back to all.
local talk = {}

-- Say something; return what each process has said. If one has failed, there is nothing more to do.
function talk.exchange(value)
  io.stdout:write(pandoc.json.encode(value), '\n')
  io.stdout:flush()
  local answer = io.read 'l'
  if not answer then os.exit(0) end
  return pandoc.json.decode(answer, false)
end

-- What is told of each chapter by the process that has read it, by the chapter's place in the book.
function talk.of_all(plan, tell)
  local said, found = {}, {}
  for i, chapter in ipairs(plan.chapters) do
    if chapter.part == plan.part then said[tostring(i)] = tell(chapter, i) end
  end
  for _, part in ipairs(talk.exchange(said)) do
    for i, value in pairs(part) do found[tonumber(i)] = value end
  end
  return found
end

return talk

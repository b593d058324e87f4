-- What is wrong with the book, all of it at once; the renderer turns it into one message.
local report = { findings = pandoc.List {} }

function report.add(place, message)
  report.findings:insert(place .. ': ' .. message)
end

-- Exit code that says: the text on standard error is a message for the author.
report.MESSAGE = 3

function report.stop_if_any()
  if #report.findings > 0 then
    io.stderr:write(table.concat(report.findings, '\n'), '\n')
    os.exit(report.MESSAGE)
  end
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

-- Words longer than any line: they may break, and no writer has to work on them as a whole
-- (that for Typst takes a time that grows with the square of their length). Which chapters may
-- have such words is in the plan: to look at every word takes a tenth of the time of a book.
local words = {}

local LONGEST = 60
local PIECE = LONGEST // 2

-- What becomes of a word: itself (nil), or pieces of it with `gap` between them; they end after
-- punctuation where there is some, as addresses break.
function words.broken(el, gap)
  if #el.text <= LONGEST or utf8.len(el.text) <= LONGEST then return end
  local pieces, from, count = pandoc.Inlines {}, 1, 0
  for place, code in utf8.codes(el.text) do
    local letter = utf8.char(code)
    count = count + 1
    if count == LONGEST or count > PIECE and letter:match('[/._;:%-]') then
      pieces:extend { pandoc.Str(el.text:sub(from, place + #letter - 1)), gap }
      from, count = place + #letter, 0
    end
  end
  pieces:insert(pandoc.Str(el.text:sub(from)))
  return pieces
end

return words

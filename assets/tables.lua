-- Tables that fit the PDF's page: widths by what the columns hold, smaller type where they are wide.
-- Used by Quarto and by the built-in renderer; pages scroll instead.

-- What the columns hold, cell by cell: their lengths in characters, and how broad they may be; of each
-- column the longest, and its longest word. Whether all cells are a paragraph each, or nothing.
local function text_widths(el)
  local found = { longest = {}, word = {}, lengths = {}, breadths = {}, plain = #el.foot.rows == 0 }
  local longest, word, lengths, breadths = found.longest, found.word, found.lengths, found.breadths
  local function measure(text, column)
    local length = utf8.len(text) or #text
    longest[column] = math.max(longest[column] or 0, length)
    lengths[column], breadths[column] = lengths[column] or {}, breadths[column] or {}
    table.insert(lengths[column], length)
    -- capitals and letters of several bytes may be twice as wide as others
    local _, capitals = text:gsub('%u', '')
    table.insert(breadths[column], capitals + (length + #text) / 2)
    local known = word[column] or 0
    if length > known then
      for part in text:gmatch('%S+') do
        if #part > known then known = math.max(known, utf8.len(part) or #part) end
      end
    end
    word[column] = known
  end
  local function look(row)
    local column = 1
    for _, cell in ipairs(row.cells) do
      local contents, span = cell.contents, cell.col_span
      local kind = #contents == 1 and contents[1].t
      local one = #contents == 0 or kind == 'Plain' or kind == 'Para'
      found.plain = found.plain and one and span == 1 and cell.row_span == 1
      if span == 1 then measure(pandoc.utils.stringify(contents), column) end
      column = column + span
    end
  end
  for _, row in ipairs(el.head.rows) do look(row) end
  for _, body in ipairs(el.bodies) do
    for _, row in ipairs(body.body) do look(row) end
  end
  return found
end

-- What the cells of a column lack if it is that wide.
local function lack(lengths, width)
  local sum = 0
  for _, length in ipairs(lengths or {}) do sum = sum + math.max(length - width, 0) end
  return sum
end

-- Characters that fit on a line, by type size in points; the second list is for a page on its side
-- (Quarto's pages do not turn).
local SMALLEST = 6
local SIZES = { { 9, 109 }, { 8, 123 }, { 7, 140 } }
local SIDEWAYS = { { 8, 175 }, { 7, 200 }, { SMALLEST, 233 } }
-- Space between columns, in characters.
local GUTTER = 3

-- What does not fit in full at the first size has the smaller type, so that fewer cells wrap.
local function fit(need, natural)
  if natural <= SIZES[1][2] then return SIZES[1][1], SIZES[1][2], false end
  for i = 2, #SIZES do
    if need <= SIZES[i][2] then return SIZES[i][1], SIZES[i][2], false end
  end
  for _, size in ipairs(SIDEWAYS) do
    if need <= size[2] then return size[1], size[2], true end
  end
  return SMALLEST, 233, true
end

-- Share out what is left of a line by what the cells of each column still lack; none gets more than
-- it can fill, and what it leaves is shared out again.
local ROUNDS = 4
local function widen(widths, longest, lengths, rest)
  for _ = 1, ROUNDS do
    local lacks, sum = {}, 0
    for i, width in ipairs(widths) do
      lacks[i] = lack(lengths[i], width)
      sum = sum + lacks[i]
    end
    if sum == 0 then return end
    local given = 0
    for i, width in ipairs(widths) do
      widths[i] = math.min(width + rest * lacks[i] / sum, math.max(width, longest[i] + GUTTER))
      given = given + widths[i] - width
    end
    rest = rest - given
  end
end

-- How high a table is in points, told the lines of each of its cells.
local LETTER, LINE, BETWEEN = 0.66, 1.16, 6.8
local function height(columns, size, lines)
  local rows, sum = {}, 0
  for column, cells in ipairs(columns) do
    for row, length in ipairs(cells) do
      rows[row] = math.max(rows[row] or 1, lines(length, column))
    end
  end
  for _, count in ipairs(rows) do sum = sum + (LETTER + (count - 1) * LINE) * size + BETWEEN end
  return sum
end

local function sum_of_longest(columns)
  local sum = 0
  for _, cells in ipairs(columns) do
    local longest = 0
    for _, length in ipairs(cells) do longest = math.max(longest, length) end
    sum = sum + longest + GUTTER
  end
  return sum
end

-- The least and the most height: where letters are narrow, and where they are broad and each line ends
-- before a long word.
local function heights(found)
  local rooms = pandoc.List(found.widths):map(function(width)
    return math.max(width * found.capacity - GUTTER, 1)
  end)
  local function fewest(length, column)
    return rooms[column] and math.max(1, math.floor(length / (1.3 * rooms[column]))) or 1
  end
  local function most(length, column)
    local room = rooms[column]
    return room and math.ceil(length / math.max(room - found.word[column], room / 2)) or 1
  end
  local certain = #rooms > 0 or sum_of_longest(found.breadths) <= found.capacity
  local highest = certain and height(found.breadths, found.size, most) or math.huge
  return height(found.lengths, found.size, fewest), highest
end

-- Give each column its longest word, then more where its cells lack it.
local function share(el)
  local found = text_widths(el:clone())  -- what is looked at in a table, pandoc reads back cell by cell
  local longest, word = found.longest, found.word
  local natural, need, widths = 0, 0, {}
  for i = 1, #el.colspecs do
    longest[i], word[i] = longest[i] or 0, word[i] or 0
    widths[i] = math.max(math.min(word[i], 24), math.min(longest[i], 16)) + GUTTER
    natural, need = natural + longest[i] + GUTTER, need + widths[i]
  end
  local size, capacity, sideways = fit(math.min(need, natural), natural)
  if natural <= capacity then
    widths = {}
  else
    widen(widths, longest, found.lengths, math.max(capacity - need, 0))
    local total = math.max(capacity, need)
    widths = pandoc.List(widths):map(function(width) return width / total end)
  end
  found.widths, found.size, found.capacity, found.sideways = widths, size, capacity, sideways
  return found
end

-- A table whose widths are asked is not measured: it fills the line, in type of the middle size.
local function as_asked(asked)
  local function part(percent) return percent / 100 end
  return { widths = pandoc.List(pandoc.json.decode(asked, false)):map(part), size = SIZES[2][1] }
end

-- Identifiers and addresses in narrow columns may break after their punctuation, and words that are
-- longer than any column somewhere.
local LONGEST, SHORT = 24, 16
local function breakable(el)
  if #el.text < SHORT then return end
  local parts, count = pandoc.List {}, 0
  for _, code in utf8.codes(el.text) do
    local letter = utf8.char(code)
    local gap = letter:match('[/._;:%-]') or count == LONGEST
    count = gap and 0 or count + 1
    parts:insert(gap and letter .. '\u{200b}' or letter)
  end
  el.text = table.concat(parts)
  return el
end

-- Height of a page in points, and of a line of a caption, with the letters that it holds.
local PAGE, CAPTION, LETTERS = 567, 10.5, 90

-- Whether a table fits on a page, where that is beyond doubt.
local function fits(el, found)
  if not found.plain then return end
  local least, most = heights(found)
  local words = #pandoc.utils.stringify(pandoc.utils.blocks_to_inlines(el.caption.long))
  local caption = CAPTION * (2 + math.ceil(words / LETTERS))
  if most + caption < 0.95 * PAGE then return 'true' end
  if least > 1.1 * PAGE then return 'false' end
end

-- A table whose long words may break, and whose cells are no longer plain if they hold more than text.
local function looked_through(el, found, floats)
  local function is_more() found.plain = false end
  local longest = found.word and math.max(0, table.unpack(found.word))
  local long = (not longest or longest >= SHORT) and breakable or nil
  local more = floats and is_more or nil
  if not (long or more) then return el end
  return el:walk { Str = long, Code = long, Image = more, LineBreak = more }
end

local function layout(el)
  local asked = el.attributes['tbl-colwidths']
  local found = asked and as_asked(asked) or share(el)
  local sideways = found.sideways
  el.attributes['tbl-colwidths'] = nil
  -- only those with a caption float, and Quarto's pages do not turn
  local floats = not (quarto or sideways or asked) and #el.caption.long > 0
  el = looked_through(el, found, floats)
  el.colspecs = el.colspecs:map(function(spec, i) return { spec[1], found.widths[i] } end)
  el.attributes['typst:text:size'] = (sideways and quarto and SMALLEST or found.size) .. 'pt'
  if sideways and not quarto then el.attributes.sideways = 'true' end
  if floats then el.attributes.fits = fits(el, found) end
  return el
end

return { { Table = FORMAT:match('typst') and layout or nil } }

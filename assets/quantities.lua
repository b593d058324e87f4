-- Makes every number of the book ask-able: [28/45 (62.2%)]{.quantity data-q="regions.thoracic"}.
-- In HTML its facts travel with the page, so that a script can show them from a file, too;
-- elsewhere it is plain text. Used by Quarto and by the built-in renderer.
local used = pandoc.List {}
local quantities, entry_of

-- The chapter that shows each case.
local ENTRIES = 'chapters/a-cases'

local function place()
  if not quarto then return BOOK end
  return { folder = quarto.project.directory or '.', root = quarto.project.offset or '.' }
end

local function read(path)
  local file = io.open(path, 'rb')
  local text = file and file:read('a')
  if file then file:close() end
  return text
end

local function decoded(path)
  local text = read(path)
  return text and pandoc.json.decode(text, false)
end

-- Where Quarto runs the project itself there is no list yet, but what it ran, it has stored.
local function of_notebook()
  local found = pandoc.List {}
  local function add(data)
    local record = data and data['application/vnd.rspbook.record+json']
    found:extend(record and record.quantities or {})
  end
  for _, cell in ipairs(quarto and (decoded(quarto.doc.input_file) or {}).cells or {}) do
    for _, inline in ipairs(cell.metadata.user_expressions or {}) do add(inline.result.data) end
    for _, output in ipairs(cell.outputs or {}) do add(output.data) end
  end
  return found
end

local function read_all(path)
  local by_id = {}
  for _, quantity in ipairs(decoded(path) or of_notebook()) do by_id[quantity.id] = quantity end
  return by_id
end

-- Where the entry of a case, the reference of a report or the title of a record that was not included
-- stands in the appendix, if it has one.
local function anchors(folder)
  local text = read(folder .. '/' .. ENTRIES .. '.ipynb') or ''
  local found = {}
  for key in text:gmatch('%[@([^%s%];,]+)') do found[key] = 'ref-' .. key end
  for id in text:gmatch('{#case%-([^%s}]+)') do found[id] = 'case-' .. id end
  for id in text:gmatch('{#record%-([^%s}]+)') do found[id] = found[id] or 'record-' .. id end
  return found
end

local function quantity(span)
  if not span.classes:includes('quantity') then return end
  used:insert(span.attributes['data-q'] or span.attributes.q)
end

-- A list that holds each thing once, and what tells the place of a thing, by its name.
local function listed_once()
  local list, places = pandoc.List {}, {}
  return list, function(name, thing)
    if not places[name] then
      list:insert(thing)
      places[name] = #list - 1
    end
    return places[name]
  end
end

-- Each case is named once and then meant by its place in the list; so is each list of cases.
local function shelf()
  local cases, place_of_case = listed_once()
  local lists, place_of_list = listed_once()
  return cases, lists, function(ids)
    local named = type(ids) == 'table' and ids or {}  -- JSON's null: too many to be named
    local list = pandoc.List(named):map(function(id) return place_of_case(id, id) end)
    return place_of_list(table.concat(list, ','), list)
  end
end

-- JSON's null is not nil.
local function known(value)
  return type(value) == 'number' and value or nil
end

local function rounded(percent)
  return known(percent) and tonumber(string.format('%.1f', percent))
end

local function facts()
  local here, chosen = place(), {}
  local cases, lists, put = shelf()
  quantities = quantities or read_all(here.folder .. '/quantities.json')
  entry_of = entry_of or anchors(here.folder)
  for _, id in ipairs(used) do
    local q = quantities[id]
    if q and not chosen[id] then
      chosen[id] = {
        label = q.label, n = known(q.n), denominator = known(q.denominator), percent = rounded(q.percent),
        ci_low = rounded(q.ci_low), ci_high = rounded(q.ci_high), not_reported = known(q.not_reported),
        at_least = q.lower_bound or nil,
        counted = put(q.numerator_cases), of = put(q.denominator_cases),
      }
    end
  end
  local root = here.root:gsub('/$', '')
  return next(chosen) and {
    page = (root ~= '' and root .. '/' or '') .. ENTRIES .. '.html', quantities = chosen,
    cases = cases, anchors = cases:map(function(id) return entry_of[id] or '' end), lists = lists,
  }
end

-- Inside a script element “<” could end it; in JSON \u003c is the same character.
local function add_facts(doc)
  local found = facts()
  used = pandoc.List {}
  if not found then return end
  local json = pandoc.json.encode(found):gsub('<', '\\u003c')
  local script = '<script type="application/json" id="quantities">' .. json .. '</script>'
  doc.blocks:insert(pandoc.RawBlock('html', script))
  return doc
end

return FORMAT:match('html') and { { Span = quantity }, { Pandoc = add_facts } } or {}

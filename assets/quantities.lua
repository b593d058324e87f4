-- Makes every number of the book ask-able: [28/45 (62.2%)]{.quantity data-q="regions.thoracic"}.
-- In HTML each becomes a button whose facts travel with the page, so that it works from a file;
-- elsewhere it is plain text. Used by Quarto and by the built-in renderer.
local place = quarto and { folder = quarto.project.directory or '.', root = quarto.project.offset or '.' } or BOOK
local is_html = FORMAT:match('html') ~= nil
local used = {}

local function read_all()
  local file = io.open(place.folder .. '/quantities.json', 'rb')
  if not file then return {} end
  local found = pandoc.json.decode(file:read('a'), false)
  file:close()
  local by_id = {}
  for _, quantity in ipairs(found.quantities or found) do by_id[quantity.id] = quantity end
  return by_id
end

local function quantity(span)
  if not span.classes:includes('quantity') then return end
  if not is_html then return span.content end
  used[span.attributes['data-q'] or span.attributes.q] = true
  span.attributes.role = 'button'
  span.attributes.tabindex = '0'
  span.attributes['aria-haspopup'] = 'dialog'
  return span
end

-- Inside a script element “<” could end it; in JSON \u003c is the same character.
local function data_block()
  local all, chosen = read_all(), {}
  for id in pairs(used) do chosen[id] = all[id] end
  if next(chosen) == nil then return {} end
  local facts = { root = place.root, quantities = chosen }
  local json = pandoc.json.encode(facts):gsub('<', '\\u003c')
  return { pandoc.RawBlock('html', '<script type="application/json" id="quantities">' .. json .. '</script>') }
end

return {
  { Span = quantity },
  { Pandoc = function(doc)
    if is_html then doc.blocks:extend(data_block()) end
    used = {}
    return doc
  end },
}

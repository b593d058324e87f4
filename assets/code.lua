-- Pages show the code of figures and tables only, not what prepares a chapter. For Quarto; the
-- built-in renderer does so by itself.
local function cell(div)
  local label = div.identifier:gsub('^cell%-', '')
  if not div.classes:includes('cell') or label:match('^fig%-') or label:match('^tbl%-') then return end
  div.content = div.content:filter(function(block)
    return not (block.t == 'CodeBlock' and block.classes:includes('cell-code'))
  end)
  return div
end

return quarto and { { Div = cell } } or {}

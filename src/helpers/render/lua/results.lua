-- The results of code cells as pandoc blocks: figures, tables, verbatim text, folded code.
local report = require 'report'
local results = {}

local function picture(output, cell, chapter)
  local image = pandoc.Image(cell.alt, chapter.files .. '/' .. output.file)
  return pandoc.Blocks { pandoc.Plain { image } }
end

local function shown(output, cell, chapter, reader)
  if output.file then
    return picture(output, cell, chapter)
  elseif output.mime == 'text/markdown' then
    return pandoc.read(output.text, reader).blocks
  end
  return pandoc.Blocks { pandoc.CodeBlock(output.text) }
end

local function figure(cell, blocks)
  if cell.alt == '' then report.add(cell.place, cell.label .. ' has no alternative text (#| fig-alt)') end
  if cell.caption == '' then report.add(cell.place, cell.label .. ' has no caption (#| fig-cap)') end
  return pandoc.Blocks { pandoc.Figure(blocks, { long = { pandoc.Plain(cell.words) } }, { id = cell.label }) }
end

local function table_(cell, blocks)
  if cell.caption == '' then report.add(cell.place, cell.label .. ' has no caption (#| tbl-cap)') end
  for _, block in ipairs(blocks) do
    if block.t == 'Table' then
      block.identifier = cell.label
      block.caption = { long = { pandoc.Plain(cell.words) } }
      if #cell.widths > 0 then block.attributes['tbl-colwidths'] = pandoc.json.encode(cell.widths) end
      return blocks
    end
  end
  report.add(cell.place, cell.label .. ' shows no table (text/markdown)')
  return blocks
end

-- Links to take a picture or its rows along; a script adds more ways where it runs.
local function downloads(cell, chapter)
  local links = pandoc.Inlines {}
  local function add(name, href)
    if #links > 0 then links:insert(pandoc.Space()) end
    local attributes = { { 'download', '' }, { 'aria-label', name .. ' of ' .. cell.label } }
    links:insert(pandoc.Link(name, href, '', pandoc.Attr('', {}, attributes)))
  end
  for _, output in ipairs(cell.outputs) do
    if output.file then
      local name = select(2, pandoc.path.split_extension(output.file)):sub(2):upper()
      add(name, chapter.files .. '/' .. output.file)
    end
  end
  if cell.sheet ~= '' then add('CSV', cell.sheet) end
  return #links > 0 and { pandoc.Div({ pandoc.Plain(links) }, { class = 'downloads' }) } or {}
end

local function code(cell)
  if cell.code == '' then return {} end
  return {
    pandoc.RawBlock('html', '<details class="code-fold"><summary>Code</summary>'),
    pandoc.CodeBlock(cell.code, { class = 'python' }),
    pandoc.RawBlock('html', '</details>'),
  }
end

-- What stands under a figure or table of a page: its code, folded away, and what can be downloaded.
local function under(cell, chapter)
  local blocks = pandoc.Blocks(downloads(cell, chapter))
  blocks:extend(code(cell))
  return #blocks > 0 and pandoc.Div(blocks, { class = 'under' }) or {}
end

-- Marks the place for that; no text can hold such a block.
local UNDER = 'under'

local function build(cell, chapter, reader)
  local blocks = pandoc.Blocks {}
  for _, output in ipairs(cell.outputs) do
    blocks:extend(shown(output, cell, chapter, reader))
  end
  cell.words = pandoc.utils.blocks_to_inlines(pandoc.read(cell.caption, reader).blocks)
  local what = cell.label:match('^(%l+)%-')
  if what == 'fig' then
    blocks = figure(cell, blocks)
  elseif what == 'tbl' then
    blocks = table_(cell, blocks)
  end
  return blocks
end

-- The results for the place where a code cell stood, or nil if `div` is no such place.
function results.at(div, chapter, reader)
  local number = div.attributes['data-cell']
  local cell = number and chapter.cells[number]
  if not cell then return end
  local blocks = build(cell, chapter, reader)
  if cell.label ~= '' then blocks:insert(pandoc.RawBlock(UNDER, number)) end
  return blocks
end

-- What becomes of a raw block: the PDF has nothing under its figures and tables.
function results.below(block, chapter)
  if block.format ~= UNDER then return end
  return FORMAT == 'html' and under(chapter.cells[block.text], chapter) or {}
end

return results

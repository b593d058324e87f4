-- Callouts, and the refusal of Quarto's other special divs.
local report = require 'report'
local callouts = {}

local TITLES = { note = 'Note', tip = 'Tip', important = 'Important', warning = 'Warning', caution = 'Caution' }
local REFUSED = { 'callout', 'panel', 'column', 'layout', 'content', 'aside' }

local function title(div, kind)
  local first = div.content[1]
  if first and first.t == 'Header' then
    div.content:remove(1)
    return first.content
  end
  return pandoc.Inlines(div.attributes.title or TITLES[kind])
end

local function made(kind, words, content)
  local body = pandoc.Div(content, { class = 'callout-body' })
  local head = pandoc.Div({ pandoc.Para(words) }, { class = 'callout-title' })
  return pandoc.Div({ head, body }, pandoc.Attr('', { 'callout', 'callout-' .. kind }, { role = 'note' }))
end

-- What a div becomes if it is a callout, or nil.
function callouts.at(div, chapter)
  for _, class in ipairs(div.classes) do
    local kind = class:match('^callout%-(%l+)$')
    if kind and TITLES[kind] then return made(kind, title(div, kind), div.content) end
    for _, prefix in ipairs(REFUSED) do
      if class:find(prefix .. '-', 1, true) == 1 or class == prefix then
        report.add(chapter.source, 'the built-in renderer does not know ::: {.' .. class .. '}')
      end
    end
  end
end

local function is_part(block, class)
  return block and block.t == 'Div' and block.classes[1] == class
end

-- A callout for the PDF; nil for other divs, also for what a code cell may have shown.
function callouts.in_typst(div)
  local head, body, more = table.unpack(div.content)
  if more or not (is_part(head, 'callout-title') and is_part(body, 'callout-body')) then return end
  local kind = div.classes[2]:match '^callout%-(.*)$'
  local blocks = pandoc.Blocks { pandoc.RawBlock('typst', '#callout("' .. kind .. '")[') }
  blocks:extend { pandoc.Plain(head.content[1].content), pandoc.RawBlock('typst', '][') }
  blocks:extend(body.content)
  blocks:insert(pandoc.RawBlock('typst', ']'))
  return blocks
end

return callouts

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

local function html(kind, words, content)
  local body = pandoc.Div(content, { class = 'callout-body' })
  local head = pandoc.Div({ pandoc.Para(words) }, { class = 'callout-title' })
  return pandoc.Div({ head, body }, pandoc.Attr('', { 'callout', 'callout-' .. kind }, { role = 'note' }))
end

local function typst(kind, words, content)
  local blocks = pandoc.Blocks { pandoc.RawBlock('typst', '#callout("' .. kind .. '")['), pandoc.Plain(words) }
  blocks:insert(pandoc.RawBlock('typst', ']['))
  blocks:extend(content)
  blocks:insert(pandoc.RawBlock('typst', ']'))
  return blocks
end

-- What a div becomes if it is a callout, or nil.
function callouts.at(div, chapter)
  for _, class in ipairs(div.classes) do
    local kind = class:match('^callout%-(%l+)$')
    if kind and TITLES[kind] then
      local words = title(div, kind)
      return (FORMAT == 'html' and html or typst)(kind, words, div.content)
    end
    for _, prefix in ipairs(REFUSED) do
      if class:find(prefix .. '-', 1, true) == 1 or class == prefix then
        report.add(chapter.source, 'the built-in renderer does not know ::: {.' .. class .. '}')
      end
    end
  end
end

return callouts

-- The whole book as Typst text; assets/book.typ says how its parts look. Each passage is a file with a
-- name made of its content: what Typst has set before, it need not set again.
local broken = require('words').broken
local labels = require 'labels'
local report = require 'report'
local typst = {}

local function quoted(text)
  return '"' .. text:gsub('[\\"]', '\\%0'):gsub('\n', '\\n') .. '"'
end

local function raw(text)
  return pandoc.RawBlock('typst', text)
end

-- pandoc's writer drops alternative texts, which PDF/UA asks for.
local function image(el)
  local alt = pandoc.utils.stringify(el.caption)
  return pandoc.RawInline('typst', '#picture(' .. quoted(el.src) .. ', ' .. quoted(alt) .. ')')
end

local function figure(el)
  local number = el.attributes.number or ''
  el.attributes.number = nil
  return { raw('#numbered(' .. quoted(number) .. ')['), el, raw(']') }
end

-- The filter assets/tables.lua has given the table its widths and its type size, and may have said
-- that it turns the page and whether it fits on one.
local function table_(el)
  local opening = '#numbered(' .. quoted(el.attributes.number or '')
  el.attributes.number = nil
  for _, said in ipairs { 'sideways', 'fits' } do
    if el.attributes[said] then opening = opening .. ', ' .. said .. ': ' .. el.attributes[said] end
    el.attributes[said] = nil
  end
  return { raw(opening .. ')['), el, raw(']') }, false
end

local function reference(entry)
  local words = pandoc.utils.blocks_to_inlines(entry.content)
  local number = pandoc.utils.stringify(words[1] or '')
  words:remove(1)
  return { raw('#reference(' .. quoted(number) .. ')['), pandoc.Plain(words), raw(']<' .. entry.identifier .. '>') }
end

local function bibliography(entries)
  if #entries == 0 then return {} end
  local blocks = pandoc.Blocks { raw '#place.flush()', pandoc.Header(1, 'References', { class = 'unnumbered' }) }
  for _, entry in ipairs(entries) do blocks:extend(reference(entry)) end
  return blocks
end

local LISTS = { BulletList = true, OrderedList = true, DefinitionList = true }

-- A list and a table without a caption stay with the paragraph that says what they are.
local function announced(blocks)
  local kept = pandoc.Blocks {}
  for i, block in ipairs(blocks) do
    local next_ = blocks[i + 1] or {}
    if block.t == 'Para' and (LISTS[next_.t] or next_.t == 'Table' and next_.identifier == '') then
      kept:extend { raw '#announcing[', block, raw ']' }
    else
      kept:insert(block)
    end
  end
  return kept
end

-- Typst wants each label once; only those that something leads to are kept.
local function linked_labels_only(doc)
  local linked, seen = labels.linked, {}
  local function keep(el)
    if el.identifier ~= '' and (not linked[el.identifier] or seen[el.identifier]) then
      el.identifier = ''
      return el
    end
    seen[el.identifier] = true
  end
  return doc:walk { Header = keep, Div = keep, Span = keep }
end

local function pieces(blocks)
  return pandoc.Blocks(blocks):walk { Str = function(el) return broken(el, pandoc.Str '\u{200b}') end }
end

local OPENING, BOOK_TYP = '#show: ', '#import "%sbook.typ": *\n'

-- Put the mark where the text can be cut: between blocks, outside of the brackets that raw blocks open.
local function marked(blocks, mark)
  local found, depth = pandoc.Blocks {}, 0
  for _, block in ipairs(blocks) do
    if depth == 0 then found:insert(raw(mark)) end
    found:insert(block)
    local text = block.t == 'RawBlock' and block.text or ''
    depth = depth + (text:match '%[$' and 1 or 0) - (text:match '^%]' and 1 or 0)
  end
  found:insert(raw(mark))
  return found
end

-- Save each passage of the text, and the main text, which puts them together. What is to hold for
-- all that follows must stand there itself. The blank line after a passage ends its last paragraph.
local function save(text, mark, folder)
  pandoc.system.make_directory(pandoc.path.join { folder, 'passages' }, true)
  local main = pandoc.List { BOOK_TYP:format '', '#show: book.with(json("book.json"))\n' }
  for passage in text:gmatch('%s*(.-)%s*' .. mark) do
    if passage:sub(1, #OPENING) == OPENING then
      main:insert(passage)
    elseif passage ~= '' then
      local file = 'passages/' .. pandoc.utils.sha1(passage) .. '.typ'
      report.save(pandoc.path.join { folder, file }, BOOK_TYP:format('../') .. passage .. '\n\n')
      main:insert('#include "' .. file .. '"')
    end
  end
  report.save(pandoc.path.join { folder, 'main.typ' }, table.concat(main, '\n'))
end

function typst.write(plan, chapters, _, entries)
  local doc = pandoc.Pandoc {}
  local appendix = false
  for i, blocks in ipairs(chapters) do
    if plan.chapters[i].appendix then
      if not appendix then doc.blocks:insert(raw(OPENING .. 'appendices')) end
      appendix = true
    end
    if plan.chapters[i].has_long_words then blocks = pieces(blocks) end
    doc.blocks:extend(announced(blocks))
    if i == 1 then doc.blocks:insert(raw('#contents()')) end
  end
  doc.blocks:extend(pieces(bibliography(entries)))
  doc = linked_labels_only(doc)
  doc = doc:walk { traverse = 'topdown', Image = image, Figure = figure, Table = table_ }
  doc.blocks = marked(doc.blocks, plan.mark)
  local text = pandoc.write(doc, 'typst-citations', { wrap_text = 'none' })
  text = text:gsub('align%(center%)(%[#set text%(size: %d+pt%); #table%()', 'align(left)%1')
  save(text, plan.mark, plan.output)
end

return typst

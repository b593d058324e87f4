-- Each chapter as Typst text, and the references; assets/book.typ says how their parts look.
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
  -- not as <name>, which takes no sign but _ - : and the stop: a key may be DBLP:journals/corr/x
  local closing = raw(']#label(' .. quoted(entry.identifier) .. ')')
  return { raw('#reference(' .. quoted(number) .. ')['), pandoc.Plain(words), closing }
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
local function wanted_labels_only(doc, chapter)
  local seen = {}
  local function keep(el)
    local id = el.identifier
    if id == '' then return end
    if seen[id] or not labels.is_wanted(id, chapter) then
      el.identifier = ''
      return el
    end
    seen[id] = true
  end
  return doc:walk { Header = keep, Div = keep, Span = chapter.has_named_words and keep or nil }
end

local function pieces(blocks)
  return pandoc.Blocks(blocks):walk { Str = function(el) return broken(el, pandoc.Str '\u{200b}') end }
end

-- Put the mark where the text can be cut: between blocks, outside of the brackets that raw blocks open.
local function marked(blocks, mark)
  local found, depth = pandoc.Blocks {}, 0
  for _, block in ipairs(blocks) do
    if depth == 0 then found:insert(raw(mark)) end
    found:insert(block)
    local text = block.t == 'RawBlock' and block.text or ''
    depth = depth + (text:match '%[$' and 1 or 0) - (text:match '^%]' and 1 or 0)
  end
  return found
end

-- The text of blocks in passages; the first character of each is NUL, which no text may hold.
local function written(doc, mark)
  doc = doc:walk { traverse = 'topdown', Image = image, Figure = figure, Table = table_ }
  doc.blocks = marked(doc.blocks, mark)
  local text = pandoc.write(doc, 'typst-citations', { wrap_text = 'none' })
  text = text:gsub('align%(center%)(%[#set text%(size: %d+pt%); #table%()', 'align(left)%1')
  return (text:gsub('%z', ''):gsub(mark, '\0'))
end

local function is_first_appendix(chapters, i)
  return chapters[i].appendix and not (chapters[i - 1] or {}).appendix
end

local function chapter_text(plan, i, blocks)
  local chapter = plan.chapters[i]
  if chapter.has_long_words then blocks = pieces(blocks) end
  blocks = announced(blocks)
  if is_first_appendix(plan.chapters, i) then blocks:insert(1, raw '#show: appendices') end
  if i == 1 then blocks:insert(raw '#contents()') end
  return written(wanted_labels_only(pandoc.Pandoc(blocks), chapter), plan.mark)
end

function typst.write(plan, docs, entries)
  local function save(name, text) report.save(pandoc.path.join { plan.output.typst, name }, text) end
  for i, chapter in ipairs(plan.chapters) do
    if docs[i] then save(chapter.file.typst, chapter_text(plan, i, docs[i].blocks)) end
  end
  if plan.part ~= 1 then return end
  save(plan.references, written(pandoc.Pandoc(pieces(bibliography(entries))), plan.mark))
end

return typst

-- Puts each SVG picture into its page as markup, so that its marks can lead to entries of the
-- book, and so that a page opened from a file can make a PNG of it.
-- Its styles become attributes, because the pages allow no styles of their own.
-- Used by Quarto and by the built-in renderer.
local ACTIVE = { '<script', '<foreignObject', '<image', '%son%l+=' }

-- The page that holds the entries which marks lead to; the built-in renderer finds it by itself.
local ENTRIES = 'chapters/a-cases.html'

local function place()
  if not quarto then return BOOK end
  local entries = pandoc.path.join { quarto.project.offset or '.', ENTRIES }
  return {
    pictures = pandoc.path.directory(quarto.doc.input_file),
    link = function(id) return entries .. '#' .. id end,
  }
end

local function read(path)
  local file = io.open(path, 'rb')
  local text = file and file:read('a')
  if file then file:close() end
  return text
end

local function escape(text)
  local signs = { ['&'] = '&amp;', ['<'] = '&lt;', ['>'] = '&gt;', ['"'] = '&quot;' }
  return (text:gsub('[&<>"]', signs))
end

-- A picture has thousands of marks and few styles: each is taken apart once.
local attributes = setmetatable({}, {
  __index = function(known, style)
    known[style] = style:gsub('%s*([%a-]+):%s*([^;]+);?%s*', ' %1="%2"')
    return known[style]
  end,
})

-- Pictures are long: what is not there need not be looked for letter by letter.
local function replace(svg, beginning, pattern, replacement)
  if not svg:find(beginning, 1, true) then return svg end
  return (svg:gsub(pattern, replacement))
end

-- The ids of a picture are its own; a page may hold several pictures.
local function own_ids(svg, name)
  svg = replace(svg, ' id="', ' id="', ' id="' .. name .. '.')
  svg = replace(svg, 'url(#', 'url%(#', 'url(#' .. name .. '.')
  return replace(svg, 'xlink:href="#', 'xlink:href="#', 'href="#' .. name .. '.')
end

local LINK = '<a xlink:href="#'

-- A mark leads to an entry by the entry's id, which is also all that is known of its name.
-- Quarto's scripts fail at links in pictures; there a script makes the links when they are done.
local function links(svg, link)
  local opening, closing = '<a href="%s" aria-label="%s">', '</a>'
  if quarto then opening, closing = '<g data-href="%s" aria-label="%s">', '</g>' end
  svg = replace(svg, LINK, LINK .. '([^"]+)"[^>]*>', function(id)
    return opening:format(escape(link(id)), escape(id:gsub('-', ' ', 1)))
  end)
  return replace(svg, '</a>', '</a>', closing)
end

local function inline(svg, name, alt, link)
  local head, body = svg:match('(<svg[^>]*>)(.*)$')
  if not head then return end
  for _, pattern in ipairs(ACTIVE) do
    if svg:find(pattern) then return end
  end
  local box = head:match('viewBox="([%d%s.-]+)"')
  if not box then return end
  local linked = body:find(LINK, 1, true)
  body = body:gsub('<metadata>.-</metadata>%s*', '', 1)
  body = replace(body, '<!--', '<!%-%-.-%-%->%s*', '')
  body = replace(body, '<style', '<style[^>]*>.-</style>%s*', '')
  body = replace(body, ' style="', ' style="([^"]*)"', attributes)
  body = own_ids(links(body, link), name):gsub('\n%s*', '\n')
  local opening = '<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="%s" role="%s" '
    .. 'aria-label="%s" stroke-linejoin="round" stroke-linecap="butt">'
  return opening:format(box, linked and 'group' or 'img', escape(alt)) .. (body:match('^(.*>)') or '')
end

local function image(el)
  if not el.src:match('%.svg$') then return end
  local here = place()
  local svg = read(pandoc.path.join { here.pictures, el.src })
  local name = pandoc.path.filename(el.src):gsub('%.svg$', '')
  local alt = el.attributes.alt or pandoc.utils.stringify(el.caption)
  local markup = svg and inline(svg, escape(name), alt, here.link)
  return markup and pandoc.RawInline('html', markup)
end

if not FORMAT:match('html') then return {} end
return { { Image = image } }

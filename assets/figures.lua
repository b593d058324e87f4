-- Puts each SVG picture into its page as markup, so that its marks can lead to entries of the
-- book, and so that a page opened from a file can make a PNG of it.
-- Its styles become attributes, because the pages allow no styles of their own.
-- Used by Quarto and by the built-in renderer.

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

local BLANK = lpeg.S ' \t\n\v\f\r'

-- What could run a script or load a file, anywhere in a picture; in a page, capitals are small letters.
local ACTIVE = lpeg.P '<script' + '<foreignobject' + '<image' + 'javascript:'
  + (BLANK + '/') * 'on' * lpeg.R 'az' ^ 1 * BLANK ^ 0 * '='
ACTIVE = ((1 - (BLANK + lpeg.S '</j')) ^ 1 + (1 - ACTIVE)) ^ 0 * ACTIVE

local function always(text)
  return function() return text end
end

-- A style as attributes; a picture has thousands of marks and few styles, each is taken apart once.
local function attributes_of(name)
  return setmetatable({}, {
    __index = function(known, style)
      local own = style:gsub('url%(#', always('url(#' .. name .. '.'))
      known[style] = own:gsub('%s*([%a-]+):%s*([^;]+);?%s*', ' %1="%2"')
      return known[style]
    end,
  })
end

-- All that lies between a beginning and an end, with the blanks behind it.
local function whole(beginning, ending)
  return beginning * (1 - lpeg.P(ending)) ^ 0 * (ending * BLANK ^ 0 + -1)
end

local NOTHING = whole(lpeg.P '<metadata>', '</metadata>') + whole(lpeg.P '<!--', '-->')
  + whole('<style' * (BLANK + '>'), '</style>')

local LINK = '<a xlink:href="#'
local VALUE = lpeg.C((1 - lpeg.P '"') ^ 0) * '"'
local ID, STYLE, OUTLINE = BLANK * lpeg.P 'id="', BLANK * lpeg.P 'style="', BLANK * lpeg.P 'd="'

-- Pictures are long, so that all is done at one go: what a page has no use for goes, styles become
-- attributes, and ids are the picture's own; a page may hold several pictures.
-- A mark leads to an entry by the entry's id, which is also all that is known of its name.
-- Quarto's scripts fail at links in pictures; there a script makes the links when they are done.
local function for_page(name, link)
  local opening, closing = '<a href="%s" aria-label="%s">', '</a>'
  if quarto then opening, closing = '<g data-href="%s" aria-label="%s">', '</g>' end
  local function linked(id)
    return opening:format(escape(link(id)), escape(id:gsub('-', ' ', 1)))
  end
  return lpeg.Cs((
    OUTLINE * VALUE / 0
    + NOTHING / ''
    + STYLE * VALUE / attributes_of(name)
    + LINK * VALUE * (1 - lpeg.P '>') ^ 0 * '>' / linked
    + lpeg.P '</a>' / always(closing)
    + ID / always(' id="' .. name .. '.')
    + lpeg.P 'url(#' / always('url(#' .. name .. '.')
    + lpeg.P 'xlink:href="#' / always('href="#' .. name .. '.')
    + '\n' * ((BLANK - (ID + STYLE + OUTLINE)) ^ 1 / '')
    + (1 - (BLANK + lpeg.S '<ux')) ^ 1  -- nothing of the above begins so
    + 1
  ) ^ 0)
end

local function inline(svg, name, alt, link)
  local head, body = svg:match('(<svg[^>]*>)(.*)$')
  local box = head and head:match('viewBox="([%d%s.-]+)"')
  if not box then return end
  local role = body:find(LINK, 1, true) and 'group' or 'img'
  body = for_page(name, link):match(body:match '^(.*>)' or '')
  if ACTIVE:match(body:lower()) then return end
  local opening = '<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="%s" role="%s" '
    .. 'aria-label="%s" stroke-linejoin="round" stroke-linecap="butt">'
  return opening:format(box, role, escape(alt)) .. body
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

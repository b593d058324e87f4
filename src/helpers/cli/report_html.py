"""A report as one HTML page that asks for nothing else and runs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from helpers.cli.report import NEW, OLD, Block, Folded, Heading, Rows, Sentence
from helpers.tables.markdown import plain

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 1rem; }}
h1, h2, h3 {{ line-height: 1.25; margin: 2rem 0 0.5rem; }}
summary {{ cursor: pointer; font-weight: bold; margin: 0.5rem 0; }}
.rows {{ overflow-x: auto; }}
table {{ border-collapse: collapse; font-size: 0.9rem; }}
th, td {{ border-bottom: 1px solid #8886; padding: 0.25rem 0.75rem; text-align: left; }}
td {{ overflow-wrap: anywhere; min-width: 5rem; vertical-align: top; }}
.old, .new {{ min-width: 8rem; }}
.old {{ color: light-dark(#a3260f, #ff9b85); }}
.new {{ color: light-dark(#0b6b3a, #6fd39b); }}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
_CLASSES = {OLD: ' class="old"', NEW: ' class="new"'}


def as_html(blocks: Sequence[Block]) -> str:
    """Return a report as a page; all that it holds is text."""
    title = next((block.text for block in blocks if isinstance(block, Heading)), "")
    return _PAGE.format(title=_text(title), body="\n".join(map(_block, blocks)))


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level}>{_text(text)}</h{level}>"
        case Sentence(text):
            return f"<p>{_text(text)}</p>"
        case Rows():
            return _table(block)
        case Folded(title, inner):
            body = "\n".join(map(_block, inner))
            return f"<details>\n<summary>{_text(title)}</summary>\n{body}\n</details>"


def _table(block: Rows) -> str:
    heads = "".join(f'<th scope="col">{_text(column)}</th>' for column in block.columns)
    body = "\n".join(_row(block.columns, row) for row in block.rows)
    return (
        f'<div class="rows" tabindex="0"><table>\n<thead><tr>{heads}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def _row(columns: Iterable[str], row: Iterable[str]) -> str:
    cells = zip(columns, row, strict=True)
    return (
        "<tr>"
        + "".join(f"<td{_CLASSES.get(column, '')}>{_text(cell)}</td>" for column, cell in cells)
        + "</tr>"
    )


def _text(text: str) -> str:
    return escape(plain(text))

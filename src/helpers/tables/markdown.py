"""Text as Markdown: what strangers wrote appears as the text that it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BLANKS = re.compile("[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_UNSEEN = re.compile("[\x00-\x1b\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
_MARKER = re.compile(r"^ ?(=+|[-+/]|[0-9]+\.) ")


@dataclass(frozen=True, slots=True)
class Marked:
    """A cell with markup of our own making, a link or a citation.

    Parameters
    ----------
    markdown : str
        Pandoc Markdown; what comes from the data is escaped in it.
    text : str
        The same as plain text.
    """

    markdown: str
    text: str


def plain(text: str) -> str:
    """Return text on one line: runs of blanks as one, what cannot be printed as ``U+FFFD``."""
    return _UNSEEN.sub("\ufffd", _BLANKS.sub(" ", text))


def escape(text: str) -> str:
    """Return Pandoc Markdown that shows a text and is nothing but text.

    Every sign of ASCII is escaped, so that no syntax of Markdown, HTML, TeX, Typst or Quarto
    comes alive, neither here nor in what Pandoc writes from it.
    """
    # Pandoc's Typst writer leaves a marker at the head of a cell as it is; with a no-break
    # space behind it, it marks nothing
    return _SIGNS.sub(r"\\\1", _MARKER.sub("\\1\N{NO-BREAK SPACE}", plain(text)))


def cite(study_id: str) -> Marked:
    """Return a citation of a study."""
    return Marked(f"[@{study_id}]", f"[{study_id}]")


def case_anchor(case_id: str) -> str:
    """Return the id under which appendix A shows a case."""
    return f"case-{case_id}"


def case_link(case_id: str) -> Marked:
    """Return a link to a case in appendix A."""
    return Marked(f"[{escape(case_id)}](#{case_anchor(case_id)})", case_id)


def record_place(title: str, record_id: str) -> Marked:
    """Return the title of a record of the screening, as the place to which its numbers lead."""
    return Marked(f"[{escape(title)}]{{#record-{record_id}}}", title)


def facet(text: str, name: str, values: tuple[str, ...], place: int | None = None) -> Marked:
    """Return text by which a page may filter the rows of its table.

    Parameters
    ----------
    name : str
        What the filter is called.
    values : tuple of str
        What the row counts as; none where nothing is stated.
    place : int, optional
        Where the row stands when it is sorted by this column, if not by its text.
    """
    sort = "" if place is None else f' data-sort="{place:03d}"'
    known = escape("; ".join(values))
    span = f'{{.facet data-name="{escape(name)}" data-values="{known}"{sort}}}'
    return Marked(f"[{escape(text)}]{span}", text)


def code(text: str) -> Marked:
    """Return a name as code; whatever is more than a name stays text."""
    named = re.fullmatch(r"[\w.+-]+", text, re.ASCII)
    return Marked(f"`{text}`" if named else escape(text), text)

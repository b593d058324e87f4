"""An executed notebook as Markdown with places for its results, the way Quarto reads it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import dropwhile
from typing import TYPE_CHECKING, Any

from helpers.errors import BookError
from helpers.pipeline import notebook as stored
from helpers.pipeline.options import cell_options
from helpers.render.settings import Settings

if TYPE_CHECKING:
    from nbformat import NotebookNode

OPTIONS = frozenset(
    {"label", "fig-cap", "fig-alt", "tbl-cap", "tbl-colwidths", "echo", "include", "output"}
)
# The first that an output offers is shown; any other type has no place in a book.
_SHOWN = ("text/markdown", "image/svg+xml", "image/png", "text/plain")
_SUFFIX = {"image/svg+xml": ".svg", "image/png": ".png"}
_SHORTCODE = re.compile(r"\{\{<\s*(.*?)\s*>\}\}")
_LABEL = re.compile(r"(fig|tbl)-[A-Za-z0-9-]+")
_NO_WORDS = re.compile(r"\{[^{}]*\}|\]\([^()\s]*\)|`[^`]*`|:?-{3,}:?")
_HELD_BLANK = re.compile(r"\\\s")
_LONGEST_WORD = 60
_FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """A chapter ready for pandoc.

    Parameters
    ----------
    text : str
        Markdown; ``::: {.cell data-cell="4"}`` marks where the results of a code cell stand.
    cells : dict
        By that number: ``label``, ``caption``, ``alt``, ``widths``, ``code`` (to be shown, may be
        empty) and ``outputs``, each a ``mime`` with its ``text`` or the ``file`` it became.
    files : dict
        Bytes of the pictures, by file name.
    """

    text: str
    cells: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


def read_chapters(book: Settings) -> list[Page]:
    """Turn the executed notebooks of a book into Markdown and results.

    Raises
    ------
    BookError
        Not a notebook; an option, shortcode or kind of output that the renderer does not know.
    """
    return [_page(book, str(chapter.source)) for chapter in book.chapters]


def _page(book: Settings, name: str) -> Page:
    parts: list[str] = []
    cells: dict[str, dict[str, Any]] = {}
    files: dict[str, bytes] = {}
    for number, cell in enumerate(stored.read_notebook(book.folder / name, name).cells, 1):
        place = f"{name}, cell {cell.get('id', number)}"
        if cell.cell_type == "markdown":
            parts.append(_shortcodes(cell.source, book.metadata, place))
        elif cell.cell_type == "code":
            result = _result(cell, place, number, files, book.echo)
            if result:
                cells[str(number)] = result
                parts.append(f'::: {{.cell data-cell="{number}"}}\n:::')
        elif cell.source.strip():
            raise BookError(f"{place}: a raw cell; use a Markdown cell instead")
    return Page("\n\n".join(parts) + "\n", cells, files)


def has_long_words(page: Page) -> bool:
    """Tell whether a page may hold a word of more than 60 letters; attributes do not count."""
    results = (cell["outputs"] for cell in page.cells.values())
    shown = (output.get("text", "") for outputs in results for output in outputs)
    captions = (cell["caption"] for cell in page.cells.values())
    texts = (_NO_WORDS.sub(" ", text) for text in [page.text, *captions, *shown])
    return any(len(word) > _LONGEST_WORD for text in texts for word in _words(text))


def _words(text: str) -> list[str]:
    """Return what no line breaks within; a blank behind a backslash is one that holds together."""
    return _HELD_BLANK.sub("__", text).replace("|", " ").split()


def _result(
    cell: NotebookNode, place: str, number: int, files: dict[str, bytes], echo: bool
) -> dict[str, Any]:
    chosen = _checked_options(cell, place)
    label = str(chosen.get("label") or "")
    shown = chosen.get("output", True) is not False
    outputs = list(_outputs(cell, place)) if shown else []
    if chosen.get("include") is False or not (outputs or label):
        return {}
    for index, output in enumerate(outputs):
        if output["mime"] in _SUFFIX:
            stem = label or f"cell-{number}"
            file = f"{stem}{f'-{index + 1}' if index else ''}{_SUFFIX[output['mime']]}"
            files[file] = output.pop("data")
            output["file"] = file
    return {
        "place": place,
        "label": label,
        "caption": str(chosen.get("fig-cap") or chosen.get("tbl-cap") or ""),
        "alt": str(chosen.get("fig-alt") or ""),
        "widths": chosen.get("tbl-colwidths") or [],
        "code": _code(cell) if label and chosen.get("echo", echo) else "",
        "outputs": outputs,
    }


def _checked_options(cell: NotebookNode, place: str) -> dict[str, Any]:
    try:
        found = cell_options(cell)
    except BookError as error:
        raise BookError(f"{place.split(',')[0]}, {error}") from None
    unknown = sorted(set(map(str, found)) - OPTIONS)
    if unknown:
        allowed = ", ".join(sorted(OPTIONS))
        raise BookError(f"{place}: unknown option {', '.join(unknown)} (known: {allowed})")
    label = str(found.get("label", "fig-none"))
    if not _LABEL.fullmatch(label):
        raise BookError(f"{place}: label {label}: fig-name or tbl-name of letters, digits and -")
    return found


def _code(cell: NotebookNode) -> str:
    lines = dropwhile(lambda line: line.startswith("#|"), cell.source.splitlines())
    return "\n".join(lines).strip("\n")


def _outputs(cell: NotebookNode, place: str) -> Iterator[dict[str, Any]]:
    for output in cell.outputs:
        if output.output_type == "error":
            raise BookError(f"{place}: {output.ename}: {output.evalue}")
        if output.output_type == "stream":
            yield {"mime": "text/plain", "text": output.text}
            continue
        mime = next((mime for mime in _SHOWN if mime in output.data), None)
        if mime is None:
            found = ", ".join(output.data) or "nothing"
            raise BookError(f"{place}: the output is {found}; shown are {', '.join(_SHOWN)}")
        value = output.data[mime]
        if mime == "image/png":
            yield {"mime": mime, "data": base64.b64decode(value)}
        elif mime == "image/svg+xml":
            yield {"mime": mime, "data": value.encode()}
        else:
            yield {"mime": mime, "text": value}


def _shortcodes(text: str, metadata: Mapping[str, str], place: str) -> str:
    def value(match: re.Match[str]) -> str:
        words = match[1].split()
        if len(words) != 2 or words[0] != "meta":
            raise BookError(
                f"{place}: unknown shortcode {match[0]} (known: {{{{< meta renderer >}}}})"
            )
        if words[1] not in metadata:
            raise BookError(f"{place}: {match[0]}: _quarto.yml has no value for “{words[1]}”")
        return re.sub(r"([^\w\s])", r"\\\1", metadata[words[1]])

    code = [match.span() for match in _FENCED.finditer(text)]

    def outside_code(match: re.Match[str]) -> str:
        inside = any(start <= match.start() < end for start, end in code)
        return match[0] if inside else value(match)

    return _SHORTCODE.sub(outside_code, text)

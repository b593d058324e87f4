"""Markdown as pandoc understands it: one syntax tree for each text, in pandoc's JSON form."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from helpers.errors import BookError
from helpers.pipeline.markdown import READER
from helpers.pipeline.pandoc_program import pandoc

Node = Any
"""A part of the tree: an element ``{"t": type, "c": content}``, a list, a text or a number."""

# As the book is rendered, but with quotes and dashes as they are written, and identifiers only
# where one is written. A title block or YAML is text as well.
_READER = f"{READER}-smart-auto_identifiers-yaml_metadata_block-pandoc_title_block"
_BORDER = "border-between-texts"
# What pandoc puts before the identifiers of a text that is one of several files.
_SCOPE = re.compile(r"^(#?).*?text-\d+__")
_INLINE = re.compile(
    "Str|Emph|Underline|Strong|Strikeout|Superscript|Subscript|SmallCaps|Quoted|Cite|Code|Space|"
    "SoftBreak|LineBreak|Math|RawInline|Link|Image|Note|Span"
)
_WITH_ATTRIBUTES = {"Header": 1} | dict.fromkeys(
    ("Div", "Span", "Code", "CodeBlock", "Link", "Image", "Table", "Figure"), 0
)


def parse(texts: Sequence[str]) -> list[list[Node]]:
    """Return the blocks of each text; each is read by itself, all in one run of pandoc.

    Raises
    ------
    BookError
        If pandoc refuses.
    """
    with tempfile.TemporaryDirectory() as name:
        border = Path(name, "border")
        border.write_text(f"::: {{.{_BORDER}}}\n:::\n", encoding="utf-8")
        files = []
        for number, text in enumerate(texts):
            files += [border, Path(name, f"text-{number}")]
            files[-1].write_text(text + "\n", encoding="utf-8", errors="replace")
        tree = convert([*files, border], "json", _READER, "--file-scope")
    return _split(json.loads(tree)["blocks"])


def convert(files: list[Path], to: str, reader: str, *options: str) -> str:
    """Run pandoc on files; BookError if it refuses."""
    command = [pandoc(), "--quiet", f"--from={reader}", f"--to={to}", *options, *map(str, files)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise BookError(f"pandoc: {' '.join(done.stderr.split())}")
    return done.stdout


def _split(blocks: list[Node]) -> list[list[Node]]:
    parts: list[list[Node]] = [[]]
    for block in blocks:
        if block["t"] == "Div" and _BORDER in classes(block):
            parts.append([])
        else:
            parts[-1].append(block)
    return parts[1:-1]


def elements(node: Node) -> Iterator[Node]:
    """Yield every element of a tree, in the order of the text."""
    if isinstance(node, dict) and "t" in node:
        yield node
    if isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from elements(child)


def is_inlines(node: Node) -> bool:
    """Tell whether a node is a run of text: a list of words, spaces, emphasis and the like."""
    return isinstance(node, list) and all(
        isinstance(child, dict) and _INLINE.fullmatch(child.get("t", "")) for child in node
    )


def runs(node: Node) -> Iterator[list[Node]]:
    """Yield every run of text, those within others included."""
    if isinstance(node, list) and node and is_inlines(node):
        yield node
    if isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from runs(child)


def words(node: Node) -> str:
    """Return the words of a node, without their emphasis."""
    texts = {"Str": "{}", "Space": " ", "SoftBreak": " ", "LineBreak": " "}
    return "".join(texts.get(e["t"], "").format(e.get("c")) for e in elements(node))


def identifier(element: Node) -> str:
    """Return the identifier that is written at an element (``{#sec-methods}``), or nothing."""
    return unscoped(_attributes(element)[0])


def classes(element: Node) -> list[str]:
    """Return the classes of an element."""
    return _attributes(element)[1]


def values(element: Node) -> dict[str, str]:
    """Return the named attributes of an element."""
    return dict(_attributes(element)[2])


def unscoped(text: str) -> str:
    """Return an identifier, or a link to one, as it was written."""
    return _SCOPE.sub(r"\1", text)


def _attributes(element: Node) -> Any:
    place = _WITH_ATTRIBUTES.get(element["t"])
    return ("", [], []) if place is None else element["c"][place]

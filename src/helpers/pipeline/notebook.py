"""Reading and writing notebooks, the same bytes for the same content."""

from __future__ import annotations

import json
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.errors import BookError

if TYPE_CHECKING:  # to import it takes a tenth of a second, which a build may not need
    from nbformat import NotebookNode

_HALF = re.compile("[\ud800-\udfff]")


def read_notebook(path: Path, name: str = "") -> NotebookNode:
    """Read a version 4 notebook; `name` is what messages call it.

    Raises
    ------
    BookError
        If there is none, or it cannot be read.
    """
    import nbformat

    found: dict[str, Exception] = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", nbformat.warnings.DuplicateCellId)
            text = path.read_text(encoding="utf-8")
            notebook = nbformat.reads(text, as_version=4, capture_validation_error=found)
        if found:
            raise found["ValidationError"]
    except FileNotFoundError:
        raise BookError(f"{name or path}: there is no such notebook") from None
    except nbformat.warnings.DuplicateCellId as error:  # else one of them gets a name by chance
        told = str(error).partition(" detected")[0].replace("Non-unique", "two cells have the")
        raise BookError(f"{name or path}: {told}; give one of them another") from None
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0]
        raise BookError(f"{name or path}: not a readable notebook: {reason}") from None
    except (AttributeError, KeyError, TypeError):  # JSON, but no notebook
        raise BookError(f"{name or path}: not a readable notebook: it has no cells") from None
    return notebook


def parse_notebook(text: str) -> NotebookNode:
    """Return the notebook that `dump_notebook` gave as text; it is taken to be valid."""
    from nbformat import reader

    return reader.reads(text)


def dump_notebook(notebook: NotebookNode) -> str:
    r"""Return the notebook as text on one line, keys sorted, with a newline at the end.

    It is for programs to read: what nbformat writes has a line for each line of the source, and
    takes six times as long. Half a surrogate pair, which a program can print but no file can hold,
    becomes the text of its code, ``\ud83d``.
    """
    from nbformat.v4.nbjson import BytesEncoder

    text = json.dumps(notebook, cls=BytesEncoder, sort_keys=True, ensure_ascii=False) + "\n"
    try:
        text.encode()
    except UnicodeEncodeError:  # only then look for it, which takes longer
        text = _HALF.sub(lambda half: rf"\\u{ord(half[0]):04x}", text)
    return text


def has_tag(cell: NotebookNode, tag: str) -> bool:
    """Tell whether a cell carries `tag`."""
    return tag in cell.metadata.get("tags", [])

"""Reading and writing notebooks, the same bytes for the same content."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import NotebookNode

from helpers.errors import BookError


def read_notebook(path: Path, name: str = "") -> NotebookNode:
    """Read a version 4 notebook; `name` is what messages call it."""
    try:
        notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        nbformat.validate(notebook)
    except FileNotFoundError:
        raise BookError(f"{name or path}: there is no such notebook") from None
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0]
        raise BookError(f"{name or path}: not a readable notebook: {reason}") from None
    return notebook


def dump_notebook(notebook: NotebookNode) -> str:
    """Return the notebook as text, keys sorted, with a newline at the end."""
    return nbformat.writes(notebook, version=4, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def find_tagged(notebook: NotebookNode, tag: str) -> NotebookNode | None:
    """Return the first cell that carries `tag`."""
    return next((c for c in notebook.cells if tag in c.metadata.get("tags", [])), None)

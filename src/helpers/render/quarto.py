"""Quarto as the renderer, where it is installed."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path

from helpers.errors import BookError
from helpers.render.process import run

NEEDED = (1, 9)
"""The first version that makes a PDF of a book with Typst."""

TIMEOUT = 1200.0
_WRITERS = {"html": "html", "pdf": "typst"}


def find() -> Path | None:
    """Return Quarto's program: the one QUARTO_PATH names, else the one on PATH, else None.

    Raises
    ------
    BookError
        QUARTO_PATH names something that is not there.
    """
    named = os.environ.get("QUARTO_PATH")
    if named and not Path(named).is_file():
        raise BookError(f"QUARTO_PATH is {named}, but there is no such file")
    found = named or shutil.which("quarto")
    return Path(found) if found else None


def number(program: Path) -> str:
    """Return Quarto's version number, such as ``1.11.0``."""
    return run([program, "--version"], "Quarto", timeout=60).strip()


def is_enough(found: str) -> bool:
    """Tell whether that version makes books with Typst."""
    return tuple(map(int, re.findall(r"\d+", found)[:2])) >= NEEDED


def version() -> str:
    """Return for instance ``Quarto 1.11.0``.

    Raises
    ------
    BookError
        Quarto is not there or is older than 1.9.
    """
    program = find()
    if program is None:
        raise BookError(
            "Quarto is not on PATH (nor named by QUARTO_PATH); "
            "--renderer builtin makes the book without it"
        )
    found = number(program)
    if not is_enough(found):
        raise BookError(
            f"Quarto {found} is too old for a book's PDF: 1.9 or newer is needed; "
            "--renderer builtin makes the book without it"
        )
    return f"Quarto {found}"


def prepared(
    formats: frozenset[str],
    memory: Path | None,  # noqa: ARG001 -- all renderers are called alike
) -> AbstractContextManager[Callable[[Path, Path], list[Path]]]:
    """Give `render` for these formats; Quarto does nothing beforehand and remembers nothing."""
    return nullcontext(partial(render, formats=formats))


def render(staged: Path, output: Path, formats: frozenset[str] = frozenset(_WRITERS)) -> list[Path]:
    """Render a staged book with Quarto; parameters and errors as `helpers.render.builtin.render`.

    Quarto works in a copy, because it writes beside what it reads.
    """
    import tempfile  # to choose the renderer, this module is read in every build

    version()
    wanted = [_WRITERS[name] for name in sorted(formats)]
    only = ["--to", *wanted] if len(wanted) == 1 else []
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "book"
        shutil.copytree(staged, copy)
        environment = {**os.environ, "NO_COLOR": "1"}
        command = [find() or "quarto", "render", *only]
        try:
            run(command, "Quarto", timeout=TIMEOUT, cwd=copy, env=environment, family=True)
        except BookError as error:
            raise BookError(_essence(str(error))) from None
        if not (copy / "_book").is_dir():
            raise BookError("Quarto made no book, and did not say why")
        shutil.copytree(copy / "_book", output, dirs_exist_ok=True)
    return sorted(path for path in output.rglob("*") if path.is_file())


def _essence(message: str) -> str:
    """Leave out Quarto's progress before its error and its own stack after it."""
    before, error, told = message.partition("ERROR: ")
    return f"Quarto failed: {told.partition('Stack trace')[0].strip()}" if error else before

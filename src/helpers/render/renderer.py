"""The choice of renderer: Quarto where it is there, else the built-in one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from helpers.errors import BookError
from helpers.render import builtin, quarto


@dataclass(frozen=True, slots=True)
class Renderer:
    """Makes a book of a staged project.

    Parameters
    ----------
    name : str
        ``quarto`` or ``builtin``.
    version : str
        For people: ``Quarto 1.11.0``, ``built-in renderer (pandoc 3.9, typst 0.15.0)``.
    render : callable
        ``render(staged, output, formats, memory)`` writes the book into the empty folder `output`
        and returns its files; formats are ``html`` and ``pdf``; in the folder `memory` it may keep
        what makes the next time faster.
    """

    name: str
    version: str
    render: Callable[[Path, Path, frozenset[str], Path | None], list[Path]]


def choose(name: str = "auto") -> Renderer:
    """Return the renderer of that name; ``auto`` is Quarto if present and new enough.

    Raises
    ------
    BookError
        There is no such renderer, or Quarto was asked for and is not there or is too old.
    """
    if name not in ("auto", "quarto", "builtin"):
        raise BookError(f"--renderer {name}: allowed are auto, quarto and builtin")
    program = None if name == "builtin" else quarto.find()
    if name == "quarto" or (program and quarto.is_enough(quarto.number(program))):
        return Renderer("quarto", quarto.version(), quarto.render)
    return Renderer("builtin", builtin.version(), builtin.render)

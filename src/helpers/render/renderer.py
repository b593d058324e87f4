"""The choice of renderer: Quarto where it is there, else the built-in one."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from helpers.errors import BookError
from helpers.render import programs, quarto

if TYPE_CHECKING:
    from helpers.pipeline.build import Render


class Renderer(NamedTuple):
    """Makes a book of a staged project.

    Parameters
    ----------
    name : str
        ``quarto`` or ``builtin``.
    program : str
        The program that it runs, with its version: ``Quarto 1.11.0``, ``pandoc 3.9``. What else
        it needs is installed as a package.
    begun : callable, optional
        What `prepared` gave beforehand.
    """

    name: str
    program: str
    begun: Render | None = None

    @property
    def version(self) -> str:
        """For people: ``Quarto 1.11.0``, ``built-in renderer (pandoc 3.9, typst 0.15.0)``."""
        return programs.version() if self.name == "builtin" else self.program

    def prepared(
        self, formats: frozenset[str], memory: Path | None
    ) -> AbstractContextManager[Render]:
        """Give ``render(staged, output)``, which writes the book and returns its files.

        What can be done without knowing the book begins at once.

        Parameters
        ----------
        formats : frozenset of str
            Of ``html`` and ``pdf``.
        memory : Path or None
            A folder in which it may keep what makes the next time faster.
        """
        if self.begun:
            return nullcontext(self.begun)
        module = import_module(f"helpers.render.{self.name}")
        return module.prepared(formats, memory)


def choose(name: str = "auto") -> Renderer:
    """Return the renderer of that name; ``auto`` is Quarto if present and new enough.

    Raises
    ------
    BookError
        There is no such renderer, or Quarto was asked for and is not there or is too old.
    """
    if name not in ("auto", "quarto", "builtin"):
        raise BookError(f"--renderer {name}: allowed are auto, quarto and builtin")
    if name == "quarto":
        return Renderer(name, quarto.version())
    program = quarto.find() if name == "auto" else None
    if program and quarto.is_enough(number := quarto.number(program)):
        return Renderer("quarto", f"Quarto {number}")
    return Renderer("builtin", programs.pandoc_version())

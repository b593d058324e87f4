"""What a rule has found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake in a chapter.

    Parameters
    ----------
    chapter : str
        Path of the notebook, relative to the project.
    cell : str
        Id of the cell.
    line : int or None
        Counts from 1 within the cell; None where the whole cell is meant.
    message : str
        What was found and how to mend it.
    """

    chapter: str
    cell: str
    line: int | None
    message: str

    def __str__(self) -> str:
        line = "" if self.line is None else f", line {self.line}"
        return f"{self.chapter}, cell {self.cell}{line}: {self.message}"

"""What a rule has found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake in a chapter or in a bibliography.

    Parameters
    ----------
    chapter : str
        Path of the file, relative to the project.
    cell : str or None
        Id of the cell; None in a file that has no cells.
    line : int or None
        Counts from 1 within the cell; None where the whole is meant.
    message : str
        What was found and how to mend it.
    """

    chapter: str
    cell: str | None
    line: int | None
    message: str

    def __str__(self) -> str:
        if self.cell is None:
            line = "" if self.line is None else f":{self.line}"
            return f"{self.chapter}{line}: {self.message}"
        line = "" if self.line is None else f", line {self.line}"
        return f"{self.chapter}, cell {self.cell}{line}: {self.message}"

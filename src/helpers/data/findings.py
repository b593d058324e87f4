"""What is wrong with the data, and where: one line for the person who can mend it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from helpers.errors import BookError

UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069]"  # turn the direction: a line reads as it is not written
)
"""Characters that no text of the data may hold."""

MOST = 1000
"""Findings that are kept of a column; a long file of another kind has them by the million."""

_SHOWN = 60

COPIED = 1000
"""Characters shown of a text that is offered to be copied: all columns of a case, for instance."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found in a data file.

    Parameters
    ----------
    file : Path
        As given by the user.
    line : int or None
        Line of the file where the row begins, counted from 1; None for the file as a whole.
    column : str or None
        Several are separated by commas.
    severity : {"error", "warning"}
        With an error the book is not built.
    message : str
        What was found and what is allowed.
    where : str
        Where a spreadsheet shows the row, if that is not its line; see `in_spreadsheet`.
    """

    file: Path
    line: int | None
    column: str | None
    severity: Literal["error", "warning"]
    message: str
    where: str = ""

    def __str__(self) -> str:
        place = f"{self.file}" if self.line is None else f"{self.file}:{self.line}"
        line = ": ".join(part for part in (place, self.column, self.message) if part)
        return f"{line} ({self.where})" if self.where else line

    @property
    def graded(self) -> str:
        """The line with its severity behind it, for a list that holds both."""
        return f"{self} [{self.severity}]"


class DataError(BookError):
    """The data cannot be used; `findings` holds every finding, warnings too."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        errors = [str(finding) for finding in self.findings if finding.severity == "error"]
        super().__init__("\n".join(errors))

    def __reduce__(self) -> tuple[type[DataError], tuple[list[Finding]]]:
        return DataError, (self.findings,)  # it passes between processes with its findings


def limited(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield at most `MOST` findings of each column; one more says that others were left out."""
    counts: Counter[object] = Counter()
    for finding in findings:
        kind = finding.file, finding.column, finding.severity
        counts[kind] += 1
        if counts[kind] <= MOST:
            yield finding
        elif counts[kind] == MOST + 1:
            yield replace(finding, message="and further findings, left out here", where="")


def quoted(text: str, longest: int = _SHOWN) -> str:
    """Return a cell's text as a message shows it: in quotes, on one line, cut where long.

    What cannot be seen, a zero-width blank for instance, is shown by its code.
    """
    line = " ".join(text[: 10 * longest].split())
    line = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in line)
    return f'"{line}"' if len(line) <= longest else f'"{line[:longest]}…"'


def in_spreadsheet(line: int, row: int, name: str) -> str:
    """Return the row of a spreadsheet and its name, where a cell of several lines parts the two.

    Examples
    --------
    >>> in_spreadsheet(16, 13, "woo2021-1"), in_spreadsheet(13, 13, "woo2021-1")
    ('row 13 of a spreadsheet, "woo2021-1"', '')
    """
    if line == row:
        return ""
    return f"row {row} of a spreadsheet" + (f", {quoted(name)}" if name.strip() else "")


def hint(text: str, allowed: Iterable[str], alike: float = 0.7) -> str:
    """Return ``; did you mean "yes"?`` where `text` is near to an allowed value, else nothing.

    How much of the two is to be `alike`, from 0 to 1, is `difflib.SequenceMatcher.ratio`.
    """
    values = {value.casefold(): value for value in allowed}
    near = get_close_matches(text[:_SHOWN].casefold(), values, n=1, cutoff=alike)
    return asked(values[one] for one in near)


def asked(values: Iterable[str]) -> str:
    """Return ``; did you mean "a" or "b"?``, or nothing where there are no values."""
    named = " or ".join(quoted(value, COPIED) for value in values)
    return f"; did you mean {named}?" if named else ""

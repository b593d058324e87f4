"""A copy of the first extraction that a test may spoil, one cell at a time."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

from helpers.data.dataset import Dataset, load_dataset
from helpers.data.validate import check

DATA = Path(__file__).parent / "first_extraction"
"""The dataset as it was first extracted: what the tests expect was counted by hand from it, and
stays true when a case is added to the project."""
KNOWN = {
    "published.csv:32: percent: 58% is printed, but 28/52 (cases_total of the study) is 53.8%",
    "published.csv:33: percent: 62.2% is printed, but 33/52 (cases_total of the study) is 63.5%",
}
"""Warnings about these data: two percents as parlak2024 prints them."""


class DataFolder:
    """A data folder in `path`, at first as it was extracted."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir()
        for file in DATA.iterdir():
            shutil.copyfile(file, path / file.name)  # not its permissions: tests write

    def bytes(self, file: str) -> bytes:
        return (self.path / file).read_bytes()

    def replace(self, file: str, old: bytes, new: bytes) -> None:
        """Put `new` in the place of the first `old`, which must be there."""
        content = self.bytes(file)
        assert old in content
        (self.path / file).write_bytes(content.replace(old, new, 1))

    def rows(self, file: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.bytes(file).decode(), newline="")))

    def write(self, file: str, rows: list[dict[str, str]]) -> None:
        with (self.path / file).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def edit(self, file: str, key: str, **cells: str) -> None:
        """Change `cells` of the first row whose first column is `key`."""
        rows = self.rows(file)
        row = next(row for row in rows if next(iter(row.values())) == key)
        assert row.keys() >= cells.keys()
        row.update(cells)
        self.write(file, rows)

    def add(self, file: str, **cells: str) -> None:
        """Append a row; cells that are not given are empty."""
        rows = self.rows(file)
        assert rows[0].keys() >= cells.keys()
        self.write(file, [*rows, dict.fromkeys(rows[0], "") | cells])

    def drop(self, file: str, key: str) -> None:
        """Remove every row whose first column is `key`."""
        rows = self.rows(file)
        kept = [row for row in rows if next(iter(row.values())) != key]
        assert len(kept) < len(rows)
        self.write(file, kept)

    def found(self, severity: str | None = None) -> list[str]:
        """Return the findings as lines, without the folder and without the known warnings."""
        findings = [f for f in check(self.path) if severity in (None, f.severity)]
        lines = [str(finding).removeprefix(f"{self.path}/") for finding in findings]
        return [line for line in lines if line not in KNOWN]

    def load(self) -> Dataset:
        return load_dataset(self.path)

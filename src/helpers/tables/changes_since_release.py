"""What the data say now and said in the last release."""

from __future__ import annotations

from collections.abc import Iterable

from helpers.analysis.changes import Change, Changes, compare_quantities
from helpers.analysis.cohorts import ALL
from helpers.analysis.quantity import Quantity
from helpers.analysis.releases import Release
from helpers.tables.markdown import code
from helpers.tables.table import Align, Cell, Table

COLUMNS = ("Quantity", "Meaning", "Last release", "Now", "Through")
ALIGN: tuple[Align, ...] = ("left", "left", "right", "right", "left")
WIDTHS = (26, 24, 15, 15, 20)


def changes_since_release(
    quantities: Iterable[Quantity], release: Release | None, cohort: str = ALL
) -> Table:
    """Return the quantities whose number is another one than in a release, is new or is gone.

    Parameters
    ----------
    quantities : iterable of Quantity
        The catalogue of a cohort.
    release : Release or None
        None where nothing was released yet.
    cohort : str
        A release keeps the numbers of all cases; another cohort cannot be compared.
    """
    if release is None:
        return _sentence("There has been no release yet.")
    if cohort != ALL:
        return _sentence(f"Release {release.version} is of all cases, this book of some.")
    found = compare_quantities(release.quantities, quantities)
    if not (rows := tuple(_rows(found))):
        return _sentence(f"No number differs from release {release.version}.")
    columns = (*COLUMNS[:2], f"Release {release.version}", *COLUMNS[3:])
    return Table(columns, rows, ALIGN, WIDTHS)


def _sentence(text: str) -> Table:
    return Table(COLUMNS, (), ALIGN, (40, 16, 14, 14, 16), text)


def _rows(found: Changes) -> list[tuple[Cell, ...]]:
    changed = [_row(one.after, one.before.text, one.after, _through(one)) for one in found.changed]
    added = [_row(one, "", one, "") for one in found.added]
    removed = [_row(one, one.text, "", "") for one in found.removed]
    return [*changed, *added, *removed]


def _through(change: Change) -> str:
    same = change.cases_named and change.after.numerator_cases
    return change.through() or ("the same patients, another value" if same else "")


def _row(quantity: Quantity, before: str, now: Cell, through: str) -> tuple[Cell, ...]:
    return (code(quantity.id), quantity.label, before, now, through)

"""Rules about publications that are entered more than once."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.data.cleaning import Table
from helpers.data.findings import Finding

_MARKS = ("doi", "pmid", "title")


def publications_are_there_once(studies: Table) -> Iterator[Finding]:
    """Find publications whose DOI, PMID or title an earlier row has, whatever the capitals.

    A warning, for two works may bear one title; if they are one, their patients count twice.
    """
    ids = studies.text["study_id"]
    twins: dict[tuple[int, int], list[str]] = {}
    for column in filter(studies.schema.__contains__, _MARKS):
        first: dict[str, int] = {}
        for row, cell in enumerate(studies.text[column]):
            mark = "".join(filter(str.isalnum, cell.casefold()))
            earlier = first.setdefault(mark, row) if mark else row
            if ids[earlier] != ids[row]:  # the same id is a finding of its own
                twins.setdefault((row, earlier), []).append(column)
    for (row, earlier), columns in twins.items():
        message = (
            f"{'is' if len(columns) == 1 else 'are'} the same as of {ids[earlier]}"
            f" in line {studies.lines[earlier]}; if both are one publication, keep one row and"
            " its patients once, else they are counted twice"
        )
        yield studies.finding(row, ", ".join(columns), message, "warning")

"""Every case with its values and the place in the publication where each was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from helpers.analysis.values import stated, title_text, value_text
from helpers.record import RECORD_MIME
from helpers.tables.all_cases import MOST_CASES_SHOWN
from helpers.tables.markdown import case_anchor, cite, escape
from helpers.tables.remarks import remarks
from helpers.tables.table import Cell, Table

if TYPE_CHECKING:
    from helpers.data.columns import TableSchema
    from helpers.data.dataset import Dataset

COLUMNS = ("Field", "Value", "Source", "Place")
PRINTED, WIDTHS = ("Field", "Value", "Place"), (30, 30, 40)
NO_CASE = "There is no case."

Record = Mapping[Any, Any]


@dataclass(frozen=True)
class CaseFile:
    """What is known of one case.

    Parameters
    ----------
    case_id, study_id : str
    table : Table
        Field, value, and each source and place where it was read.
    remarks : tuple of (str, str)
        What they are about, and doubts and codings in free text.
    drawn_in : str
        Label of the figure that draws its lesion; empty if there is none.
    """

    case_id: str
    study_id: str
    table: Table
    remarks: tuple[tuple[str, str], ...]
    drawn_in: str = ""

    def markdown(self) -> str:
        """Return a section with an anchor; all text of the data is escaped."""
        widths = f': {{tbl-colwidths="{list(WIDTHS)}"}}'  # as all cases have them
        head = f"### {escape(self.case_id)} {{#{case_anchor(self.case_id)} .case .unnumbered}}"
        said = [f"*{escape(about)}*: {escape(text)}" for about, text in self.remarks]
        report = f"Report: {cite(self.study_id).markdown}"
        drawn = f" · Drawn in @{self.drawn_in}" if self.drawn_in else ""
        return "\n\n".join([head, report + drawn, self._printed().markdown(), widths, *said])

    def _printed(self) -> Table:
        """Return the table as pages show it: a source is named where it is not the report."""
        own = "", cite(self.study_id)
        rows = tuple(
            (field, value, place if source in own else (source, ", ", place))
            for field, value, source, place in self.table.rows
        )
        return Table(PRINTED, rows, widths=WIDTHS, empty=self.table.empty)


@dataclass(frozen=True)
class CaseFiles:
    """The case files, in the order of the data.

    Parameters
    ----------
    files : tuple of CaseFile
    left : int
        Cases that are not shown, because no reader would turn so many pages.
    """

    files: tuple[CaseFile, ...]
    left: int = 0

    def markdown(self) -> str:
        """Return one section per case."""
        more = [f"There are {self.left} more cases in cases.csv."] if self.left else []
        sections = [file.markdown() for file in self.files] or [NO_CASE]
        return "\n\n".join([*sections, *more])

    def rows(self) -> list[list[str]]:
        """Return the rows of all case files, each with its case."""
        return [[file.case_id, *row] for file in self.files for row in file.table.texts()]

    def __str__(self) -> str:
        return "\n\n".join(f"{file.case_id}\n{file.table}" for file in self.files) or NO_CASE

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {
            "text/plain": str(self),
            "text/markdown": self.markdown(),
            RECORD_MIME: {"table": {"columns": ["Case", *COLUMNS], "rows": self.rows()}},
        }


def case_evidence(dataset: Dataset, drawn_in: str = "") -> CaseFiles:
    """Return every stated value of every case with the study and place it was read in.

    `drawn_in` is the label of the figure that draws the lesion of each case that says where it is.
    """
    shown = dataset.cases.head(MOST_CASES_SHOWN)
    read_in = dataset.evidence[dataset.evidence["case_id"].isin(shown["case_id"])]
    evidence: dict[str, list[Record]] = {}
    for row in read_in.to_dict("records"):
        evidence.setdefault(row["case_id"], []).append(row)
    cases = shown.to_dict("records")
    fields = dataset.schema.table("cases")
    files = [
        replace(
            _file(fields, case, evidence.get(case["case_id"], [])),
            drawn_in=drawn_in if case["regions"] else "",
        )
        for case in cases
    ]
    return CaseFiles(tuple(files), len(dataset.cases) - len(files))


def _file(fields: TableSchema, case: Record, evidence: list[Record]) -> CaseFile:
    rows: list[tuple[Cell, ...]] = []
    for field in fields.values():
        # what the file says, not the union with the levels: that is what was read
        cell = case["regions_stated" if field.name == "regions" else field.name]
        if stated(cell) and field.clinical:
            label = (title_text(field), value_text(field, cell))
            rows += _with_places(label, [row for row in evidence if field.name in row["fields"]])
    table = Table(COLUMNS, tuple(rows), empty="Nothing is stated.")
    return CaseFile(case["case_id"], case["study_id"], table, remarks(fields, case, evidence))


def _with_places(label: tuple[str, str], read_in: list[Record]) -> list[tuple[Cell, ...]]:
    if not read_in:
        return [(*label, "", "no place is recorded")]
    heads = [label, *[("", "")] * (len(read_in) - 1)]
    return [
        (*head, cite(row["study_id"]), row["locator"])
        for head, row in zip(heads, read_in, strict=True)
    ]

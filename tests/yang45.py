"""Made-up test fixture, no real patient: 45 cases with the margins that Yang 2023 prints.

Only the totals are those of the review (Front Oncol 12:1035056): regions 28 thoracic,
26 cervical, 9 lumbar, 1 sacral; compartments 18, 17, 9, 1; 17 homogeneous, 15 dorsal and
6 ventral of 38; 22 with progressive worsening; 35 enhance homogeneously. Who has what is
made up, and so is every value that the review does not print.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
CASES = 45
MADE_UP = "Made up: test fixture."
RANGES = {"cervical": (1, 26), "thoracic": (18, 45), "lumbar": (37, 45), "sacral": (45, 45)}
LEVELS = {
    (1, 6): "C4-C6",
    (7, 8): "C2;C5-C7",
    (18, 21): "C6-T4",
    (30, 33): "T5-T10",
    (40, 42): "T11-L2",
}
COMPARTMENTS = {"dura": 18, "epidural": 17, "intradural_extramedullary": 9, "intramedullary": 1}
PATTERNS = {"homogeneous": 17, "dorsal": 15, "ventral": 6, "": 7}
OUTCOMES = {"recovered": 12, "improved": 15, "stable": 5, "worsened": 2, "died": 1, "": 10}
SURGERY = {"resection": 14, "decompression": 16, "biopsy": 5, "none": 2, "": 8}
Row = dict[str, str | int]


def write_yang45(folder: Path) -> Path:
    """Write a whole data folder of made-up cases and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(DATA / "datapackage.json", folder / "datapackage.json")
    cases = list(_cases())
    _write(folder, "cases", cases)
    _write(folder, "studies", [*map(_study, range(1, CASES + 1)), _review()])
    _write(folder, "evidence", map(_evidence, cases))
    _write(folder, "screening", _screening())
    with (DATA / "published.csv").open(encoding="utf-8", newline="") as file:
        printed = [row for row in csv.DictReader(file) if row["study_id"] == "yang2023"]
    _write(folder, "published", printed)
    return folder


def _cases() -> Iterator[Row]:
    columns = {
        "compartment": _spread(COMPARTMENTS),
        "axial_pattern": _spread(PATTERNS),
        "outcome": _spread(OUTCOMES),
        "surgery": _spread(SURGERY),
    }
    for k in range(1, CASES + 1):
        levels = next((text for (a, b), text in LEVELS.items() if a <= k <= b), "")
        regions = [name for name, (a, b) in RANGES.items() if a <= k <= b]
        yield {
            "case_id": f"madeup{k:02}-1",
            "study_id": f"madeup{k:02}",
            "age_years": 30 + k if k <= 40 else "",
            "sex": "M" if k <= 28 else "F" if k <= 42 else "",
            "progressive_worsening": "yes" if k % 2 == 0 else "",
            "limb_weakness": "yes" if k % 3 else "no",
            "lesion_levels": levels,
            "regions": "" if levels else ";".join(regions),
            "enhancement": "homogeneous" if k <= 35 else "",
            "biopsy_confirmed": "yes" if k % 5 else "",
            "steroids": "yes" if k % 4 else "",
            "notes": MADE_UP,
            **{name: values[k - 1] for name, values in columns.items()},
        }


def _spread(counts: dict[str, int]) -> list[str]:
    return [value for value, n in counts.items() for _ in range(n)]


def _study(k: int) -> Row:
    seen = "full_text" if k % 2 else "abstract"
    return {
        "study_id": f"madeup{k:02}",
        "first_author": "Nobody A",
        "year": 2010 + k % 15,
        "title": f"A made-up report, number {k}",
        "text_seen": seen,
        "note": MADE_UP,
    }


def _review() -> Row:
    title = "The review whose printed figures the made-up cases add up to"
    return {"study_id": "yang2023", "year": 2023, "title": title, "text_seen": "abstract"}


def _evidence(case: Row) -> Row:
    named = ("case_id", "study_id", "notes")
    fields = ";".join(name for name, cell in case.items() if cell != "" and name not in named)
    return {k: case[k] for k in named[:2]} | {"fields": fields, "locator": "made up"}


def _screening() -> Iterator[Row]:
    outside = {"excluded": ("cranial_only", "cranial_only", "not_igg4", "duplicate")}
    outside["not_retrieved"] = ("no_text",)
    found = {"title": "A made-up record", "found_by": "made up"}
    for k in range(1, CASES + 1):
        yield found | {"record_id": f"madeup{k:02}", "decision": "included"}
    for decision, reasons in outside.items():
        for k, reason in enumerate(reasons):
            record = f"{decision}{k}"
            yield found | {"record_id": record, "decision": decision, "reason": reason}
    yield found | {"record_id": "yang2023", "decision": "excluded", "reason": "review_only"}


def _write(folder: Path, table: str, rows: Iterable[Row]) -> None:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

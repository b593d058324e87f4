"""Made-up datasets: none of these patients exists; every id says so."""

import random
from pathlib import Path

import pandas as pd
import pytest

from helpers.data.columns import Field, Schema
from helpers.data.dataset import Dataset
from helpers.data.levels import LEVELS, Span
from helpers.data.schema import load_schema

SCHEMA = load_schema(Path(__file__).parents[2] / "data")
NEW = "a value that nobody foresaw: 50 % <b>$x_1$</b> 硬膜 | ✓"
PRINTED = (
    ("yang2023", "cases_total", 45, None, None),
    ("yang2023", "region_thoracic", 28, 45, "62.2"),
    ("yang2023", "compartment_dura", 18, 45, "40.0"),
    ("yang2023", "axial_dorsal", 15, 38, "39.5"),
    ("madeup2024", "cases_total", 52, None, None),
    ("madeup2024", "region_thoracic", 33, None, "62.2"),
    ("madeup2024", "poor_prognosis", None, None, "25.0"),
)


def value(field: Field, chance: random.Random, new: bool):
    if field.name == "lesion_levels":
        upper = chance.randrange(len(LEVELS))
        return (Span(LEVELS[upper], LEVELS[min(upper + chance.randrange(8), len(LEVELS) - 1)]),)
    if field.numeric:
        return float(chance.randint(0, 5) if field.type == "integer" else chance.randint(1, 90))
    known = field.values or ("made-up one", "made-up two", "made-up three")
    found = [NEW] if new and not field.values else [chance.choice(known)]
    return tuple(dict.fromkeys((*found, chance.choice(known)))) if field.multiple else found[0]


def column(field: Field, rows: list) -> pd.Series:
    if field.numeric:
        return pd.Series(rows, dtype=float)
    if field.multiple:
        return pd.Series([() if row is None else row for row in rows], dtype=object)
    return pd.Series(rows, dtype="str")


def frame(table: str, rows: list[dict]) -> pd.DataFrame:
    fields = SCHEMA.table(table).values()
    return pd.DataFrame({f.name: column(f, [row.get(f.name) for row in rows]) for f in fields})


def made_up_cases(count: int, chance: random.Random, missing: float, new: bool) -> pd.DataFrame:
    rows = [
        {"case_id": f"madeup{i}-1", "study_id": f"madeup{i}", "notes": "Made up."}
        | {
            f.name: value(f, chance, new)
            for f in SCHEMA.table("cases").values()
            if f.clinical and chance.random() >= missing
        }
        for i in range(count)
    ]
    cases = frame("cases", rows)
    pairs = zip(cases["lesion_levels"], cases["regions"], strict=True)
    union = [
        tuple(dict.fromkeys((*(region for span in spans for region in span.regions), *stated)))
        for spans, stated in pairs
    ]
    return cases.assign(regions=pd.Series(union, dtype=object), regions_stated=cases["regions"])


def made_up_dataset(
    count: int = 20, *, missing: float = 0.5, new: bool = False, printed: bool = True, seed: int = 1
) -> Dataset:
    """Return `count` made-up cases; each clinical value is missing with the chance `missing`."""
    chance = random.Random(seed)
    cases = made_up_cases(count, chance, missing, new)
    studies = [
        {"study_id": f"madeup{i}", "first_author": "Made-up A", "year": 2009 + i % 16,
         "title": "A made-up report", "text_seen": ("abstract", "full_text")[i % 2]}
        for i in range(count)
    ]  # fmt: skip
    reasons = SCHEMA.table("screening")["reason"].values
    records = [{"record_id": f"madeup{i}", "decision": "included"} for i in range(count)]
    for i in range(2 * count):
        reason = reasons[i % len(reasons)]
        decision = "not_retrieved" if reason == "no_text" else "excluded"
        records.append({"record_id": f"other{i}", "decision": decision, "reason": reason})
    figures = [
        dict(zip(("study_id", "statistic", "n", "denominator", "percent"), row, strict=True))
        | {"remark": "made up for a test"}
        for row in (PRINTED if printed else ())
    ]
    events = [
        {"case_id": f"madeup{i}-1", "order": k + 1, "phase": phase, "event": "A made-up event",
         "detail": NEW if new else "Made up.", "study_id": f"madeup{i}", "locator": "made up"}
        for i in range(min(count, 1))
        for k, phase in enumerate(SCHEMA.table("timeline")["phase"].values)
    ]  # fmt: skip
    overlaps = [{"case_id": "madeup0-1", "other_case_id": "madeup1-1", "reason": "made up"}]
    return Dataset(
        schema=SCHEMA,
        cases=cases,
        studies=frame("studies", studies),
        evidence=frame("evidence", []),
        screening=frame("screening", records),
        published=frame("published", figures).assign(
            percent_printed=pd.Series([row["percent"] for row in figures], dtype="str"),
            value_printed=pd.Series([None] * len(figures), dtype="str"),
        ),
        timeline=frame("timeline", events),
        overlaps=frame("overlaps", overlaps if count > 1 else []),
    )


SITUATIONS = {
    "0 cases": {"count": 0},
    "0 cases, nothing printed": {"count": 0, "printed": False},
    "1 case, all stated": {"count": 1, "missing": 0.0},
    "20 cases": {"count": 20},
    "20 cases, all missing": {"count": 20, "missing": 1.0},
    "20 cases, new value": {"count": 20, "new": True},
    "45 cases, nothing printed": {"count": 45, "printed": False},
    "500 cases": {"count": 500},
}


@pytest.fixture(scope="session")
def make_dataset():
    """Return the function that makes datasets up."""
    return made_up_dataset


@pytest.fixture(scope="session", params=SITUATIONS.values(), ids=SITUATIONS.keys())
def made_up(request) -> Dataset:
    """A made-up dataset of each kind that every figure has to survive."""
    return made_up_dataset(**request.param)


@pytest.fixture(scope="session")
def schema() -> Schema:
    return SCHEMA

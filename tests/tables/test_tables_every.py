"""What holds for every table of the book."""

import importlib
import json
import pkgutil
from dataclasses import replace

import pypandoc
import pytest

import helpers.tables
from helpers.record import RECORD_MIME

NAMES = (
    *("characteristics", "regions_compartments", "mri_features", "laboratory_pathology"),
    *("treatment_outcome", "earlier_reviews", "agreement", "all_cases", "case_evidence"),
    *("excluded_records", "excluded_list", "data_dictionary", "quantity_list"),
    *("exploratory_tests", "not_compared"),
)
PARTS = {"table", "markdown", "remarks", "rows", "sources"}
NOT_OF_A_DATASET = {"changes_since_release"}
HOSTILE = '<script>x</script> | `{python} 1` [a](b){.c} $x$ @yang2023 "q" \\input 硬膜'


def make(name, dataset):
    return getattr(importlib.import_module(f"helpers.tables.{name}"), name)(dataset)


def situations(dataset):
    none = dataset.cases.iloc[:0]
    silent = dataset.cases.copy()
    for field in dataset.schema.table("cases").values():
        if field.clinical:
            silent[field.name] = [()] * len(silent) if field.multiple else None
    return {
        "as it is": dataset,
        "no case": dataset.with_cases(none),
        "one case": dataset.with_cases(dataset.cases.iloc[:1]),
        "nothing stated": dataset.with_cases(silent),
        "nothing printed": replace(dataset, published=dataset.published.iloc[:0]),
    }


def test_every_table_is_tried_here():
    modules = {module.name for module in pkgutil.iter_modules(helpers.tables.__path__)}
    assert modules - PARTS - NOT_OF_A_DATASET == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_table_survives_any_dataset(yang45, name):
    for dataset in situations(yang45).values():
        bundle = make(name, dataset)._repr_mimebundle_()
        assert bundle["text/plain"].strip()
        assert bundle["text/markdown"].strip()
        json.dumps(bundle[RECORD_MIME], allow_nan=False)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "case_evidence"])
def test_pandoc_reads_one_table_with_all_its_rows(shipped, name):
    table = make(name, shipped)
    [block] = json.loads(pypandoc.convert_text(table.markdown(), "json", "markdown"))["blocks"]
    assert block["t"] == "Table"
    assert len(block["c"][4][0][3]) == len(table.rows) > 0
    assert sum(table.widths) == 100


@pytest.mark.parametrize("name", NAMES)
def test_what_strangers_write_stays_text(shipped, name):
    cases = shipped.cases.assign(notes=HOSTILE, steroid_agent=HOSTILE)
    studies = shipped.studies.assign(title=HOSTILE, first_author=HOSTILE)
    log = shipped.screening.assign(title=HOSTILE)
    read = shipped.evidence.assign(locator=HOSTILE, comment=HOSTILE)
    figures = shipped.published.assign(remark=HOSTILE)
    hostile = replace(
        shipped, cases=cases, studies=studies, screening=log, evidence=read, published=figures
    )
    table = make(name, hostile)
    html = pypandoc.convert_text(table.markdown(), "html", "markdown")
    assert "<script" not in html
    assert 'href="b"' not in html
    assert "math" not in html
    shown = [text for row in rows_of(table) for text in row if "<script>" in text]
    assert html.count("&lt;script&gt;") >= len(shown)


def rows_of(table):
    return table._repr_mimebundle_()[RECORD_MIME]["table"]["rows"]

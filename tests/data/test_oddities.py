import json
from pathlib import Path

import numpy as np
import pytest
from data_folder import DATA, DataFolder
from hypothesis import given
from hypothesis import strategies as st

from helpers.data.cleaning import clean
from helpers.data.oddities import oddities
from helpers.data.problems import problems
from helpers.data.reading import Sheet
from helpers.data.schema import load_schema

OVERLAPS = load_schema(DATA).table("overlaps")
LATIN = st.characters(min_codepoint=0xC0, max_codepoint=0xFF, categories=["L"])


def found(folder: DataFolder, **cells: str) -> list[str]:
    """What is found where a study holds `cells`, by column."""
    (folder.path / "references.bib").unlink(missing_ok=True)
    folder.edit("studies.csv", "chen2012", **cells)
    assert folder.found("error") == []
    return [line.removeprefix("studies.csv:3: ") for line in folder.found("warning")]


@pytest.mark.parametrize(
    "cell",
    [
        *("03-Jan", "3-Mrz", "3. Mai", "03. Dez. 2026", "Jan-03", "Mrz 49", "1-Mar-2026"),
        *("2026-03-01", "2026-03-01 00:00:00", "01/03/2026", "1.3.26", "1.23E+06", "1,2E+11"),
    ],
)
def test_what_a_spreadsheet_makes_of_pages_is_a_warning(
    dataset_folder: DataFolder, cell: str
) -> None:
    assert found(dataset_folder, pages=cell) == [
        f'pages: "{cell}" looks like what a spreadsheet makes of 1-3 or 12E5; if so, format the'
        " column as text and write it anew"
    ]


@pytest.mark.parametrize(
    "cell", ["1-3", "e1234", "123E4", "S1-S3", "12-13 Suppl 1", "Mar", "Sept 2026", "1.3"]
)
def test_pages_are_no_date(dataset_folder: DataFolder, cell: str) -> None:
    assert found(dataset_folder, pages=cell) == []


@pytest.mark.parametrize(
    ("misread", "meant"), [("Ã¼", "ü"), ("â€“", "–"), ("â€™", "’"), ("Î±", "α"), ("Å‚", "ł")]
)
def test_letters_read_in_another_encoding_are_a_warning_with_what_they_were(
    dataset_folder: DataFolder, misread: str, meant: str
) -> None:
    assert found(dataset_folder, note=f"Made up, M{misread}ller") == [
        f'note: "{misread}" was probably "{meant}", before a program read the file in another'
        " encoding than UTF-8; write it so"
    ]


@pytest.mark.parametrize("cell", ["„Maß“", "Müller–Büchi", "«café»", "Århus", "GÂTEAU", "Ångström"])
def test_letters_of_other_languages_are_none(dataset_folder: DataFolder, cell: str) -> None:
    assert found(dataset_folder, note=cell) == []


@given(word=st.text(LATIN, min_size=1, max_size=5))
def test_words_of_latin_letters_are_odd_only_where_misread(word: str) -> None:
    misread = f"{word}.".encode().decode("cp1252", "replace")
    cells = {name: np.full(2, "", object) for name in OVERLAPS}
    cells["reason"] = np.array([word, misread], object)
    sheet = Sheet(OVERLAPS, Path("overlaps.csv"), cells, *[np.array([2, 3])] * 2)
    table, _ = clean(sheet, problems(OVERLAPS))
    assert [finding.line for finding in oddities(table)] == [3]


def test_a_letter_that_was_lost_is_a_warning(dataset_folder: DataFolder) -> None:
    assert found(dataset_folder, first_author="M\ufffdller") == [
        "first_author: holds “\ufffd”, by which a program replaced a letter; write the letter anew"
    ]


@pytest.mark.parametrize("cell", ["NA", "n/a", "-", "Not stated", "unknown"])
def test_a_text_that_says_nothing_is_a_warning(dataset_folder: DataFolder, cell: str) -> None:
    assert found(dataset_folder, country=cell) == [
        f'country: "{cell}" is kept as a text; leave the cell empty if the report does not say'
    ]


def test_each_text_of_a_list_is_looked_at(dataset_folder: DataFolder) -> None:
    dataset_folder.edit("cases.csv", "chan2009-1", other_organs="orbit; none")
    assert dataset_folder.found("warning") == [
        'cases.csv:2: other_organs: "none" is kept as a text; leave the cell empty if the report'
        " does not say"
    ]


def test_where_a_text_is_needed_none_is_asked_to_be_left_empty(dataset_folder: DataFolder) -> None:
    dataset_folder.edit("overlaps.csv", "gu2015-1", reason="?")
    assert dataset_folder.found() == []


def test_a_formula_that_failed_is_a_warning(dataset_folder: DataFolder) -> None:
    assert found(dataset_folder, journal="#REF!") == [
        'journal: "#REF!" is a formula of the spreadsheet that failed; write the text'
    ]


def test_a_column_of_dates_may_hold_dates(dataset_folder: DataFolder) -> None:
    package = json.loads(dataset_folder.bytes("datapackage.json"))
    table = next(one for one in package["resources"] if one["name"] == "overlaps")
    table["schema"]["fields"].append(
        {"name": "seen", "type": "date", "title": "Seen", "description": "Made up"}
    )
    (dataset_folder.path / "datapackage.json").write_text(json.dumps(package), "utf-8")
    rows = [{**row, "seen": "2026-03-01"} for row in dataset_folder.rows("overlaps.csv")]
    dataset_folder.write("overlaps.csv", rows)
    assert dataset_folder.found() == []

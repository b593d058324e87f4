import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from data_folder import DATA, DataFolder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.data.findings import MOST
from helpers.data.problems import MAX_LENGTH
from helpers.data.reading import read_sheet
from helpers.data.schema import load_schema
from helpers.data.written import MAX_BYTES, UnreadableError

SCHEMA = load_schema(DATA)
OVERLAPS = SCHEMA.table("overlaps")
fuzz = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
letters = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cn", "Cs"], exclude_characters=TURNING
)
printable = st.text(letters | st.sampled_from('\n,";'))


def same(folder: DataFolder, file: str, content: bytes) -> bool:
    """Whether the table is the same after `content` is written in its place."""
    name = file.removesuffix(".csv")
    before = getattr(folder.load(), name)
    (folder.path / file).write_bytes(content)
    assert folder.found("error") == []
    return getattr(folder.load(), name).equals(before)


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_byte_order_mark_and_line_endings_do_not_matter(
    dataset_folder: DataFolder, ending: bytes, mark: bytes
) -> None:
    content = mark + dataset_folder.bytes("cases.csv").replace(b"\n", ending)
    assert same(dataset_folder, "cases.csv", content)


def test_columns_may_stand_in_another_order_and_case(dataset_folder: DataFolder) -> None:
    rows = [dict(reversed(row.items())) for row in dataset_folder.rows("studies.csv")]
    before = dataset_folder.load().studies
    dataset_folder.write("studies.csv", rows)
    dataset_folder.replace("studies.csv", b"first_author", b" First_Author ")
    assert dataset_folder.load().studies.equals(before)


def test_blank_rows_and_columns_are_left_out(dataset_folder: DataFolder) -> None:
    lines = dataset_folder.bytes("timeline.csv").splitlines()
    content = b"\n".join(line + b",, " for line in [*lines[:3], b"," * 6, *lines[3:]]) + b"\n\n,\n"
    assert same(dataset_folder, "timeline.csv", content)


def test_lines_are_those_of_the_file_and_rows_are_told_after_cells_of_several_lines(
    dataset_folder: DataFolder,
) -> None:
    dataset_folder.edit("cases.csv", "chan2009-1", notes='one\ntwo "quoted", three\r\nfour')
    dataset_folder.edit("cases.csv", "woo2021-1", sex="W")
    text = dataset_folder.bytes("cases.csv").decode()
    line = text[: text.index("\nwoo2021-1")].count("\n") + 2
    row = [row["case_id"] for row in dataset_folder.rows("cases.csv")].index("woo2021-1") + 2
    assert row != line
    assert dataset_folder.found() == [
        f'cases.csv:{line}: sex: "W" is not allowed (F, M)'
        f' (row {row} of a spreadsheet, "woo2021-1")'
    ]


@given(rows=st.lists(st.lists(printable, min_size=4, max_size=4), max_size=6))
@fuzz
def test_cells_are_read_as_they_were_written(tmp_path: Path, rows: list[list[str]]) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerows([list(OVERLAPS), *rows])
    (tmp_path / OVERLAPS.file).write_bytes(stream.getvalue().encode())
    sheet = read_sheet(tmp_path, OVERLAPS)
    kept = [row for row in rows if "".join(row).strip()]
    assert [list(row) for row in zip(*sheet.cells.values(), strict=True)] == kept
    lines = stream.getvalue().split("\n")
    for line, row in zip(sheet.lines, kept, strict=True):
        assert "\n".join(lines[line - 1 :]).startswith('"' + row[0].replace('"', '""'))


@given(content=st.binary() | printable.map(str.encode))
@fuzz
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / OVERLAPS.file).write_bytes(content)
    with pytest.raises(UnreadableError) as error:
        read_sheet(tmp_path, OVERLAPS)
    assert error.value.findings
    assert all(str(f).startswith(f"{tmp_path}/overlaps.csv") for f in error.value.findings)


@pytest.mark.parametrize(
    ("separator", "word"), [(b";", "semicolons"), (b"\t", "tabs"), (b"|", "bars")]
)
def test_another_separator_is_named_with_the_way_to_commas(
    dataset_folder: DataFolder, separator: bytes, word: str
) -> None:
    content = dataset_folder.bytes("cases.csv").replace(b",", separator)
    (dataset_folder.path / "cases.csv").write_bytes(content)
    [finding] = dataset_folder.found()
    assert finding.startswith(f"cases.csv:1: is separated by {word}; save it separated by commas (")
    for way in ("LibreOffice: Save As, tick “Edit filter settings”", "Excel: File, Options"):
        assert way in finding


@pytest.mark.parametrize(("before", "line"), [(b",,,\n", 1), (b'" "\n', 1), (b"\n,\n", 2)])
def test_an_empty_line_before_the_column_names_is_named(
    dataset_folder: DataFolder, before: bytes, line: int
) -> None:
    (dataset_folder.path / "cases.csv").write_bytes(before + dataset_folder.bytes("cases.csv"))
    assert dataset_folder.found() == [
        f"cases.csv:{line}: is an empty line; delete it, the column names come first"
    ]


@pytest.mark.parametrize("line", [b"sep=,\n", b"SEP=,,,\n", b'"sep=,"\r\n'])
def test_a_line_for_excel_before_the_column_names_is_named(
    dataset_folder: DataFolder, line: bytes
) -> None:
    (dataset_folder.path / "cases.csv").write_bytes(line + dataset_folder.bytes("cases.csv"))
    assert dataset_folder.found() == [
        "cases.csv:1: is a line for Excel alone; delete it, the column names come first"
    ]


def test_the_line_of_column_names_is_that_of_the_file(dataset_folder: DataFolder) -> None:
    dataset_folder.replace("cases.csv", b"case_id,study_id,age_years", b"\n\ncase_id,study_id,age")
    assert [line.split(": ")[0] for line in dataset_folder.found()] == ["cases.csv:3"] * 2


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_named(dataset_folder: DataFolder, encoding: str) -> None:
    text = "\ufeff" + dataset_folder.bytes("cases.csv").decode()
    (dataset_folder.path / "cases.csv").write_bytes(text.encode(encoding))
    assert dataset_folder.found() == [
        "cases.csv: is UTF-16, which Excel calls Unicode Text; save it as CSV UTF-8, separated by"
        " commas"
    ]


@pytest.mark.parametrize("content", [b"PK\x03\x04\x14\x00\x06", b"\xd0\xcf\x11\xe0\xa1\xb1"])
def test_a_workbook_under_the_name_of_a_csv_file_is_named(
    dataset_folder: DataFolder, content: bytes
) -> None:
    (dataset_folder.path / "cases.csv").write_bytes(content + bytes(99))
    assert dataset_folder.found() == [
        "cases.csv: is a workbook of Excel or LibreOffice, not CSV; open it and save it as CSV"
        " UTF-8, separated by commas"
    ]


def test_a_misspelt_column_is_missing_and_unknown(dataset_folder: DataFolder) -> None:
    dataset_folder.replace("cases.csv", b"age_years", b"age_yaers")
    assert dataset_folder.found() == [
        "cases.csv:1: age_years: the column is missing",
        'cases.csv:1: "age_yaers" is not a column of cases.csv; did you mean "age_years"?',
    ]


def test_a_column_that_is_there_twice_is_refused(dataset_folder: DataFolder) -> None:
    rows = dataset_folder.bytes("overlaps.csv").splitlines()
    content = b"\n".join([rows[0] + b",reason", rows[1] + b",again"])
    (dataset_folder.path / "overlaps.csv").write_bytes(content)
    assert dataset_folder.found() == ["overlaps.csv:1: reason: the column is there twice"]


def test_ten_thousand_columns_are_refused_in_few_words(dataset_folder: DataFolder) -> None:
    more = b"".join(b",c%d" % i for i in range(10_000))
    dataset_folder.replace("cases.csv", b",notes\n", b",notes" + more + b"\n")
    found = dataset_folder.found()
    assert found[0] == 'cases.csv:1: "c0" is not a column of cases.csv'
    assert found[-1] == "cases.csv:1: and 9980 further unknown columns"
    assert len(found) == 21


def test_last_cells_that_are_empty_may_be_left_away(dataset_folder: DataFolder) -> None:
    content = dataset_folder.bytes("studies.csv")
    shorter = content.replace(b",\n", b"\n").replace(b",\n", b"\n")
    assert shorter != content
    assert same(dataset_folder, "studies.csv", shorter)


def test_last_cells_that_may_not_be_empty_are_named(dataset_folder: DataFolder) -> None:
    dataset_folder.add("cases.csv", case_id="Made2026-1", study_id="chan2009")
    with (dataset_folder.path / "overlaps.csv").open("ab") as file:
        file.write(b"Made2026-1,chan2009-1\n")
    assert dataset_folder.found() == ["overlaps.csv:3: reason: is empty; a value is needed"]


def test_longer_rows_are_named(dataset_folder: DataFolder) -> None:
    with (dataset_folder.path / "overlaps.csv").open("ab") as file:
        file.write(b'"two\nlines",b,,\na,b,c,d,e\n')
    assert dataset_folder.found() == [
        "overlaps.csv:5: has 5 cells, the line of column names has 4;"
        " a text with a comma in it needs quotation marks around it"
        ' (row 4 of a spreadsheet, "a")',
    ]


def test_a_long_file_of_another_kind_is_refused_in_few_words(dataset_folder: DataFolder) -> None:
    with (dataset_folder.path / "overlaps.csv").open("ab") as file:
        file.write(b"a,b,c,d,e\n" * 20_000)
    found = dataset_folder.found()
    assert found[0].startswith("overlaps.csv:3: has 5 cells, the line of column names has 4")
    assert found[-1] == f"overlaps.csv:{MOST + 3}: and further findings, left out here"
    assert len(found) == MOST + 1


def test_as_many_findings_of_each_column_are_told(dataset_folder: DataFolder) -> None:
    with (dataset_folder.path / "overlaps.csv").open("ab") as file:
        file.write(b"made1-1,,,\n" * 2 * MOST)
    columns = Counter(line.split(": ")[1] for line in dataset_folder.found())
    assert columns["case_id"] == columns["reason"] == MOST + 1


def test_what_is_not_utf_8_is_named_with_its_line(dataset_folder: DataFolder) -> None:
    dataset_folder.replace("cases.csv", b"HIV infection", "HIV-Infektion fünf".encode("latin-1"))
    assert dataset_folder.found() == [
        "cases.csv:3: byte 0xfc is not UTF-8; save the file as CSV UTF-8"
    ]


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\x00", "U+0000"),
        ("\x1b", "U+001B"),
        ("\x85", "U+0085"),
        ("\uffff", "U+FFFF"),
        ("\u202e", "U+202E"),
    ],
)
def test_control_characters_are_refused(
    dataset_folder: DataFolder, character: str, code: str
) -> None:
    dataset_folder.replace("cases.csv", b"HIV infection", f"HIV{character}{character}".encode())
    assert dataset_folder.found() == [f"cases.csv:3: holds a control character ({code}); remove it"]


@pytest.mark.parametrize("spoilt", [b'"HIV" infection', b'"HIV "infection'])
def test_a_quotation_mark_out_of_place_is_named_with_its_line(
    dataset_folder: DataFolder, spoilt: bytes
) -> None:
    dataset_folder.replace("cases.csv", b'"HIV infection', spoilt)
    assert dataset_folder.found() == [
        "cases.csv:3: is not CSV from here on: look for a quotation mark in this row; a text that"
        ' begins with one must end with one, and one within it is written twice ("")'
    ]


@pytest.mark.parametrize("length", [MAX_LENGTH + 1, 200_000])
def test_a_cell_that_is_too_long_is_named_with_what_is_allowed(
    dataset_folder: DataFolder, length: int
) -> None:
    dataset_folder.edit("cases.csv", "chen2014-1", notes="x" * length)
    [finding] = dataset_folder.found()
    assert finding.startswith("cases.csv:3: ")
    assert f"{MAX_LENGTH} " in finding
    assert "not CSV" not in finding


def test_a_huge_file_is_refused_unread(dataset_folder: DataFolder) -> None:
    with (dataset_folder.path / "cases.csv").open("wb") as file:
        file.truncate(2**30)
    assert dataset_folder.found() == [
        f"cases.csv: is too large: 1024 MB, {MAX_BYTES >> 20} MB are allowed"
    ]


@pytest.mark.parametrize("content", [b"", b"\n\n", b",,\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(dataset_folder: DataFolder, content: bytes) -> None:
    (dataset_folder.path / "cases.csv").write_bytes(content)
    assert dataset_folder.found() == ["cases.csv: is empty; it needs a line of column names"]


def test_a_missing_file_and_a_folder_in_its_place_are_refused(dataset_folder: DataFolder) -> None:
    (dataset_folder.path / "cases.csv").unlink()
    (dataset_folder.path / "timeline.csv").unlink()
    (dataset_folder.path / "timeline.csv").mkdir()
    assert dataset_folder.found() == ["cases.csv: is not there", "timeline.csv: is not a file"]


def test_optional_files_may_be_missing_which_is_a_warning(dataset_folder: DataFolder) -> None:
    for table in ("timeline", "overlaps"):
        (dataset_folder.path / f"{table}.csv").unlink()
    dataset = dataset_folder.load()
    assert list(dataset.timeline.columns) == list(SCHEMA.table("timeline"))
    assert len(dataset.timeline) == len(dataset.overlaps) == 0
    assert dataset_folder.found("error") == []
    back = "put the file back, or one with the line of column names alone"
    assert dataset_folder.found("warning") == [
        "timeline.csv: is not there; the figure of the course of the index cases then has no"
        f" timeline; {back} where there is nothing to tell",
        "overlaps.csv: is not there; then no patient is taken to be reported twice, and the cohort"
        f" without_possible_duplicates holds every case; {back} where there is nothing to tell",
    ]


def test_a_table_of_nothing_is_told_by_its_column_names_alone(dataset_folder: DataFolder) -> None:
    for table in ("timeline", "overlaps"):
        (dataset_folder.path / f"{table}.csv").write_text(",".join(SCHEMA.table(table)))
    assert dataset_folder.found() == []
    assert len(dataset_folder.load().overlaps) == 0

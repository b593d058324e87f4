import json

import pypandoc
import pytest

from helpers.analysis.proportion import proportion
from helpers.record import RECORD_MIME
from helpers.tables.markdown import case_link, cite
from helpers.tables.table import Table, cell_markdown, cell_text

SHARE = proportion("sex.M", ("a-1",), ("a-1", "b-1"), label="male (sex)")
TABLE = Table(
    columns=("Who | what", "n"),
    rows=(("a*b*", SHARE), (("of ", case_link("a-1"), " ", cite("a")), "")),
    align=("left", "right"),
)


def parsed(markdown: str) -> dict:
    [table] = json.loads(pypandoc.convert_text(markdown, "json", "markdown"))["blocks"]
    assert table["t"] == "Table"
    return table["c"]


def test_pandoc_reads_the_table_with_its_columns_and_alignment():
    columns, body = parsed(TABLE.markdown())[2], parsed(TABLE.markdown())[4][0][3]
    assert [column[0]["t"] for column in columns] == ["AlignLeft", "AlignRight"]
    assert [len(row[1]) for row in body] == [2, 2]


def test_a_quantity_becomes_a_span_with_its_id():
    assert cell_markdown(SHARE) == '[1/2 (50.0%)]{.quantity data-q="sex.M"}'
    html = pypandoc.convert_text(TABLE.markdown(), "html", "markdown", ["--wrap=none"])
    assert '<span class="quantity" data-q="sex.M">1/2 (50.0%)</span>' in html
    assert '<a href="#case-a-1">a-1</a>' in html


def test_parts_of_a_cell_stand_side_by_side():
    cell = ("median ", SHARE, " (", case_link("a-1"), ")")
    assert cell_text(cell) == "median 1/2 (50.0%) (a-1)"
    assert cell_text(("", (" x", ""))) == "x"


def test_given_widths_are_relative_widths_in_pandoc():
    wide = Table(("A", "B"), (("x " * 60, "y"),), widths=(30, 10))
    widths = [column[1]["c"] for column in parsed(wide.markdown())[2]]
    assert widths[0] / widths[1] == pytest.approx(3)


def test_the_record_holds_cells_and_quantities():
    bundle = TABLE._repr_mimebundle_()
    record = json.loads(json.dumps(bundle[RECORD_MIME]))
    assert record["table"]["columns"] == ["Who | what", "n"]
    assert record["table"]["rows"] == [["a*b*", "1/2 (50.0%)"], ["of a-1 [a]", ""]]
    assert [quantity["id"] for quantity in record["quantities"]] == ["sex.M"]
    assert "a*b*" in bundle["text/plain"]


def test_a_table_without_rows_says_so():
    empty = Table(("A",), (), empty="Nothing: at all.")
    markdown = empty._repr_mimebundle_()["text/markdown"]
    assert markdown.splitlines()[::2] == ["| A |", r"| Nothing\: at all\. |"]
    assert str(empty) == "Nothing: at all."


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="1 cells, not 2"):
        Table(("A", "B"), (("x",),))

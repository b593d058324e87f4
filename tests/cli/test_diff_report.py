"""The report of a comparison, from differences made up here."""

import pytest

from helpers.analysis.changes import compare_quantities
from helpers.cli.diff import FORMATS
from helpers.cli.difference import Difference
from helpers.cli.sides import Side
from helpers.pipeline.compare import compare_exhibits
from helpers.pipeline.exhibits import Exhibit


def table(*columns: str, rows: tuple[tuple[str, ...], ...]) -> Exhibit:
    return Exhibit("tbl-x", "table", "chapters/x.ipynb", "Made up", columns, rows)


@pytest.mark.parametrize("form", FORMATS)
def test_a_table_may_have_other_columns_on_either_side(form: str) -> None:
    old = table("One", rows=(("gone",),))
    new = table("One", "Two", "Three", rows=(("come", "b", "c"),))
    sides = [Side(name, None, (), [exhibit]) for name, exhibit in (("a", old), ("b", new))]
    changes = compare_exhibits([old], [new])
    text = FORMATS[form](Difference(*sides, [], compare_quantities((), ()), changes), True)
    assert "gone" in text
    assert "come" in text

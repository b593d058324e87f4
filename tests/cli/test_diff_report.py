"""The report of a comparison, from differences made up here."""

import json

import pytest

from helpers.analysis.changes import compare_quantities
from helpers.analysis.quantity import Quantity
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


def test_cases_that_one_side_does_not_name_are_not_said_to_move() -> None:
    before = Quantity("sign.yes", "1/1001 (0.1%)", n=1, denominator=1001, cases_named=False)
    after = Quantity("sign.yes", "1/2 (50.0%)", n=1, denominator=2, numerator_cases=("made-up",))
    sides = [Side(name, None, (one,), []) for name, one in (("a", before), ("b", after))]
    changes = compare_quantities((before,), (after,))
    found = Difference(*sides, [], changes, compare_exhibits([], []))
    [record] = json.loads(FORMATS["json"](found, True))["quantities"]["changed"]
    assert (record["numerator"], record["denominator"], record["edited"]) == (None, None, [])


def test_what_is_new_or_gone_is_said_to_be() -> None:
    gone, new = (Quantity(name, "1", value=1, label=f"of {name}") for name in ("gone", "come"))
    sides = [Side(name, None, (one,), []) for name, one in (("a", gone), ("b", new))]
    found = Difference(*sides, [], compare_quantities([gone], [new]), [])
    lines = [" ".join(line.split()) for line in FORMATS["text"](found, True).splitlines()]
    assert "come of come 1 new" in lines
    assert "gone of gone 1 gone" in lines

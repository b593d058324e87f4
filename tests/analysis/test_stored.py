"""Quantities survive being stored, and what is no quantity is refused."""

import json
from pathlib import Path

import pytest

from helpers.analysis.catalogue import catalogue
from helpers.analysis.proportion import proportion
from helpers.analysis.quantity import MOST_CASES_STORED, Quantity
from helpers.analysis.stored import from_records, read_quantities
from helpers.data.dataset import Dataset
from helpers.errors import BookError


def test_every_quantity_of_the_data_comes_back(shipped: Dataset, tmp_path: Path) -> None:
    found = catalogue(shipped, shipped)
    records = [{**one.as_record(), "places": [], "of a later version": 1} for one in found]
    assert from_records(json.loads(json.dumps(records))) == tuple(found)


def stored(quantity: Quantity) -> Quantity:
    return from_records(json.loads(json.dumps([quantity.as_record()])))[0]


def test_cases_that_were_left_out_are_not_taken_for_none() -> None:
    many = tuple(f"made-up-{k}" for k in range(MOST_CASES_STORED + 1))
    found = stored(proportion("sign.yes", many[:3], many))
    assert not found.cases_named
    assert stored(found) == found
    assert stored(proportion("sign.yes", (), many[:3])).cases_named


def test_a_book_that_left_them_out_by_empty_lists_is_read() -> None:
    parts = {"id": "sign.yes", "text": "3/1001 (0.3%)", "n": 3, "denominator": 1001}
    empty = {"numerator_cases": [], "denominator_cases": []}
    [many] = from_records([parts | empty])
    assert (many.n, many.denominator, many.cases_named) == (3, 1001, False)
    [nobody] = from_records([parts | empty | {"n": 0, "denominator": 0}])
    assert nobody.cases_named


@pytest.mark.parametrize(
    "text", ["", "{", "3", "[3]", '["id"]', '[{"id": "a"}]', '[{"id": 1, "text": "a"}]', "\xff"]
)
def test_what_holds_no_quantities_is_said_to(text: str, tmp_path: Path) -> None:
    path = tmp_path / "quantities.json"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(BookError, match=r"quantities\.json: does not hold the quantities of a"):
        read_quantities(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BookError, match=r"quantities\.json: cannot be read: No such file"):
        read_quantities(tmp_path / "quantities.json")

"""Quantities survive being stored, and what is no quantity is refused."""

import json
from pathlib import Path

import pytest

from helpers.analysis.catalogue import catalogue
from helpers.analysis.stored import from_records, read_quantities
from helpers.data.dataset import Dataset
from helpers.errors import BookError


def test_every_quantity_of_the_data_comes_back(shipped: Dataset, tmp_path: Path) -> None:
    found = catalogue(shipped, shipped)
    records = [{**one.as_record(), "places": [], "of a later version": 1} for one in found]
    assert from_records(json.loads(json.dumps(records))) == tuple(found)


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

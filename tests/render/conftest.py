"""The made-up book, rendered once."""

from pathlib import Path

import pytest
from made_up_book import write_book

from helpers.render import builtin


@pytest.fixture(scope="session")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_book(tmp_path_factory.mktemp("staged"))


@pytest.fixture(scope="session")
def rendered(staged: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("book")
    builtin.render(staged, output)
    return output

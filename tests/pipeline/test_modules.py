"""Modules that code imports are found wherever the import stands, and only by reading."""

from __future__ import annotations

import pytest

from helpers.pipeline.modules import imports

STANDING = {
    "alone": "import helpers.a",
    "after prose": '"""Says: import nothing."""\nimport helpers.a',
    "in a block": "if True:\n    import helpers.a\nelse:\n\timport other",
    "behind a colon": "if True: import helpers.a",
    "behind a semicolon": "x = 1;import helpers.a",
    "behind a comma": "import os, helpers.a as a",
    "over lines": "from helpers import (\n    a,  # one of (two)\n    b,\n)",
    "over a backslash": "from helpers \\\n    import a",
    "behind a backslash": "import os, \\\n    helpers.a",
    "in the last line": "import os\nimport helpers.a",
    "beside magics": "%matplotlib inline\n  !ls; import os\nimport helpers.a",
    "beside lines that begin like it": "def f(x):\n    yield \\\n    from x\nimport helpers.a",
}


@pytest.mark.parametrize("source", STANDING.values(), ids=STANDING)
def test_an_import_is_found_wherever_it_stands(source: str) -> None:
    assert "helpers.a" in imports(source)


def test_what_a_name_is_imported_from_may_hold_a_module_of_that_name() -> None:
    assert imports("from helpers.a import b as c") == {"helpers.a", "helpers.a.b"}


def test_a_relative_import_names_nothing() -> None:
    assert not imports("from . import a")

"""Reads how the data are described, and checks a made-up cell: imported for that alone.

What checks cells is imported only when the first table is read, and looks for its plug-ins then;
each description is checked once in the life of a process, and of those forked from it.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from helpers.cli.prepare import DATA
from helpers.data.problems import problems
from helpers.data.schema import load_schema

if DATA in os.environ:
    with contextlib.suppress(Exception):  # who reads the data will be told
        for _table in load_schema(Path(os.environ[DATA])).tables.values():
            for _problem in problems(_table).values():
                _problem("made up")

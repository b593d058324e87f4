"""Loads the data once for all chapters: the fork server imports this module before it forks.

The chapters then find the dataset in memory, read and checked (`load_dataset` does not read again
what is as it was), however large it is.
"""

from __future__ import annotations

import contextlib
import gc
import os
from pathlib import Path

from helpers.cli.prepare import DATA, OWN, prepare
from helpers.errors import BookError

if DATA in os.environ:
    # The build asks again, and then shows what is wrong.
    with contextlib.suppress(BookError, OSError, MemoryError):
        prepare((Path(os.environ[DATA]), os.environ[OWN] == "1"))
    gc.freeze()

"""Loads and counts the data once for all chapters: imported by the fork server before it forks.

The chapters then find the dataset in memory, read and checked (`load_dataset` does not read again
what is as it was), however large it is, and the catalogue of its quantities.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
from pathlib import Path

from helpers.analysis.catalogue import catalogue
from helpers.cli.prepare import DATA, OWN, prepare
from helpers.data.dataset import load_dataset
from helpers.data.validate import forget

if DATA in os.environ:
    # The build or a chapter asks again, and then shows what is wrong; here it would end the server.
    with contextlib.suppress(Exception):
        prepare((Path(os.environ[DATA]), os.environ[OWN] == "1"))
        data = load_dataset(Path(os.environ[DATA]))
        catalogue(data, data)
    forget()
    gc.freeze()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)  # glibc gives back what it no longer needs

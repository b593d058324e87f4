"""What the process has done from which those of the chapters are forked: imported for that alone.

Done in each of them, the same would take longer than a small chapter does.
"""

from __future__ import annotations

from multiprocessing import popen_forkserver  # noqa: F401

import nbformat
import papermill  # noqa: F401
from IPython.core import application, completerlib, logger, magics, oinspect  # noqa: F401

from helpers.pipeline import chapter, engine, shell, tidy, workers  # noqa: F401

nbformat.validate(nbformat.v4.new_notebook())  # compiles the schema of notebooks

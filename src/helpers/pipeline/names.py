"""Names that stand in notebooks, and that papermill knows; light, as it imports the engine."""

from __future__ import annotations

ENGINE_GROUP = "papermill.engine"
ENGINE = "rspbook"
"""What papermill calls the engine of this package."""

PARAMETERS, INJECTED = "parameters", "injected-parameters"
"""Papermill's tags: of the cell with the defaults, and of the one with what was given."""

DATA_PARAMETER = "data_dir"
"""The parameter of the chapters that names the folder of the data."""

VALUES = "inline"
"""Key of the cell's metadata under which the values of its inline expressions are kept."""

"""Checks a made-up cell: imported for that alone, where there is time before any data are read.

What checks cells is imported only when the first table is read, and looks for its plug-ins then.
"""

from __future__ import annotations

from helpers.data.columns import Field, TableSchema
from helpers.data.problems import problems

_NAME = "made_up"
_FIELDS = {_NAME: Field(_NAME, "", "", "string")}
_DESCRIPTOR = {"fields": [{"name": _NAME, "type": "string"}]}

problems(TableSchema(_NAME, "", "", "", _FIELDS, (), (), False, _DESCRIPTOR))[_NAME]("made up")

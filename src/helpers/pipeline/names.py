"""Names under which this package is known to papermill; light, as papermill imports the engine."""

from __future__ import annotations

ENGINE_GROUP = "papermill.engine"
ENGINE = "rspbook"

"""Waiting for a page; Playwright's own way needs eval, which the pages refuse."""

from __future__ import annotations

import time
from typing import Any

LONGEST = 5.0


def until(page: Any, expression: str) -> None:
    """Wait until a JavaScript expression is true in the page."""
    end = time.monotonic() + LONGEST
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(20)

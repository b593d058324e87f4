"""How many processors there are for a build: a container may have fewer than its machine."""

from __future__ import annotations

import math
import os
from pathlib import Path

_QUOTA = Path("/sys/fs/cgroup/cpu.max")
"""Says in a container on Linux how many microseconds it may compute in how many (cgroup v2)."""


def cores() -> int:
    """Return how many processes can compute at once; at least 1."""
    allowed = getattr(os, "sched_getaffinity", None)  # Linux only
    there = len(allowed(0)) if allowed else os.cpu_count() or 1
    return max(1, min(there, _quota() or there))


def _quota() -> int | None:
    """Return how many processors the container may use, if it says so; a begun one counts whole."""
    try:
        limit, period = map(int, _QUOTA.read_text().split())
        return math.ceil(limit / period)
    except (OSError, ValueError, ZeroDivisionError):  # there is none, or no limit: “max 100000”
        return None

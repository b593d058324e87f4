"""What is installed beside this package."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def installed() -> list[str]:
    """Return the name and version of each installed package, as its folder tells them."""
    folders = (path for path in sys.path if path.endswith("-packages") and Path(path).is_dir())
    names = (entry.name for folder in folders for entry in os.scandir(folder))
    return sorted(name for name in names if name.endswith("-info"))

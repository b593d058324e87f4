"""Imported first by the fork server: what it imports stays, so nothing is collected meanwhile.

That takes a sixth of the time from the imports; each process forked from it collects again.
"""

from __future__ import annotations

import gc

gc.disable()

"""Imported first by the fork server, which neither tidies up nor is interrupted while it imports.

What it imports stays, so nothing is collected meanwhile: that takes a sixth of the time from the
imports. Whoever presses Ctrl-C means the command that started it, and that ends it; it has been
started with this signal held back. Each process forked from it collects and is interrupted again.
"""

from __future__ import annotations

import gc
import os
import signal

SERVER = os.getpid()
"""The fork server, as it and each process forked from it knows it."""

gc.disable()
signal.signal(signal.SIGINT, signal.SIG_IGN)
if hasattr(signal, "pthread_sigmask"):
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})

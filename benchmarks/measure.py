"""Time and peak memory of a command and all the processes that it starts."""

from __future__ import annotations

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True)
class Run:
    """One run: wall-clock seconds, and MiB of memory at the peak (shared pages counted once)."""

    seconds: float
    peak: float


@dataclass(frozen=True)
class Result:
    """The runs of one contestant."""

    name: str
    runs: tuple[Run, ...]

    @property
    def seconds(self) -> float:
        """The median wall-clock time."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def peak(self) -> float:
        """The highest memory of any run, in MiB."""
        return max(run.peak for run in self.runs)


def measure(line: str, folder: Path, log: Path, memory: bool = False) -> Run:
    """Run a line of the shell in `folder`; its output goes to `log`.

    Raises
    ------
    SystemExit
        If the command fails: a time of something that did not work is no time.
    """
    with log.open("w") as file:
        begun = time.perf_counter()
        process = subprocess.Popen(line, shell=True, cwd=folder, stdout=file, stderr=file)
        watch = _Watch(process.pid) if memory else None
        code = process.wait()
        seconds = time.perf_counter() - begun
    if code:
        raise SystemExit(f"{line}\nended with {code}; its output is in {log}")
    return Run(seconds, watch.stop() if watch else 0.0)


class Neighbours:
    """What other guests of the same host take of the processors, from now on; Linux tells it."""

    def __init__(self) -> None:
        self._begun, self._taken = time.perf_counter(), _stolen()

    @property
    def share(self) -> float:
        """The share of the processors' time, from 0 to 1; 0 where nothing is told."""
        seconds = (time.perf_counter() - self._begun) * (os.cpu_count() or 1)
        return (_stolen() - self._taken) / seconds


def _stolen() -> float:
    return float(getattr(psutil.cpu_times(), "steal", 0.0))


def ratio(one: Result, other: Result) -> float:
    """Return the ratio of the medians; that of a single pair of runs may be quite another."""
    return one.seconds / other.seconds


class _Watch:
    """Samples the memory of a process and its descendants until stopped."""

    def __init__(self, pid: int) -> None:
        self._process, self._peak = psutil.Process(pid), 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample)
        self._thread.start()

    def stop(self) -> float:
        self._over.set()
        self._thread.join()
        return self._peak

    def _sample(self) -> None:
        while not self._over.wait(0.2):
            self._peak = max(self._peak, sum(map(_share, _family(self._process))))


def _family(process: psutil.Process) -> Sequence[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def _share(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().pss) / 2**20
    except psutil.Error:
        return 0.0

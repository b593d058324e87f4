"""``make bench``: this project beside its peers, on the same chapters and machine, in one run."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import report
import rounds
from measure import Neighbours, Result, Run
from peers import present


def main() -> None:
    """Measure, and write ``results.md``, ``results.csv`` and ``results.svg`` beside this file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each contestant")
    runs = parser.parse_args().runs
    executions: dict[str, list[Run]] = {}
    idle: dict[str, list[Run]] = {}
    builds: dict[str, list[Run]] = {}
    neighbours = Neighbours()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(runs):
            for peer, first, again in rounds.peers(Path(folder)):
                _note(executions, peer.name, first)
                if again:
                    _note(idle, peer.name, again)
            for name, run in rounds.builds(Path(folder), number):
                _note(builds, name, run)
    report.write(*map(_results, (executions, idle, builds)), present(), neighbours.share)


def _note(found: dict[str, list[Run]], name: str, run: Run) -> None:
    print(f"{name}: {run.seconds:.2f} s{f', {run.peak:.0f} MiB' if run.peak else ''}", flush=True)
    found.setdefault(name, []).append(run)


def _results(found: dict[str, list[Run]]) -> dict[str, Result]:
    return {name: Result(name, tuple(runs)) for name, runs in found.items()}


if __name__ == "__main__":
    main()

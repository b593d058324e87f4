"""``make bench``: this project beside its peers, on the same chapters and machine, in one run."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import report
from copies import add_cases, fresh
from measure import Result, Run, measure
from peers import BIN, OURS, present

from helpers.pipeline.project import find_project

BUILD = f"{BIN}/rspbook build --renderer builtin"
MANY = 100_000


def main() -> None:
    """Measure, and write ``results.md``, ``results.csv`` and ``results.svg`` beside this file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each contestant")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        area = Path(folder)
        peers = _peers(area, runs)
        builds = _builds(area, runs)
    report.write(peers, builds)


def _peers(area: Path, runs: int) -> list[Result]:
    """Run all in turn, A B C A B C: what slows the machine for a while slows each of them."""
    times: dict[str, list[Run]] = {peer.name: [] for peer in present()}
    for number in range(runs + 1):
        for peer in present():
            project = fresh(area / "project")
            chapters = list(find_project(project).chapters)
            run = measure(peer.command(chapters), project, area / "log")
            print(f"{peer.name}: {run.seconds:.2f} s{'' if number else ' (warming up)'}")
            times[peer.name] += [run] if number else []
    return [Result(name, tuple(found)) for name, found in times.items()]


def _builds(area: Path, runs: int) -> dict[str, Result]:
    found: dict[str, list[Run]] = {}
    for number in range(runs):
        for name, run in _one_round(area, number):
            print(f"{name}: {run.seconds:.2f} s, {run.peak:.0f} MiB")
            found.setdefault(name, []).append(run)
    return {name: Result(name, tuple(all_)) for name, all_ in found.items()}


def _one_round(area: Path, number: int) -> list[tuple[str, Run]]:
    """Build from nothing, again, with one more case, and with very many."""
    log, project = area / "log", fresh(area / "project")
    execution = measure(OURS.command([]), project, log)
    project = fresh(area / "project")
    cold = measure(BUILD, project, log, memory=True)
    again = measure(BUILD, project, log)
    add_cases(project, 1 + number)
    one_more = measure(BUILD, project, log)
    project = fresh(area / "project")
    add_cases(project, MANY)
    many = measure(BUILD, project, log, memory=True)
    return [
        (report.EXECUTION, execution),
        (report.COLD, cold),
        (report.AGAIN, again),
        (report.ONE_MORE, one_more),
        (report.MANY, many),
    ]


if __name__ == "__main__":
    main()

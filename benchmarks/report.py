"""The table and the plot that a benchmark leaves."""

from __future__ import annotations

import csv
import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure
from measure import Result, ratio
from peers import LOOP, OURS

from helpers.pipeline.cache import write_atomically

HERE = Path(__file__).parent
EXECUTION = "all chapters executed from nothing"
COLD = "whole build from nothing, HTML and PDF"
AGAIN = "build with nothing to do"
ONE_MORE = "a case added, until HTML and PDF are there"
MANY = "whole build from nothing, 100 000 made-up cases more"


def write(peers: Sequence[Result], builds: Mapping[str, Result]) -> None:
    """Write ``results.csv``, ``results.md`` and ``results.svg``."""
    with (HERE / "results.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["what", "run", "seconds", "peak_mib"])
        for result in [*peers, *builds.values()]:
            for number, run in enumerate(result.runs, start=1):
                writer.writerow([result.name, number, f"{run.seconds:.3f}", f"{run.peak:.0f}"])
    write_atomically(HERE / "results.md", _text(peers, builds).encode())
    _plot(peers)


def _text(peers: Sequence[Result], builds: Mapping[str, Result]) -> str:
    by_name = {result.name: result for result in peers}
    rows = [f"| {r.name} | {r.seconds:.2f} | {ratio(r, by_name[OURS.name]):.1f} |" for r in peers]
    return "\n".join(
        [
            "# Benchmark",
            "",
            f"Medians of {len(peers[0].runs)} runs in turn on {_machine()}; ratios pair by pair.",
            "",
            "| all chapters executed from nothing | seconds | times ours |",
            "| --- | ---: | ---: |",
            *rows,
            "",
            "| build | seconds | peak memory, MiB |",
            "| --- | ---: | ---: |",
            *(f"| {r.name} | {r.seconds:.2f} | {_peak(r)} |" for r in builds.values()),
            "",
            "| bar | asked | measured |",
            "| --- | ---: | ---: |",
            *_bars(by_name, builds),
            "",
        ]
    )


def _bars(peers: Mapping[str, Result], builds: Mapping[str, Result]) -> list[str]:
    loop = ratio(peers[LOOP.name], peers[OURS.name])
    added = ratio(builds[ONE_MORE], builds[EXECUTION])
    many = ratio(builds[MANY], builds[COLD])
    return [
        f"| papermill's command in a loop, times our execution | ≥ 6 | {loop:.1f} |",
        f"| a case added, times the cold execution | ≤ 1.3 | {added:.2f} |",
        f"| 100 000 cases more, times the cold build | < 4 | {many:.2f} |",
        f"| peak memory at 100 000 cases more, MiB | < 1024 | {builds[MANY].peak:.0f} |",
    ]


def _peak(result: Result) -> str:
    return f"{result.peak:.0f}" if result.peak else "–"


def _machine() -> str:
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"{system}, Python {platform.python_version()}"


def _plot(peers: Sequence[Result]) -> None:
    ordered = sorted(peers, key=lambda result: -result.seconds)
    figure = Figure(figsize=(6.5, 0.4 * len(ordered) + 0.7), layout="constrained")
    axes = figure.subplots()
    names = [result.name for result in ordered]
    colours = ["#0072B2" if name == OURS.name else "#999999" for name in names]
    axes.barh(names, [result.seconds for result in ordered], color=colours)
    for place, result in enumerate(ordered):
        axes.text(result.seconds, place, f" {result.seconds:.1f} s", va="center")
        axes.plot([run.seconds for run in result.runs], [place] * len(result.runs), "k|", ms=6)
    axes.set_xlabel("seconds to execute all chapters from nothing (bar: median, marks: runs)")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(left=False)
    with mpl.rc_context({"svg.hashsalt": "benchmark"}):
        figure.savefig(HERE / "results.svg", metadata={"Date": None})

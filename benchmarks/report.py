"""The table and the plot that a benchmark leaves."""

from __future__ import annotations

import csv
import operator
import os
import platform
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure
from measure import Result, ratio
from peers import LOOP, OURS, Peer
from rounds import (
    AGAIN,
    COLD,
    EXECUTION,
    EXECUTION_AGAIN,
    EXECUTION_BEFORE,
    LARGE,
    ONE_MORE,
    PREVIEWED_CASE,
    STAYED,
    WATCHED,
    WORD,
)

from helpers.pipeline.cache import write_atomically

HERE = Path(__file__).parent

Results = Mapping[str, Result]

_MEETS = {"≥": operator.ge, "<": operator.lt, "≤": operator.le}


def write(
    executions: Results, idle: Results, builds: Results, peers: Collection[Peer], taken: float
) -> None:
    """Write ``results.csv``, ``results.md`` and ``results.svg``.

    Parameters
    ----------
    executions, idle : mapping of str to Result
        Of the peers: from nothing, and with nothing changed.
    builds : mapping of str to Result
        Of this project.
    peers : collection of Peer
    taken : float
        The share of the processors' time that others took meanwhile, from 0 to 1.
    """
    named = {f"{name}, nothing changed": result for name, result in idle.items()}
    with (HERE / "results.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["what", "run", "seconds", "peak_mib"])
        for name, result in {**executions, **named, **builds}.items():
            for number, run in enumerate(result.runs, start=1):
                peak = f"{run.peak:.0f}" if run.peak else ""
                writer.writerow([name, number, f"{run.seconds:.3f}", peak])
    text = "\n".join(_lines(executions, idle, builds, peers, taken))
    write_atomically(HERE / "results.md", text.encode())
    _plot(list(executions.values()))


def _lines(
    executions: Results, idle: Results, builds: Results, peers: Collection[Peer], taken: float
) -> Iterator[str]:
    runs = len(executions[OURS.name].runs)
    yield "# Benchmark\n"
    cases = len(builds[ONE_MORE].runs)
    yield f"Medians of {runs} runs in turn on {_machine()}; ratios are those of the medians."
    yield f"A case is added {cases} times in each way, each time after one more execution."
    if taken:
        yield f"Others on the same host took {taken:.0%} of the processors' time meanwhile."
    yield "Jupyter Book and Quarto render what they execute; Quarto executes it for each format.\n"
    yield "| chapters executed from nothing | seconds | times ours | nothing changed, seconds |"
    yield "| --- | ---: | ---: | ---: |"
    for name, result in executions.items():
        again = f"{idle[name].seconds:.2f}" if name in idle else "the same"
        again = f"{builds[AGAIN].seconds:.2f}" if name == OURS.name else again
        times = ratio(result, executions[OURS.name])
        yield f"| {name} | {result.seconds:.2f} | {times:.1f} | {again} |"
    yield "\n| build | seconds | peak memory, MiB |"
    yield "| --- | ---: | ---: |"
    for name, result in builds.items():
        yield f"| {name} | {result.seconds:.2f} | {f'{result.peak:.0f}' if result.peak else ''} |"
    yield "\n| what is asked | bar | measured | met |"
    yield "| --- | ---: | ---: | --- |"
    for what, sign, bar, found, digits in _bars(executions, idle, builds, peers):
        met = "yes" if _MEETS[sign](found, bar) else "**no**"
        yield f"| {what} | {sign} {bar:g} | {found:.{digits}f} | {met} |"
    yield ""


def _bars(
    executions: Results, idle: Results, builds: Results, peers: Collection[Peer]
) -> Iterator[tuple[str, str, float, float, int]]:
    """Yield what is asked, how it is compared with which bar, what was found, with what digits."""
    loop = ratio(executions[LOOP.name], executions[OURS.name])
    yield "papermill's command in a loop, times our execution", "≥", 6, loop, 1
    both = [ratio(executions[p.name], builds[COLD]) for p in peers if p.makes >= {"html", "pdf"}]
    if both:
        yield "fastest peer with HTML and PDF, times our build", "≥", 5, min(both), 1
    yield "nothing to do, seconds", "<", 0.5, builds[AGAIN].seconds, 2
    others = [ratio(builds[AGAIN], idle[p.name]) for p in peers if p.again]
    yield "nothing to do, of the fastest peer's time", "<", 0.1, max(others), 3
    yield "a word changed, seconds until the HTML is there", "<", 2, builds[WORD].seconds, 2
    stayed = ratio(builds[STAYED], builds[EXECUTION_BEFORE])
    yield "a case added, as in a terminal, times the execution from nothing", "≤", 1.3, stayed, 2
    previewed = ratio(builds[PREVIEWED_CASE], builds[EXECUTION_AGAIN])
    yield "the same in a preview", "≤", 1.3, previewed, 2
    added = ratio(builds[ONE_MORE], builds[EXECUTION])
    yield "the same where no build stayed ready, as in a script", "≤", 1.3, added, 2
    large = ratio(builds[LARGE], builds[COLD])
    yield "100 000 cases more, times the build from nothing", "<", 4, large, 2
    yield "100 000 cases more, peak memory in MiB", "<", 1024, builds[WATCHED].peak or 0, 0


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
        last = max(run.seconds for run in result.runs)
        axes.text(last, place, f" {result.seconds:.1f} s", va="center")
        axes.plot([run.seconds for run in result.runs], [place] * len(result.runs), "k|", ms=6)
    axes.set_xlabel("seconds to execute all chapters (bar: median, marks: runs)")
    axes.margins(x=0.12)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(left=False)
    with mpl.rc_context({"svg.hashsalt": "benchmark"}):
        figure.savefig(HERE / "results.svg", metadata={"Date": None})

"""One round of each measurement; the runs of all contestants take turns."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from copies import add_cases, change_word, fresh, keep_executions
from measure import Result, Run, measure
from peers import BIN, OURS, Peer, present
from previewed import PAUSE, previewed

from helpers.pipeline.project import find_project

BUILD = f"{BIN}/rspbook build --renderer builtin"
MANY = 100_000
CASES = 3
"""How often in each round a case is added: the speed of machines varies more than these times."""

EXECUTION = "all chapters executed from nothing"
EXECUTION_AGAIN = "all chapters executed once more, while a preview waits"
EXECUTION_BEFORE = "all chapters executed once more, while a build stays ready"
COLD = "whole build from nothing, HTML and PDF"
AGAIN = "build with nothing to do"
WORD = "a word changed, until the HTML is there"
ONE_MORE = "a case added, until HTML and PDF are there"
STAYED = "a case added, done by the build that stayed ready"
PREVIEWED_WORD = "a word changed in a preview, until HTML and PDF are there"
PREVIEWED_CASE = "a case added in a preview, until HTML and PDF are there"
LARGE = "whole build from nothing, 100 000 made-up cases more"
WATCHED = "the same, while its memory is watched, which slows it"

Timed = tuple[str, Run]


def peers(area: Path) -> Iterator[tuple[Peer, Run, Run | None]]:
    """Let each contestant work from nothing and, if it can tell, once more with nothing changed."""
    for peer in present():
        project = fresh(area / "project")
        keep_executions(project)
        chapters = list(find_project(project).chapters)
        first = measure(peer.command(chapters), project, area / "log")
        again = peer.again and measure(peer.again(chapters), project, area / "log")
        yield peer, first, again or None


def builds(area: Path, number: int) -> Iterator[Timed]:
    """Build from nothing, again, with one more case, with a word changed, with very many cases."""
    log, project = area / "log", fresh(area / "project")
    yield COLD, measure(BUILD, project, log)
    again = Result(AGAIN, tuple(measure(BUILD, project, log) for _ in range(5)))
    yield AGAIN, Run(again.seconds, 0.0)  # so short that one run says little
    for seed in _seeds(number):
        yield EXECUTION, _executed(area)
        add_cases(project, 1, seed)
        yield ONE_MORE, measure(BUILD, project, log)
    measure(f"{BUILD} --to html", project, log)
    change_word(project)
    yield WORD, measure(f"{BUILD} --to html", project, log)
    yield from _stays(area, number)
    yield from _previews(area, number)
    project = fresh(area / "project")
    add_cases(project, MANY)
    yield LARGE, measure(BUILD, project, log)
    shutil.rmtree(project / "build")
    shutil.rmtree(project / "_book")
    yield WATCHED, measure(BUILD, project, log, memory=True)


def _executed(area: Path) -> Run:
    """Execute all chapters from nothing, near what is compared: the machine's speed varies."""
    return measure(OURS.command([]), fresh(area / "executed"), area / "log")


def _seeds(number: int) -> range:
    return range(number * CASES, (number + 1) * CASES)


def _stays(area: Path, number: int) -> Iterator[Timed]:
    project, line = fresh(area / "project"), f"{BUILD} --daemon 60"
    measure(line, project, area / "log")
    for seed in _seeds(number):
        time.sleep(PAUSE)
        yield EXECUTION_BEFORE, _executed(area)
        add_cases(project, 1, seed)
        yield STAYED, measure(line, project, area / "log")
    time.sleep(PAUSE)  # what is prepared now is not to run beside what is measured next


def _previews(area: Path, number: int) -> Iterator[Timed]:
    project, log = fresh(area / "project"), area / "log"
    measure(BUILD, project, log)
    with previewed(project, area / "preview.log") as timed:  # the other log is written anew
        for seed in _seeds(number):
            time.sleep(PAUSE)
            yield EXECUTION_AGAIN, _executed(area)
            yield PREVIEWED_CASE, timed(partial(add_cases, project, 1, seed))
        yield PREVIEWED_WORD, timed(lambda: change_word(project))

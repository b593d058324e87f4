"""What a build is asked for by the command line."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from helpers.cli.parameters import assigned, folder_named, of_file
from helpers.errors import BookError
from helpers.pipeline.names import DATA_PARAMETER
from helpers.pipeline.parameters import Value, confine
from helpers.pipeline.project import Project, seen_from

_FORMATS = frozenset({"html", "pdf"})


class Request(NamedTuple):
    """What the command line asks for, unchecked."""

    data: Path | None
    params: Path | None
    assignments: list[str]
    renderer: str
    formats: str
    output: Path | None
    jobs: int
    timeout: float
    engine: str
    explain: bool
    daemon: float | None = None


def parameters_of(request: Request, project: Project) -> dict[str, Value]:
    """Join the parameter file, ``-p`` and ``--data``, the later ones winning."""
    given: dict[str, Value] = of_file(request.params) if request.params else {}
    given |= dict(map(assigned, request.assignments))
    confine(project.root, given)
    folder_named(project.root, given)
    if request.data is not None:
        given[DATA_PARAMETER] = seen_from(project.root, request.data.resolve())
    return given


def wanted(text: str) -> frozenset[str]:
    """Return the formats that ``--to`` names; BookError if there is none or another."""
    formats = frozenset(part.strip() for part in text.split(",") if part.strip())
    if not formats or formats - _FORMATS:
        raise BookError(f"--to {text}: a book is rendered to html, pdf or html,pdf")
    return formats


def check_engine(engine: str) -> None:
    """Refuse what is no engine.

    Raises
    ------
    BookError
        It is neither ``warm`` nor ``standard``.
    """
    if engine not in ("warm", "standard"):
        raise BookError(f"--engine {engine}: allowed are warm and standard")

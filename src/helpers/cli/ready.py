"""A build that waits until it is wanted, with all done that can be done before.

The packages are imported, here and in the process from which the chapters will be forked, and Typst
has set the last text. ``python -m helpers.cli.ready CODE OPTIONS`` takes the `code` that it is made
of and the options of ``rspbook build``. It builds when it hears `GO` on standard input, which then
ends; if that ends without a word, it does nothing.

What it needs is imported within a function: each process of a chapter imports this module again.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

GO = b"go"

_LATER = (
    "helpers.cli.progress",
    "helpers.pipeline.build",
    "helpers.pipeline.lint.bibliographies",
)
"""What a build imports only when it knows that there is something to do."""


def code() -> str:
    """Return a hash of the code of this package and of what is installed beside it."""
    from helpers.pipeline.hashing import as_json, digest
    from helpers.pipeline.standing import package

    return digest(as_json(package()).encode())


def run(arguments: Sequence[str]) -> None:
    """Prepare, wait, build; anew where what was prepared is no longer good.

    Raises
    ------
    BookError
        As ``rspbook build``.
    SystemExit
        Likewise.
    """
    from helpers.errors import BookError

    of, *options = arguments
    with contextlib.ExitStack() as stack:
        try:
            build = _prepared(options, stack)
        except BookError:  # it may be mended until then
            build = None
        if sys.stdin.buffer.read() != GO:
            return
        if build and code() == of:
            build()
            return
    done = subprocess.run([sys.executable, "-m", "helpers", "build", *options], check=False)
    sys.exit(done.returncode)


def _prepared(options: list[str], stack: contextlib.ExitStack) -> Callable[[], None]:
    from helpers.cli import app
    from helpers.cli.build import build
    from helpers.cli.making import memory, workers
    from helpers.cli.request import Request, wanted
    from helpers.pipeline.project import find_project
    from helpers.render import choose

    request, project = Request(**app.parsed("build", options)), find_project(Path.cwd())
    renderer = choose(request.renderer)
    prepared = renderer.prepared(wanted(request.formats), memory(project), alike=True)
    begun = renderer._replace(begun=stack.enter_context(prepared))
    workers(request, project, later=True).warm_up()
    for name in _LATER:
        import_module(name)
    return partial(build, request, begun)


if __name__ == "__main__":
    from helpers.cli import main

    main(run)

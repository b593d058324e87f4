"""A build that waits until it is wanted, with all done that can be done before.

The packages are imported, here and in the process from which the chapters will be forked, and Typst
has set the last text. ``python -m helpers.cli.ready CODE OPTIONS`` takes the `code` that it is made
of and the options of ``rspbook build``. It builds when it hears `GO` on standard input, which then
ends; if that ends without a word, it does nothing. It ends with `DECLINED` if it is not what
``rspbook build`` would be by now.

What it needs is imported within a function: each process of a chapter imports this module again.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import helpers
from helpers.pipeline.standby import DECLINED

if TYPE_CHECKING:
    from helpers.cli.request import Request
    from helpers.render import Renderer

GO = "go"

_PRACTICE = "helpers.cli.practice"

_ALSO = (
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
    """Prepare, wait, build.

    Raises
    ------
    BookError
        As ``rspbook build``.
    SystemExit
        Likewise; with `DECLINED` where what was prepared is no longer good.
    """
    from helpers.cli import app
    from helpers.cli.request import Request

    of, *options = arguments
    request = Request(**app.parsed("build", options))
    with contextlib.ExitStack() as stack:
        build = prepared(request, stack)
        if sys.stdin.read() != GO:
            return
        if build is None or code() != of:
            sys.exit(DECLINED)
        build(request)


def prepared(request: Request, stack: contextlib.ExitStack) -> Callable[[Request], None] | None:
    """Do what can be done before a build like `request`; return what then builds.

    None if anything is wrong: it may be mended until then.
    """
    with contextlib.suppress(Exception):
        return _prepared(request, stack)
    return None


def _prepared(request: Request, stack: contextlib.ExitStack) -> Callable[[Request], None]:
    from helpers.cli.making import memory, workers
    from helpers.cli.request import wanted
    from helpers.errors import BookError
    from helpers.pipeline.hashing import forget
    from helpers.pipeline.plan import plan, preload
    from helpers.pipeline.project import find_project
    from helpers.pipeline.workers import HELD
    from helpers.render import choose

    project, renderer = find_project(Path.cwd()), choose(request.renderer)
    beginning = renderer.prepared(wanted(request.formats), memory(project))
    begun = renderer._replace(begun=stack.enter_context(beginning))
    chapters = filter(_is_installed, preload(project))
    workers(request, *chapters, _PRACTICE, HELD).warm_up_and_wait()
    for name in _ALSO:
        import_module(name)
    with contextlib.suppress(BookError, OSError):  # it will be told then
        plan(project, {})  # which modules use which, and what is installed, is known from here on
    forget()
    return partial(_build, begun)


def _is_installed(module: str) -> bool:
    """Tell whether a module is one that `code` knows of, not one that lies beside a project."""
    top = module.partition(".")[0]
    if top == helpers.__name__ or top in sys.stdlib_module_names:
        return True
    found = find_spec(top)
    return bool(found and found.origin and "-packages" in found.origin)


def _build(begun: Renderer, request: Request) -> None:
    from helpers.cli.build import build
    from helpers.render import choose

    if choose(request.renderer) != begun._replace(begun=None):
        sys.exit(DECLINED)
    build(request, begun)


if __name__ == "__main__":
    from helpers.cli import main

    main(run)

"""The commands of ``rspbook``, each found by its name; it imports what it needs when it runs."""

from __future__ import annotations

import sys
from argparse import SUPPRESS, Action, ArgumentParser
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

from helpers.cli.commands import COMMANDS
from helpers.errors import meant, visible

_NAMED = {declare.__name__: declare for declare in COMMANDS}


def run(arguments: Sequence[str]) -> None:
    """Run the command that `arguments` ask for.

    Raises
    ------
    BookError
        With one message that says what to mend.
    SystemExit
        With 2 if there is no such command or it takes no such arguments; with what the command
        tells by its exit code; with 0 after ``--help`` and ``--version``.
    """
    if not arguments:
        _top().print_help(sys.stderr)
        sys.exit(2)
    name, *rest = arguments
    if name not in _NAMED:
        if not name.startswith("-"):
            _top().error(_unknown(name))
        _top().parse_args(arguments)  # tells the help or the version, or what is wrong
        _top().error("the command comes first")
    import_module(f"helpers.cli.{name}").run(**parsed(name, rest))


def parsed(name: str, arguments: Sequence[str]) -> dict[str, Any]:
    """Return what a command is given by `arguments`, by the names that it takes.

    Raises
    ------
    SystemExit
        With 2 if it takes no such arguments; with 0 after ``--help``.
    """
    command = _Parser(f"rspbook {name}", description=_NAMED[name].__doc__)
    _NAMED[name](command)
    found, further = command.parse_known_intermixed_args(arguments)
    values = vars(found)
    if "further" in values:
        values["further"] = further
    elif further:
        command.error(f"it does not take {' '.join(further)}")
    return values


def _unknown(name: str) -> str:
    hint = meant(name, _NAMED) or f"there are {', '.join(_NAMED)}"
    return f"there is no command {name}; {hint}"


def _top() -> ArgumentParser:
    """Return what tells which commands there are."""
    about = "Build and check the living review of IgG4-related spinal pachymeningitis."
    top = _Parser("rspbook", description=about)
    version = "tell the version and exit"
    top.add_argument("-V", "--version", action=_Version, nargs=0, dest=SUPPRESS, help=version)
    commands = top.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", required=True
    )
    for name, declare in _NAMED.items():
        commands.add_parser(name, help=declare.__doc__)
    return top


class _Parser(ArgumentParser):
    """Takes options by their full names; says in one line what is wrong."""

    def __init__(self, prog: str, **options: Any) -> None:
        super().__init__(prog, allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {visible(message)} ({self.prog} --help tells what it takes)\n")


class _Version(Action):
    """Tells the version, which is looked up only then."""

    def __call__(self, parser: ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print("rspbook", version("igg4-rsp-review"))
        parser.exit()

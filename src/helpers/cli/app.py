"""The commands of ``rspbook``, each found by its name; it imports what it needs when it runs."""

from __future__ import annotations

import sys
from argparse import SUPPRESS, Action, ArgumentParser
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

from helpers.cli.commands import COMMANDS
from helpers.errors import visible


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
    top, commands = _parsers()
    if not arguments:
        top.print_help(sys.stderr)
        sys.exit(2)
    name = arguments[0]
    if name not in commands:
        top.parse_args(arguments)  # tells the help or the version, or what is wrong
    found, further = commands[name].parse_known_intermixed_args(arguments[1:])
    values = vars(found)
    if "further" in values:
        values["further"] = further
    elif further:
        commands[name].error(f"it does not take {' '.join(further)}")
    import_module(f"helpers.cli.{name}").run(**values)


def _parsers() -> tuple[ArgumentParser, dict[str, ArgumentParser]]:
    """Return what reads the command line, and what reads the part of each command."""
    about = "Build and check the living review of IgG4-related spinal pachymeningitis."
    top = _Parser("rspbook", description=about)
    version = "tell the version and exit"
    top.add_argument("-V", "--version", action=_Version, nargs=0, dest=SUPPRESS, help=version)
    commands = top.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", required=True
    )
    for declare in COMMANDS:
        text = declare.__doc__
        declare(commands.add_parser(declare.__name__, help=text, description=text))
    return top, dict(commands.choices)


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

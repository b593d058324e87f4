"""What each command of ``rspbook`` takes: a function of its name, whose docstring is its help.

What it does is the function ``run`` in the module of the same name, which takes the values by the
names that they have here.
"""

from __future__ import annotations

from argparse import ArgumentParser
from functools import partial
from pathlib import Path

from helpers.cli.values import port, seconds, whole_number

_DEFAULT = "(default: %(default)s)"


def build(command: ArgumentParser) -> None:
    """Build the book: validate the data, run the chapters that changed, render HTML and PDF."""
    option = command.add_argument
    _takes_data(command)
    option("--params", metavar="FILE", type=Path, help="a parameter set, in YAML")
    _takes_parameters(command, "NAME=VALUE", "one parameter")
    _takes_renderer(command)
    formats = f"html, pdf or both with a comma {_DEFAULT}"
    option("--to", metavar="FORMATS", dest="formats", default="html,pdf", help=formats)
    folder = "folder of the book (default: as _quarto.yml says)"
    option("--output", metavar="FOLDER", type=Path, help=folder)
    _takes_jobs(command, "chapters")
    time = f"that a chapter may take; 0: any {_DEFAULT}"
    option("--timeout", metavar="SECONDS", type=seconds, default=0, help=time)
    engine = f"warm, where processes can be forked, or standard {_DEFAULT}"
    option("--engine", metavar="NAME", default="warm", help=engine)
    option("--explain", action="store_true", help="say why each chapter ran or did not")
    stay = "that a build stays ready for the next, on Linux (default: 300 in a terminal, else 0)"
    option("--daemon", metavar="SECONDS", type=seconds, help=stay)


def validate(command: ArgumentParser) -> None:
    """Check the dataset: types, allowed values, keys, and the rules between fields."""
    _takes_data(command)


def lint(_: ArgumentParser) -> None:
    """Check the chapters: no typed numbers, references, labels, captions, stored outputs."""


def verify(command: ArgumentParser) -> None:
    """Check a book against its manifest and name every file that was altered."""
    book = Path("_book")  # argparse forgets it when it writes the help
    folder = f"folder of the book (default: {book})"
    command.add_argument("book", metavar="BOOK", type=Path, nargs="?", default=book, help=folder)


def preview(command: ArgumentParser) -> None:
    """Serve the book, rebuild what a change makes stale, reload the browser."""
    number = f"port on this machine; 0: any free one {_DEFAULT}"
    command.add_argument("--port", metavar="NUMBER", type=port, default=4848, help=number)
    command.set_defaults(further=[])
    command.epilog = "Further options are those of `rspbook build`."


def sweep(command: ArgumentParser) -> None:
    """Count under many parameter sets and write one tidy table of quantities."""
    option = command.add_argument
    option("files", metavar="FILE", type=Path, nargs="*", help="a parameter set, in YAML")
    _takes_parameters(command, "NAME=A,B,C", "a grid")
    _takes_data(command)
    output = Path("build/sweep.csv")
    option("--output", metavar="FILE", type=Path, default=output, help=f"the table {_DEFAULT}")
    _takes_jobs(command, "sets")
    option("--scheduler", metavar="ADDRESS", help="of a Dask scheduler, tcp://host:port")


def quantities(command: ArgumentParser) -> None:
    """Print every number of the data, without building the book."""
    option = command.add_argument
    _takes_data(command)
    option("--json", dest="json_wanted", action="store_true", help="as a JSON list")
    cohort = f"the part of the cases to count {_DEFAULT}"
    option("--cohort", metavar="NAME", default="all", help=cohort)


def diff(command: ArgumentParser) -> None:
    """Show what changed: cases, numbers and the cases behind them, tables and figures."""
    option = command.add_argument
    option("old", metavar="OLD", help="a git revision, folder with data, or built book")
    option("new", metavar="NEW", nargs="?", help="likewise (default: the data of the working tree)")
    forms = f"text, markdown, html or json {_DEFAULT}"
    option("--format", metavar="FORM", dest="form", default="text", help=forms)
    full = "with every number, table and figure in full"
    option("--all", dest="everything", action="store_true", help=full)
    option("--output", metavar="FILE", type=Path, help="file to write instead")
    option("--exit-code", action="store_true", help="exit with 1 if anything differs")


def compare(command: ArgumentParser) -> None:
    """Check that two books are the same: pages, numbers, and the sheets behind figures."""
    command.add_argument("one", metavar="ONE", type=Path, help="folder of a book")
    command.add_argument("other", metavar="OTHER", type=Path, help="folder of another")


def release(command: ArgumentParser) -> None:
    """Check everything, build, and pack the book with its evidence into dist/."""
    command.add_argument("version", metavar="VERSION", help="three numbers, as in CITATION.cff")
    _takes_renderer(command)


def _takes_data(command: ArgumentParser) -> None:
    folder = "folder of the dataset (default: the project's data)"
    command.add_argument("--data", metavar="FOLDER", type=Path, help=folder)


def _takes_parameters(command: ArgumentParser, form: str, what: str) -> None:
    option, again = partial(command.add_argument, "-p", "--parameter"), f"{what}; may be repeated"
    option(metavar=form, dest="assignments", action="append", default=[], help=again)


def _takes_renderer(command: ArgumentParser) -> None:
    names = f"auto, quarto or builtin {_DEFAULT}"
    command.add_argument("--renderer", metavar="NAME", default="auto", help=names)


def _takes_jobs(command: ArgumentParser, what: str) -> None:
    number = f"{what} at once; 0: all cores {_DEFAULT}"
    command.add_argument("--jobs", metavar="NUMBER", type=whole_number, default=0, help=number)


COMMANDS = (
    *(build, validate, lint, verify, preview),
    *(sweep, quantities, diff, compare, release),
)

"""The commands of ``rspbook``; each imports what it needs when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _tell_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"rspbook {version('igg4-rsp-review')}")
        raise typer.Exit


@app.callback()
def rspbook(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the version."),
    ] = False,
) -> None:
    """Build and check the living review of IgG4-related spinal pachymeningitis."""


DataOption = Annotated[
    Path | None, typer.Option("--data", help="Folder of the dataset (default: the project's data).")
]


@app.command()
def build(
    data: DataOption = None,
    params: Annotated[Path | None, typer.Option(help="Parameter set, a YAML file.")] = None,
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", help="One parameter, NAME=VALUE.")
    ] = None,
    renderer: Annotated[str, typer.Option(help="auto, quarto or builtin.")] = "auto",
    to: Annotated[str, typer.Option(help="Formats, separated by commas.")] = "html,pdf",
    output: Annotated[Path | None, typer.Option(help="Folder of the book.")] = None,
    jobs: Annotated[int, typer.Option(min=0, help="Chapters at once; 0: all cores.")] = 0,
    timeout: Annotated[float, typer.Option(help="Seconds a chapter may take; 0: any.")] = 0,
    engine: Annotated[str, typer.Option(help="warm or standard.")] = "warm",
    explain: Annotated[bool, typer.Option(help="Say why each chapter ran or did not.")] = False,
) -> None:
    """Build the book: validate the data, run the chapters that changed, render HTML and PDF."""
    from helpers.cli.build import Request, run

    run(
        Request(
            data=data,
            params=params,
            assignments=tuple(parameter or ()),
            renderer=renderer,
            formats=to,
            output=output,
            jobs=jobs,
            timeout=timeout,
            engine=engine,
            explain=explain,
        )
    )


@app.command()
def validate(data: DataOption = None) -> None:
    """Check the dataset: types, allowed values, keys, and the rules between fields."""
    from helpers.cli.validate import run

    run(data)


@app.command()
def lint() -> None:
    """Check the chapters: no typed numbers, references, labels, captions, stored outputs."""
    from helpers.cli.lint import run

    run()


@app.command()
def verify(book: Annotated[Path, typer.Argument(help="Folder of a book.")] = Path("_book")) -> None:
    """Check a book against its manifest and name every file that was altered."""
    from helpers.cli.verify import run

    run(book)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def preview(
    context: typer.Context,
    port: Annotated[int, typer.Option(help="Port on this machine; 0: any free one.")] = 4848,
) -> None:
    """Serve the book, rebuild what a change makes stale, reload the browser.

    Further options are those of `rspbook build`.
    """
    from helpers.cli.preview import run

    run(port, context.args)


@app.command()
def sweep(
    params: Annotated[list[Path] | None, typer.Argument(help="Parameter sets, YAML.")] = None,
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", help="A grid, NAME=a,b,c.")
    ] = None,
    data: DataOption = None,
    output: Annotated[Path, typer.Option(help="The table.")] = Path("build/sweep.csv"),
    jobs: Annotated[int, typer.Option(min=0, help="Sets at once; 0: all cores.")] = 0,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask scheduler, tcp://host:port.")
    ] = None,
) -> None:
    """Count under many parameter sets and write one tidy table of quantities."""
    from helpers.cli.sweep import run

    run(params or [], parameter or [], data, output, jobs, scheduler)


@app.command()
def quantities(
    data: DataOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON list.")] = False,
    cohort: Annotated[str, typer.Option(help="The part of the cases to count.")] = "all",
) -> None:
    """Print every number of the data, without building the book."""
    from helpers.cli.quantities import run

    run(data, as_json, cohort)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="A git revision, folder with data, or built book.")],
    new: Annotated[
        str | None, typer.Argument(help="Likewise; by default the data of the working tree.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="text, markdown, html or json.")] = "text",
    everything: Annotated[
        bool, typer.Option("--all", help="With every number, table and figure in full.")
    ] = False,
    output: Annotated[Path | None, typer.Option(help="File to write instead.")] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 if anything differs.")
    ] = False,
) -> None:
    """Show what changed: cases, numbers and the cases behind them, tables and figures."""
    from helpers.cli.diff import run

    run(old, new, form=form, everything=everything, output=output, exit_code=exit_code)


@app.command()
def compare(
    one: Annotated[Path, typer.Argument(help="Folder of a book.")],
    other: Annotated[Path, typer.Argument(help="Folder of another.")],
) -> None:
    """Check that two books hold the same chapters, figures, tables, numbers and references."""
    from helpers.cli.compare import run

    run(one, other)


@app.command()
def release(
    version: Annotated[str, typer.Argument(help="Three numbers, as in CITATION.cff.")],
    renderer: Annotated[str, typer.Option(help="auto, quarto or builtin.")] = "auto",
) -> None:
    """Check everything, build, and pack the book with its evidence into dist/."""
    from helpers.cli.release import run

    run(version, renderer)

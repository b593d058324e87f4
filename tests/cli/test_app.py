import tomllib
from pathlib import Path

from typer.testing import CliRunner

from helpers.cli.app import app


def test_it_tells_its_version() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    done = CliRunner().invoke(app, ["--version"])
    assert (done.exit_code, done.output) == (0, f"rspbook {project['version']}\n")

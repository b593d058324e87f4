"""Running ``rspbook`` in this process, which takes less time than one of its own."""

from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO

from helpers.cli.app import run
from helpers.errors import BookError


@dataclass(frozen=True)
class Done:
    """What came of it; the refusal is the text of a `BookError`, which main would print."""

    exit_code: int
    stdout: str
    stderr: str
    refusal: str = ""


def rspbook(*arguments: object) -> Done:
    """Run ``rspbook`` with these arguments, as texts; any error that is a defect is raised."""
    out, err = StringIO(), StringIO()
    code, refusal = 0, ""
    with redirect_stdout(out), redirect_stderr(err):
        try:
            run([str(one) for one in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        except BookError as error:
            code, refusal = 1, str(error)
    return Done(code, out.getvalue(), err.getvalue(), refusal)

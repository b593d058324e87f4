"""Which chapters run, what they leave, and how they fail."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from helpers.errors import BookError
from helpers.pipeline import fork_server
from helpers.pipeline.execute import Executed, ExecutionError, execute
from helpers.pipeline.modules import FOLDER
from helpers.pipeline.plan import WARM_MODULES, is_outdated, plan, preload
from helpers.pipeline.project import Project, read_project
from helpers.pipeline.workers import Workers

CELLS = (
    "import sys\nprint('out')\nprint('err', file=sys.stderr)\nprint('again')",
    "from IPython.display import Markdown, display\ndisplay(Markdown('*hello*'))\nlimit",
    "class Rich:\n"
    "    def _repr_mimebundle_(self, **_):\n"
    "        return {'text/plain': 'p', 'text/markdown': '**m**',\n"
    "                'application/vnd.rspbook.record+json': {'quantities': [{'id': 'q'}]}}\n"
    "Rich()",
    "md:Values `{python} limit + 1`, `{python} Rich()` and `{python} 'a*b'`.",
    "limit;",
    "type(_).__name__",
    "",
)


def run(project: Project, warm: bool = True, **parameters: object) -> list[Executed]:
    plans = plan(project, parameters)
    return execute(
        project, plans, Workers(WARM_MODULES, jobs=2, timeout=120), warm, tell=lambda _: None
    )


def test_warm_and_standard_engine_leave_the_same_cells(
    project: Project, write: Callable[..., None]
) -> None:
    write(project.root / "chapters" / "one.ipynb", *CELLS)
    warm = run(project, warm=True)
    (project.build / "cache").rename(project.build / "other-cache")
    standard = run(project, warm=False)
    for one, other in zip(warm, standard, strict=True):
        assert one.notebook.cells == other.notebook.cells
    cells = {cell.id: cell for cell in warm[1].notebook.cells}
    assert cells["cell-3"].source == "Values 4, **m** and a\\*b."
    values = [
        {"markdown": "4"},
        {"markdown": "**m**", "record": {"quantities": [{"id": "q"}]}},
        {"markdown": "a\\*b"},
    ]
    assert cells["cell-3"].metadata["inline"] == values
    assert [output.name for output in cells["cell-0"].outputs] == ["stdout", "stderr"]


def test_the_standard_engine_runs_where_nothing_can_be_forked(
    project: Project, write: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fork_server, "IS_THERE", False)
    write(project.root / "chapters" / "one.ipynb", "type(get_ipython()).__name__")
    [output] = run(project)[1].notebook.cells[-1].outputs
    assert output.data["text/plain"] == "'ZMQInteractiveShell'"


def test_what_came_of_data_that_changed_meanwhile_is_not_kept(
    project: Project, write: Callable[..., None]
) -> None:
    data = project.root / "data" / "things.csv"
    before = data.read_text()
    code = f"from pathlib import Path\nPath({str(data)!r}).write_text('thing\\nnew\\n')"
    write(project.root / "chapters" / "one.ipynb", code)
    run(project)
    data.write_text(before)
    [changer] = [one for one in plan(project, {}) if one.chapter == "chapters/one.ipynb"]
    assert changer.why == ("its result is no longer in the cache",)


SAVED = """
import sys
from pathlib import Path
from helpers import errors
from helpers.pipeline.execute import execute
from helpers.pipeline.plan import WARM_MODULES, plan
from helpers.pipeline.project import read_project
from helpers.pipeline.workers import Workers
if __name__ == "__main__":
    project, workers = read_project(Path(sys.argv[1])), Workers(WARM_MODULES)
    for more in "", "# more":
        if more:
            with open(errors.__file__, "a") as file:
                file.write(more)
        execute(project, plan(project, {}), workers, tell=lambda _: None)
        print([one.why for one in plan(project, {})])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each process imports anew")
def test_what_came_of_older_code_than_was_planned_is_not_kept(
    project: Project, tmp_path: Path
) -> None:
    """As where it was saved after the imports of the workers began, and before the plan."""
    shutil.copytree(FOLDER, tmp_path / "src" / FOLDER.name)
    (tmp_path / "script.py").write_text(SAVED)
    done = subprocess.run(
        [sys.executable, tmp_path / "script.py", project.root],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    lost = ("its result is no longer in the cache",)
    assert done.stdout.splitlines() == [str([(), ()]), str([lost, lost])]


def test_nothing_changed_runs_nothing(project: Project) -> None:
    assert all(done.why for done in run(project))
    assert not any(done.why for done in run(project))


def test_a_change_runs_what_depends_on_it(project: Project, write: Callable[..., None]) -> None:
    run(project)
    write(project.root / "chapters" / "one.ipynb", "limit * 3")
    assert {done.chapter: done.why for done in run(project)} == {
        "index.ipynb": (),
        "chapters/one.ipynb": ("chapters/one.ipynb changed",),
    }
    (project.root / "data" / "things.csv").write_text("thing\na\nb\n", encoding="utf-8")
    assert all(done.why == ("data/things.csv changed",) for done in run(project))
    assert all(done.why == ("parameter limit changed",) for done in run(project, limit=5))
    assert not any(done.why for done in run(project)), "the earlier results are still in the cache"


def test_new_prose_runs_nothing_and_gets_the_results(
    project: Project, write: Callable[..., None]
) -> None:
    def chapter(*prose: str) -> None:
        cells = ("md:One: `{python} 1 + 1`.", "print('seen')", "md:Two: `{python} limit`.")
        write(project.root / "chapters" / "one.ipynb", *cells[:2], *prose, cells[2])

    chapter()
    run(project, limit=4)
    chapter("md:A new paragraph.")
    (index, one) = plan(project, {"limit": 4})
    assert (index.why, one.why) == ((), ())
    assert one.explained == "only its text changed, its results are taken from the cache"
    reused = run(project, limit=4)[1].notebook
    (project.build / "cache").rename(project.build / "other-cache")
    assert reused == run(project, limit=4)[1].notebook, "as if it had run"
    assert [c.source for c in reused.cells if c.cell_type == "markdown"][1:] == [
        "One: 2.", "A new paragraph.", "Two: 4.",
    ]  # fmt: skip
    assert any(c.get("outputs") for c in reused.cells)


def test_a_new_expression_runs_the_chapter(project: Project, write: Callable[..., None]) -> None:
    run(project)
    write(project.root / "chapters" / "one.ipynb", "print('one')", "limit * 2", "md:`{python} 1`")
    assert plan(project, {})[1].why == ("chapters/one.ipynb changed",)


def test_a_damaged_entry_is_redone(project: Project) -> None:
    before = run(project)
    for entry in (project.build / "cache").glob("??/*"):
        entry.write_bytes(entry.read_bytes()[:-9] + b"!")
    after = run(project)
    assert [done.notebook for done in after] == [done.notebook for done in before]
    assert all(done.why for done in after)


def test_a_cache_that_is_full_keeps_what_the_book_is_made_of(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(project, limit="7")
    monkeypatch.setattr("helpers.pipeline.execute._ROOM", 0)
    assert all(done.why for done in run(project))
    assert not any(done.why for done in run(project))
    assert any(done.why for done in run(project, limit="7")), "it was dropped to make room"


def test_parameters_reach_the_chapter(project: Project) -> None:
    text = run(project, limit="7")[0].notebook.cells[-1].source
    assert text == "There are 8 things."


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("x = 1\n1 / 0", "chapters/one.ipynb, cell cell-0, line 2: ZeroDivisionError: division by"),
        ("md:good\nnews `{python} nix`", "chapters/one.ipynb, cell cell-0, line 2: `{python} nix`"),
        ("def f(:", "chapters/one.ipynb, cell cell-0, line 1: SyntaxError"),
        ("import os; os._exit(3)", "chapters/one.ipynb: its process ended with exit code 3"),
        ("import os; os.kill(os.getpid(), 9)", "ended by signal 9 (out of memory?)"),
    ],
)
def test_a_failing_cell_is_named(
    project: Project, write: Callable[..., None], cell: str, message: str
) -> None:
    write(project.root / "chapters" / "one.ipynb", cell)
    with pytest.raises(ExecutionError) as caught:
        run(project)
    assert message in str(caught.value)
    assert "Traceback" not in str(caught.value)
    write(project.root / "chapters" / "one.ipynb", "1")
    assert [bool(done.why) for done in run(project)] == [False, True], "the other one was kept"


CONDA = {"name": "conda-env-gone-py", "display_name": "Python (gone)", "language": "python"}


@pytest.mark.parametrize(("metadata", "warm"), [({}, True), ({"kernelspec": CONDA}, False)])
def test_a_chapter_runs_whatever_kernel_it_names(
    project: Project, metadata: dict[str, object], warm: bool
) -> None:
    path = project.root / "chapters" / "one.ipynb"
    path.write_text(json.dumps({**json.loads(path.read_text()), "metadata": metadata}))
    done = run(project, warm, limit=4)[1].notebook
    assert done.cells[-1].outputs[0].data["text/plain"] == "8"
    assert done.metadata.get("kernelspec") == metadata.get("kernelspec"), "as it is stored"


def test_half_a_character_is_shown_by_its_code(
    project: Project, write: Callable[..., None]
) -> None:
    write(project.root / "chapters" / "one.ipynb", r"print('a\ud83dz')", r"md:`{python} '\ud83d'`")
    printed, said = run(project)[1].notebook.cells[-2:]
    assert printed.outputs[0].text == "a\\ud83dz\n"
    assert said.source == "\\ud83d"
    assert not any(done.why for done in run(project)), "it is in the cache"


def test_what_fails_alike_in_several_chapters_is_told_once(
    project: Project, write: Callable[..., None]
) -> None:
    write(project.root / "index.ipynb", "x = 1", "raise ValueError('no cohort: typo')")
    write(project.root / "chapters" / "one.ipynb", "raise ValueError('no cohort: typo')")
    with pytest.raises(ExecutionError) as caught:
        run(project)
    assert str(caught.value).splitlines() == [
        "index.ipynb, cell cell-1, line 1: ValueError: no cohort: typo",
        "    raise ValueError('no cohort: typo')",
        "The same in 1 more chapter.",
    ]
    write(project.root / "chapters" / "one.ipynb", "raise ValueError('another')")
    with pytest.raises(ExecutionError, match=r"typo(.|\n)*chapters/one.ipynb(.|\n)*another"):
        run(project)


def test_a_chapter_that_takes_too_long_is_ended(
    project: Project, write: Callable[..., None]
) -> None:
    write(project.root / "chapters" / "one.ipynb", "import time; time.sleep(600)")
    plans = plan(project, {})
    with pytest.raises(ExecutionError, match=r"one\.ipynb: took longer than 5 s"):
        execute(project, plans, Workers(WARM_MODULES, jobs=2, timeout=5), tell=lambda _: None)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"limt": 3}, "unknown parameter limt; did you mean limit?"),
        ({"limit": "many"}, "parameter limit: 'many' is not of type int"),
        ({"data_dir": 3}, "parameter data_dir: 3 is not of type str"),
    ],
)
def test_a_wrong_parameter_is_an_error(
    project: Project, parameters: dict[str, object], message: str
) -> None:
    with pytest.raises(BookError) as caught:
        plan(project, parameters)
    assert message in str(caught.value)


def test_a_chapter_that_is_not_there(project: Project) -> None:
    (project.root / "chapters" / "one.ipynb").unlink()
    with pytest.raises(BookError, match=r"_quarto\.yml: chapter chapters/one\.ipynb: there is no"):
        read_project(Path(project.root))


def test_what_is_not_remembered_does_not_explain_the_next_run(
    project: Project, write: Callable[..., None]
) -> None:
    run(project)
    other = plan(project, {"limit": 5})
    workers = Workers(WARM_MODULES, jobs=2, timeout=120)
    execute(project, other, workers, tell=lambda _: None, keep=False)
    write(project.root / "chapters" / "one.ipynb", "limit * 3")
    assert [one.why for one in plan(project, {})] == [(), ("chapters/one.ipynb changed",)]


def test_a_file_that_changed_is_known_before_all_is_planned(
    project: Project, write: Callable[..., None]
) -> None:
    assert is_outdated(project), "nothing has run yet"
    run(project)
    assert not is_outdated(project)
    write(project.root / "chapters" / "one.ipynb", "md:New.")
    assert not is_outdated(project), "which chapters changed is left to the plan"
    data = project.root / "data" / "things.csv"
    data.write_text("thing\na\nb\n", encoding="utf-8")
    assert is_outdated(project)
    run(project)
    assert not is_outdated(project)
    data.unlink()
    assert is_outdated(project)


def test_what_the_chapters_import_is_there_before_they_run(
    project: Project, write: Callable[..., None]
) -> None:
    write(
        project.root / "chapters" / "one.ipynb", "%matplotlib inline\nfrom a.b import c", "import d"
    )
    (project.root / "index.ipynb").write_text("[]", encoding="utf-8")
    assert preload(project) == [*WARM_MODULES, "a.b", "a.b.c", "d"]
    assert [name for name in WARM_MODULES if find_spec(name) is None] == []

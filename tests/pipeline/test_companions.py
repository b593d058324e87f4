"""What goes into a book beside its pages."""

import json
from collections.abc import Callable
from pathlib import Path

from test_execute import run

from helpers.pipeline.companions import companions
from helpers.pipeline.exhibits import Exhibit, exhibits, from_record
from helpers.pipeline.project import Project

FIGURE = """#| label: fig-thing
#| fig-cap: "Things"
class Picture:
    def _repr_mimebundle_(self, **_):
        data = {"columns": ["thing", "n"], "rows": [["=a", 3], ["b", None]]}
        record = {"alt": "Three things", "data": data}
        return {"image/svg+xml": "<svg/>", "application/vnd.rspbook.record+json": record}
Picture()"""
TABLE = """#| label: tbl-thing
#| tbl-cap: "Counted things"
class Sheet:
    def _repr_mimebundle_(self, **_):
        record = {"table": {"columns": ["thing"], "rows": [["a"]]}}
        return {"text/markdown": "", "application/vnd.rspbook.record+json": record}
Sheet()"""
ONE = "chapters/one.ipynb"


def test_each_figure_and_table_has_its_rows(project: Project, write: Callable[..., None]) -> None:
    write(project.root / ONE, FIGURE, TABLE, TABLE.replace("#| label: tbl-thing\n", ""))
    files = companions(project.root, run(project))
    assert files["data/fig-thing.csv"].decode("utf-8-sig") == "thing,n\r\n'=a,3\r\nb,\r\n"
    assert files["data/tbl-thing.csv"].decode("utf-8-sig") == "thing\r\na\r\n"
    assert set(files) == {
        "quantities.json", "records.json", "data/fig-thing.csv", "data/tbl-thing.csv"
    }  # fmt: skip


def test_exhibits_survive_being_stored(project: Project, write: Callable[..., None]) -> None:
    write(project.root / ONE, FIGURE, TABLE)
    done = run(project)
    figure, table = exhibits(done)
    assert table == Exhibit("tbl-thing", "table", ONE, "Counted things", ("thing",), (("a",),))
    assert (figure.alt, figure.rows) == ("Three things", (("=a", 3), ("b", None)))
    assert len(figure.picture) == 64
    stored = json.loads(companions(project.root, done)["records.json"])
    assert [from_record(record) for record in stored] == [figure, table]


def test_the_data_package_travels_with_the_book(project: Project, tmp_path: Path) -> None:
    """That of the folder which the chapters read, and no file that it does not name."""
    other = tmp_path / "other"
    other.mkdir()
    package = {"resources": [{"path": "things.csv"}, {"path": "../../etc/passwd"}, {"path": "x"}]}
    for folder in (other, project.root / "data"):
        (folder / "datapackage.json").write_text(json.dumps(package))
        (folder / "things.csv").write_text(f"thing\n{folder.name}\n")
        (folder / "private.txt").write_text("not for the book")
    for parameters, name in (({}, "data"), ({"data_dir": str(other)}, "other")):
        files = companions(project.root, run(project, **parameters))
        assert files["data/things.csv"].read_text() == f"thing\n{name}\n"
        assert [path for path in files if path.startswith("data/")] == [
            "data/datapackage.json", "data/things.csv"
        ]  # fmt: skip


def test_a_damaged_data_package_is_left_out(project: Project) -> None:
    for text in ("{", "[]", '{"resources": [3]}'):
        (project.root / "data" / "datapackage.json").write_text(text)
        assert set(companions(project.root, run(project))) == {"quantities.json", "records.json"}

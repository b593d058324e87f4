"""``rspbook sweep`` writes one tidy table, whatever ran the work."""

import csv
from pathlib import Path

import pytest
from distributed import LocalCluster
from in_process import rspbook

ROOT = Path(__file__).parents[2]


def sweep(monkeypatch: pytest.MonkeyPatch, output: Path, *arguments: str) -> list[dict[str, str]]:
    monkeypatch.chdir(ROOT)
    done = rspbook("sweep", "--output", output, *arguments)
    assert (done.exit_code, done.refusal) == (0, "")
    with output.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_files_and_grids_span_the_sets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    grid = sweep(monkeypatch, tmp_path / "grid.csv", "-p", "cohort=all,full_text")
    assert {row["set"] for row in grid} == {"cohort=all", "cohort=full_text"}
    files = sweep(monkeypatch, tmp_path / "files.csv", "params/default.yml", "params/full_text.yml")
    assert {row["set"] for row in files} == {"default", "full_text"}
    assert [row["text"] for row in files] == [row["text"] for row in grid]


def test_without_a_set_it_says_what_it_wants_and_keeps_its_table(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(ROOT)
    table = tmp_path / "table.csv"
    table.write_text("kept")
    failed = rspbook("sweep", "--output", table)
    assert failed.exit_code == 1
    assert "rspbook sweep params/*.yml" in failed.refusal
    assert table.read_text() == "kept"


def test_blanks_beside_a_value_are_none_of_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    grid = sweep(monkeypatch, tmp_path / "grid.csv", "-p", "cohort = all , full_text")
    assert {row["set"] for row in grid} == {"cohort=all", "cohort=full_text"}


@pytest.mark.parametrize(
    ("grids", "message"),
    [
        (["cohort=all", "cohort=full_text"], "-p cohort=… is given twice"),
        (["cohort=all,all"], "-p cohort=all,all: a value is given twice"),
    ],
)
def test_a_grid_that_says_a_thing_twice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, grids: list[str], message: str
) -> None:
    monkeypatch.chdir(ROOT)
    options = [part for grid in grids for part in ("-p", grid)]
    failed = rspbook("sweep", "--output", tmp_path / "none.csv", *options)
    assert failed.refusal.startswith(message)
    assert not (tmp_path / "none.csv").exists()


def test_any_chapter_may_declare_what_is_counted_by(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)
    failed = rspbook("sweep", "-p", "data_dir=data")
    assert failed.refusal == "sweep counts by data_dir and cohort: no chapter has cohort"
    chapter = (small / "index.ipynb").read_text("utf-8")
    config = (small / "_quarto.yml").read_text("utf-8")
    (small / "one.ipynb").write_text(
        chapter.replace('data_dir = \\"data\\"', 'cohort = \\"all\\"'), "utf-8"
    )
    (small / "_quarto.yml").write_text(
        config.replace("- index.ipynb", "- index.ipynb\n  - one.ipynb"), "utf-8"
    )
    assert rspbook("sweep", "-p", "data_dir=data").exit_code == 0


def test_a_cluster_gives_the_same_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    grid = ["-p", "cohort=all,until_2019"]
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as cluster:
        scheduler = ["--scheduler", cluster.scheduler_address]
        there = sweep(monkeypatch, tmp_path / "there.csv", *grid, *scheduler)
    assert there == sweep(monkeypatch, tmp_path / "here.csv", *grid)

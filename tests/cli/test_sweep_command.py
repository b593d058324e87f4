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


def test_a_cluster_gives_the_same_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    grid = ["-p", "cohort=all,until_2019"]
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as cluster:
        scheduler = ["--scheduler", cluster.scheduler_address]
        there = sweep(monkeypatch, tmp_path / "there.csv", *grid, *scheduler)
    assert there == sweep(monkeypatch, tmp_path / "here.csv", *grid)

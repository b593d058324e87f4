"""``rspbook diff``: what changed between revisions, folders with data, and built books."""

import csv
import json
import shutil
import statistics
from pathlib import Path
from typing import Any

import pytest
from data_folder import DataFolder
from git_commands import git
from in_process import rspbook as run

from helpers.pipeline.build import Options, build
from helpers.pipeline.plan import plan
from helpers.pipeline.project import read_project
from helpers.pipeline.workers import Workers


def no_pages(staged: Path, output: Path) -> list[Path]:
    return []


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real data with one cell edited: chan2009-1 ten years older."""
    folder = DataFolder(tmp_path_factory.mktemp("older") / "data")
    folder.edit("cases.csv", "chan2009-1", age_years="47")
    return folder.path


@pytest.fixture(scope="module")
def one_more(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real data with a made-up case in a report that is there already."""
    folder = DataFolder(tmp_path_factory.mktemp("more") / "data")
    stated = {"age_years": "31", "sex": "F", "regions": "sacral", "headache": "yes"}
    folder.add("cases.csv", case_id="madeup-1", study_id="chan2009", notes="Made up.", **stated)
    folder.add(
        "evidence.csv", case_id="madeup-1", fields=";".join(stated), study_id="chan2009",
        locator="made up",
    )  # fmt: skip
    return folder.path


def as_json(rspbook, *arguments: object) -> dict[str, Any]:
    done = rspbook("diff", *arguments, "--format", "json")
    assert done.refusal == ""
    return json.loads(done.stdout)


def changed(found: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {
        one["id"]: (one["before"]["text"], one["after"]["text"])
        for one in found["quantities"]["changed"]
    }


def ages(folder: Path) -> list[int]:
    with (folder / "cases.csv").open(encoding="utf-8") as file:
        return [int(row["age_years"]) for row in csv.DictReader(file) if row["age_years"]]


def test_one_cell_changes_its_numbers_and_no_other(rspbook, repository, older: Path) -> None:
    found = as_json(rspbook, "HEAD", older)
    cell = {"row": "chan2009-1", "column": "age_years", "before": "37", "after": "47"}
    assert found["cases"] == {"table": "cases", "added": [], "removed": [], "changed": [cell]}
    assert found["data"] == []
    before, after = ages(repository / "data"), ages(older)
    printed = [
        (f"{statistics.median(one):g}", f"{statistics.fmean(one):.1f}") for one in (before, after)
    ]
    numbers = changed(found)
    assert numbers.keys() == {
        "age_years.median", "age_years.mean", "age_years.sd", "age_years.q1", "age_years.iqr",
        "agreement.lu2016.mean_age.difference", "agreement.lu2016.sd_age.difference",
    }  # fmt: skip
    assert numbers["age_years.median"] == (printed[0][0], printed[1][0])
    assert [float(text) for text in numbers["age_years.mean"]] == [float(p[1]) for p in printed]
    assert {tuple(one["edited"]) for one in found["quantities"]["changed"]} == {("chan2009-1",)}
    assert not any(found["quantities"][kind] for kind in ("added", "removed", "same_number"))
    tables = {one["label"]: one["changed"] for one in found["tables"]}
    assert tables.keys() == {"tbl-characteristics", "tbl-quantity-list"}
    assert [cell["row"] for cell in tables["tbl-characteristics"]] == ["Age, years"]
    assert found["figures"] == []


def test_one_case_more_is_in_every_number_that_changes(rspbook, one_more: Path) -> None:
    found = as_json(rspbook, "HEAD", one_more)
    assert found["cases"]["added"] == ["madeup-1"]
    assert [one["table"] for one in found["data"]] == ["evidence"]
    texts = {
        folder: {one["id"]: one["text"] for one in catalogue(rspbook, folder)}
        for folder in ("data", one_more)
    }
    expected = {id_ for id_, text in texts["data"].items() if texts[one_more][id_] != text}
    numbers = changed(found)
    assert expected == numbers.keys() & texts["data"].keys()
    assert "studies" not in numbers, "its report is there already"
    assert numbers["cases"] == ("20", "21")
    assert numbers["regions.sacral"] == ("0/16 (0.0%)", "1/17 (5.9%)")
    assert numbers["headache.no"] == ("0/20 (0.0%)", "0/21 (0.0%)")
    changes = {one["id"]: one for one in found["quantities"]["changed"]}
    none = {"added": [], "removed": []}
    mine = {"added": ["madeup-1"], "removed": []}
    assert (changes["sex.F"]["numerator"], changes["sex.F"]["denominator"]) == (mine, mine)
    assert (changes["sex.M"]["numerator"], changes["sex.M"]["denominator"]) == (none, mine)
    for one in changes.values():
        assert [*one["numerator"]["added"], *one["denominator"]["added"]].count("madeup-1") in (
            1,
            2,
        )
    same = {one["id"]: one for one in found["quantities"]["same_number"]}
    assert same["axial_pattern.dorsal"]["after"]["not_reported"] == 16, "one more that is silent"
    assert same["axial_pattern.dorsal"]["before"]["not_reported"] == 15
    assert "fig-symptoms" in [one["label"] for one in found["figures"]]


def catalogue(rspbook, folder: object) -> list[dict[str, Any]]:
    return json.loads(rspbook("quantities", "--json", "--data", folder).stdout)


def test_a_book_stands_for_the_data_it_was_built_from(
    rspbook, repository, older: Path, tmp_path: Path
) -> None:
    book = tmp_path / "book"
    project = read_project(repository)
    options = Options({}, frozenset({"html"}), "no pages 1.0", book)
    build(project, plan(project, {}), options, no_pages, Workers(), lambda _: None)
    by_book, by_revision = as_json(rspbook, book, older), as_json(rspbook, "HEAD", older)
    assert by_book.pop("old") == f"{book} (book)"
    assert by_revision.pop("old").startswith("HEAD (")
    assert by_book == by_revision
    with (book / "records.json").open("a") as file:
        file.write(" ")
    shutil.rmtree(book / "data")
    again = as_json(rspbook, book, older)
    assert again["tables"] == by_book["tables"] != []
    assert changed(again) == changed(by_book)
    assert again["notes"] == [
        f"{book} was altered since it was built",
        f"{book} (book) holds no data, so that cases cannot be compared",
    ]
    (book / "records.json").unlink()
    assert "records.json: does not hold the tables of a book" in message(rspbook, book)


def test_nothing_differs_and_the_exit_code_says_so(rspbook, older: Path) -> None:
    done = rspbook("diff", "HEAD", "--exit-code")
    assert (done.exit_code, done.stdout.splitlines()[1:]) == (0, ["Nothing differs."])
    assert rspbook("diff", "HEAD", older).exit_code == 0
    assert rspbook("diff", "HEAD", older, "--exit-code").exit_code == 1


def test_a_revision_without_data_package_is_read_with_todays(rspbook) -> None:
    done = rspbook("diff", "HEAD~1")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("From HEAD~1 (")
    assert lines[0].endswith(") to working tree")
    assert lines[1].endswith("read with today's datapackage.json, for it has none.")
    assert lines[2:] == ["Nothing differs."]


def test_a_folder_with_an_older_data_package_is_not_touched(rspbook, older, tmp_path) -> None:
    folder = tmp_path / "sent"
    shutil.copytree(older, folder)
    (folder / "datapackage.json").write_text('{"resources": []}')
    (note,) = as_json(rspbook, older, folder)["notes"]
    assert "read with today's datapackage.json, for its own table cases needs a column" in note
    assert (folder / "datapackage.json").read_text() == '{"resources": []}'


def test_the_report_reads_as_text_markdown_and_html(rspbook, older: Path, tmp_path: Path) -> None:
    text = rspbook("diff", "HEAD", older).stdout
    assert "Cases: 1 changed" in text
    row = next(line for line in text.splitlines() if "age_years.median" in line)
    assert row.split() == [
        "age_years.median", "Age,", "median", "45", "47", "another", "value:", "chan2009-1"
    ]  # fmt: skip
    assert "## Cases\\: 1 changed" in rspbook("diff", "HEAD", older, "--format", "markdown").stdout
    page = tmp_path / "diff.html"
    done = rspbook("diff", "HEAD", older, "--format", "html", "--output", page)
    assert done.stdout == ""
    assert '<td class="new">47</td>' in page.read_text(encoding="utf-8")


def test_findings_come_first_and_what_follows_from_them_is_folded(
    rspbook, one_more: Path, tmp_path: Path
) -> None:
    text = rspbook("diff", "HEAD", one_more).stdout
    heads = [text.index(head) for head in ("Cases: 1 ", "Findings: ", "Only the basis", "Tables: ")]
    assert heads == sorted(heads)
    assert "regions.sacral " in text, "its n changed"
    assert "headache.no " not in text, "its denominator alone"
    assert "chapters/04-presentation.ipynb " in text
    assert text.splitlines()[-1] == "The full lists: --all, or --format html --output FILE."
    whole = rspbook("diff", "HEAD", one_more, "--all").stdout
    assert "headache.no " in whole
    assert "--all" not in whole
    assert "headache.no<" in rspbook("diff", "HEAD", one_more, "--format", "html").stdout


def message(rspbook, *arguments: object) -> str:
    failed = rspbook("diff", *arguments)
    assert failed.exit_code == 1
    return failed.refusal


def test_what_cannot_be_compared_is_said(rspbook, older: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert message(rspbook, "nowhere") == (
        "nowhere: neither a folder nor a revision that git knows"
    )
    assert message(rspbook, tmp_path / "empty").startswith(
        f"{tmp_path / 'empty'}: neither a built book (no manifest.json) nor a folder with data"
    )
    assert message(rspbook, "_quarto.yml").startswith("_quarto.yml: a file; a folder with data")
    assert message(rspbook, "HEAD", "--format", "pdf").startswith("--format pdf: allowed are text")
    nowhere = tmp_path / "no" / "diff.txt"
    assert message(rspbook, older, older, "--output", nowhere) == (
        f"--output {nowhere}: cannot be written: No such file or directory"
    )


def test_data_that_break_todays_rules_are_named(rspbook, older: Path, tmp_path: Path) -> None:
    shutil.copytree(older, tmp_path / "sent")
    broken = (tmp_path / "sent" / "cases.csv").read_text(encoding="utf-8")
    (tmp_path / "sent" / "cases.csv").write_text(broken.replace("T5-T10", "T5-T13"))
    lines = message(rspbook, tmp_path / "sent").splitlines()
    assert lines[0] == f"{tmp_path / 'sent'}: the data do not pass today's rules"
    assert lines[1].startswith('cases.csv:2: lesion_levels: "T13" is not a vertebral level')


def test_both_sides_are_checked_before_a_chapter_runs(rspbook, tmp_path: Path) -> None:
    broken = DataFolder(tmp_path / "broken")
    broken.edit("cases.csv", "chan2009-1", sex="x")
    failed = rspbook("diff", "HEAD", broken.path)
    assert failed.refusal.startswith(f"{broken.path}: the data do not pass today's rules")
    assert failed.stderr == ""


def test_where_the_data_are_the_same_the_chapters_run_once(small: Path, monkeypatch) -> None:
    git(small, "init", "-q")
    git(small, "add", "-A")
    git(small, "commit", "-qm", "all of it")
    monkeypatch.chdir(small)
    done = run("diff", "HEAD")
    assert "Nothing differs" in done.stdout
    assert done.stderr.count("executed   index.ipynb") == 1

"""What a release keeps, and which release is the last."""

from pathlib import Path

from helpers.analysis.catalogue import catalogue
from helpers.analysis.quantity import Quantity
from helpers.analysis.releases import Release, last_release, release_text
from helpers.data.dataset import Dataset


def keep(folder: Path, version: str, *quantities: Quantity) -> None:
    (folder / f"{version}.json").write_text(release_text(quantities), encoding="utf-8")


def test_the_last_release_is_that_of_the_highest_version(tmp_path: Path) -> None:
    assert last_release(tmp_path / "nowhere") is None
    for version in ("0.9.0", "0.10.0", "0.2.11"):
        keep(tmp_path, version, Quantity("cases", version))
    (tmp_path / "notes.json").write_text("not a release")
    assert last_release(tmp_path) == Release("0.10.0", (Quantity("cases", "0.10.0"),))


def test_a_release_keeps_all_quantities_a_line_each(shipped: Dataset, tmp_path: Path) -> None:
    found = catalogue(shipped, shipped)
    keep(tmp_path, "1.0.0", *found)
    assert last_release(tmp_path) == Release("1.0.0", found)
    lines = (tmp_path / "1.0.0.json").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(found) + 2

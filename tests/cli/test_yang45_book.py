"""The book of 45 made-up cases prints just the figures that Yang 2023 prints."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from running import command


@pytest.fixture(scope="module")
def stated(built: Path, yang45_folder: Path, tmp_path_factory: pytest.TempPathFactory):
    """Id and text of every number on the pages of that book."""
    output = tmp_path_factory.mktemp("yang45-book") / "book"
    arguments = ("--data", str(yang45_folder), "--output", str(output), "--to", "html")
    done = command(built, "build", "--renderer", "builtin", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = [
        BeautifulSoup(path.read_bytes(), "html.parser") for path in sorted(output.rglob("*.html"))
    ]
    return {(tag["data-q"], tag.get_text()) for page in pages for tag in page.select("[data-q]")}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cases", "45"),
        ("regions.thoracic", "28/45 (62.2%)"),
        ("regions.cervical", "26/45 (57.8%)"),
        ("regions.lumbar", "9/45 (20.0%)"),
        ("regions.sacral", "1/45 (2.2%)"),
        ("compartment.dura", "18/45 (40.0%)"),
        ("compartment.epidural", "17/45 (37.8%)"),
        ("compartment.intradural_extramedullary", "9/45 (20.0%)"),
        ("compartment.intramedullary", "1/45 (2.2%)"),
        ("axial_pattern.homogeneous", "17/38 (44.7%)"),
        ("axial_pattern.dorsal", "15/38 (39.5%)"),
        ("progressive_worsening.yes", "22/45 (48.9%)"),
    ],
)
def test_a_printed_figure(stated: set[tuple[str, str]], name: str, text: str) -> None:
    assert {printed for id_, printed in stated if id_ == name} == {text}

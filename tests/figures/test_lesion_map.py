import re
from collections import Counter

import pytest
from matplotlib.patches import PathPatch

from helpers.data.levels import LEVELS, Level, levels_of
from helpers.figures.anatomy import spine
from helpers.figures.lesion_columns import CODES
from helpers.figures.lesion_map import lesion_map


def texts(drawing) -> list[str]:
    return [text.get_text() for axes in drawing.figure.axes for text in axes.texts]


def bars(drawing) -> dict[str, list[PathPatch]]:
    """The bars of each case."""
    found: dict[str, list[PathPatch]] = {}
    for patch in drawing.figure.findobj(PathPatch):
        if (patch.get_gid() or "").startswith("lesion-"):
            case = patch.get_gid().removeprefix("lesion-").rpartition(".")[0]
            found.setdefault(case, []).append(patch)
    return found


def test_prints_the_margins_of_yang_2023(yang45):
    printed = texts(lesion_map(yang45))
    for share in ("28/45 (62.2%)", "26/45 (57.8%)", "9/45 (20.0%)", "1/45 (2.2%)"):
        assert share in printed


def test_counts_each_level_once_per_case(shipped):
    counted = Counter(
        str(level) for spans in shipped.cases["lesion_levels"] for level in levels_of(spans)
    )
    found = {q.id: q.n for q in lesion_map(shipped).quantities}
    for level in LEVELS:
        assert found[f"lesion_levels.{level}"] == counted[str(level)]


def test_a_bar_runs_from_the_upper_to_the_lower_level(shipped):
    (bar,) = bars(lesion_map(shipped))["yang2023-1"]
    heights = bar.get_path().vertices[:, 1]
    assert heights.min() == pytest.approx(spine.edges(Level("T9"))[0])
    assert heights.max() == pytest.approx(spine.edges(Level("T11"))[1])
    assert bar.get_hatch() is None


def test_a_case_known_by_region_is_hatched_and_one_not_known_has_no_bar(shipped):
    found = bars(lesion_map(shipped))
    assert all(bar.get_hatch() for bar in found["cavity2025-1"])
    assert "yang2023-3" not in found


def test_several_compartments_share_the_bar(shipped):
    colours = {bar.get_facecolor() for bar in bars(lesion_map(shipped))["slade2019-1"]}
    assert len(colours) == 2


def test_every_compartment_has_a_letter_that_is_explained(shipped, schema):
    assert tuple(CODES) == schema.table("cases")["compartment"].values
    printed = texts(lesion_map(shipped))
    assert all(any(text.startswith(f"{code}  ") for text in printed) for code in CODES.values())


def test_many_cases_lose_their_names_and_keep_their_bars(make_dataset):
    few, many = lesion_map(make_dataset(20)), lesion_map(make_dataset(500))
    assert "madeup3-1" in texts(few)
    assert "madeup3-1" not in texts(many)
    assert len(many.data) == 500
    assert len(many.svg()) < 400_000


def test_without_levels_and_regions_it_is_a_sentence(make_dataset):
    assert "no lesion to map" in lesion_map(make_dataset(20, missing=1.0)).alt
    assert "no lesion to map" in lesion_map(make_dataset(0)).alt


def test_ids_are_unique_in_the_picture(shipped):
    ids = re.findall(r' id="(lesion-[^"]*)"', lesion_map(shipped).svg())
    assert len(ids) > 15
    assert len(ids) == len(set(ids))

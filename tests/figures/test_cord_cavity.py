import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures.anatomy.sagittal import Cavity, canal, widened
from helpers.figures.cord_cavity import EARLIER, SCENES, cord_cavity


def titles(drawing) -> list[str]:
    return [text.get_text() for text in drawing.figure.texts]


def test_shows_one_cavity_after_surgery_and_the_other_before(shipped):
    drawing = cord_cavity(shipped)
    cavities = dict(zip(zip(drawing.data["case_id"], drawing.data["time"], strict=True),
                        drawing.data["cavities_drawn"], strict=True))  # fmt: skip
    assert cavities == {
        ("cavity2025-1", "Before surgery"): 0,
        ("cavity2025-1", "After surgery"): 1,
        ("yang2023-1", "Before surgery"): 2,
    }
    assert "T9–T11" in drawing.alt
    words = {text.get_text() for axes in drawing.figure.axes for text in axes.texts}
    assert {"T9", "T10", "T11"} <= words


def test_says_what_no_source_states(shipped):
    cases = shipped.cases
    drawing = cord_cavity(shipped)
    assert "cavity2025-1: side and levels are not stated" in drawing.alt
    before = [title for title in titles(drawing) if "before surgery is not described" in title]
    assert [title.partition(":")[0] for title in before] == ["cavity2025-1"]
    stated = cases.assign(axial_pattern=cases["axial_pattern"].fillna("dorsal"))
    assert "not stated" not in cord_cavity(shipped.with_cases(stated)).alt


def test_only_cases_with_a_cavity_are_drawn(shipped):
    cases = shipped.cases
    only = shipped.where(cases["case_id"] == "yang2023-1")
    assert set(cord_cavity(only).data["case_id"]) == {"yang2023-1"}
    none = cord_cavity(shipped.with_cases(cases.assign(cord_cavity="no")))
    assert "No index case" in none.alt
    assert none.figure.get_size_inches()[1] < 1


@given(st.floats(1, 7), st.floats(0, 3))
def test_a_cavity_lies_within_the_cord_and_widens_it_within_the_dura(width, by):
    cavity = Cavity(30, -30, width)
    rest = canal(-60, 60)
    inside = widened(rest, cavity, by)
    z, front, back = cavity.edges(inside)
    assert (front <= back + 1e-9).all()
    assert (front >= np.interp(z, inside.z, inside.cord_front)).all()
    assert (back <= np.interp(z, inside.z, inside.cord_back)).all()
    assert (inside.cord_front > inside.dura_front).all()
    assert (inside.cord_back < inside.dura_back).all()
    assert inside.at(50) == pytest.approx(rest.at(50))
    assert inside.at(0)[2] - inside.at(0)[1] >= rest.at(0)[2] - rest.at(0)[1]


def test_the_later_cavity_is_larger_than_on_earlier_scans():
    later = SCENES[1].cavities[0]
    assert later.top - later.bottom > EARLIER.top - EARLIER.bottom
    assert later.width > EARLIER.width

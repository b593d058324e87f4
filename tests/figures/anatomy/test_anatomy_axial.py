"""The axial section: cord within dura within canal, and the same patient as the sagittal one."""

import numpy as np
import pytest
from matplotlib.path import Path

from helpers.figures.anatomy import axial, bones_axial
from helpers.figures.anatomy.curves import sampled
from helpers.figures.anatomy.sagittal import canal
from helpers.figures.mri_patterns import PATTERNS, section


@pytest.fixture(params=PATTERNS, ids=lambda pattern: pattern.value)
def pattern(request):
    return request.param


def closed(outline) -> Path:
    return Path(sampled(outline, 4))


def test_cord_lies_in_the_dura_and_the_dura_in_the_canal(pattern):
    sac, cord = section(pattern, canal(-60, 60, pattern.masses))
    assert closed(sac.outline(64)).contains_points(cord.outline(128)).all()
    assert closed(bones_axial.wall()).contains_points(sac.outline(128), radius=0.1).all()
    assert closed(cord.outline(64)).contains_points(axial.grey_matter(cord)).all()


def test_both_views_show_one_patient(pattern):
    inside = canal(-60, 60, pattern.masses)
    sac, cord = section(pattern, inside)
    edges = sac.front, cord.front, cord.back, sac.back
    assert edges == pytest.approx([-x for x in inside.at(0)])
    front, back = cord.place(np.zeros(2), np.array([1.0, -1.0]))
    assert (front[1], back[1]) == pytest.approx((cord.front, cord.back), abs=1e-6)


def test_the_mass_lies_on_its_side_of_the_dura(pattern):
    sac, _ = section(pattern, canal(-60, 60, pattern.masses))
    mass = closed(axial.around(sac, pattern.fullness))
    before, behind = (0, sac.front + 0.8), (0, sac.back - 0.8)
    found = mass.contains_point(before), mass.contains_point(behind)
    wanted = {"ventral": (True, False), "dorsal": (False, True), "homogeneous": (True, True)}
    assert found == wanted[pattern.value]


def test_no_mass_where_the_epidural_space_is_empty():
    sac = axial.sac(6.8, -5.0)
    bare = axial.around(sac, np.zeros_like(axial.DIRECTIONS))
    near = np.hypot(*(bare - [0, sac.waist]).T)
    assert near.max() < 7.2
    assert not closed(bare).contains_point((0, 7.2))


def test_a_flattened_cord_is_wider():
    assert axial.cord(2.5, -2.5).half > axial.cord(4, -4).half


def test_the_vertebra_has_the_measures_of_a_thoracic_one_around_its_canal():
    bone = bones_axial.vertebra()
    assert closed(bone).contains_points(sampled(bones_axial.wall())).all()
    body = bone[bone[:, 1] > 10]
    assert np.ptp(body[:, 0]) == pytest.approx(29, abs=3)
    assert body[:, 1].max() - 7.5 == pytest.approx(27, abs=3)


def test_roots_run_from_the_cord_to_the_dura(pattern):
    sac, cord = section(pattern, canal(-60, 60, pattern.masses))
    within = closed(cord.outline(64)), closed(sac.outline(64))
    for root in axial.roots(cord, sac):
        assert within[0].contains_point(root[0], radius=0.2)
        assert within[1].contains_point(root[-1], radius=0.2)

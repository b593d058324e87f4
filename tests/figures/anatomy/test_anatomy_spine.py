"""The whole column: levels in order, cord to L1-L2, sac to S2, natural curves."""

from itertools import pairwise

import numpy as np
import pytest

from helpers.data.levels import LEVELS, Level
from helpers.figures.anatomy import spine, spine_bones


def test_the_levels_follow_each_other_without_gaps():
    ends = [spine.edges(level) for level in LEVELS]
    assert ends[0][0] == 0
    assert ends[-1][1] == spine.BOTTOM
    for (_, lower), (upper, _) in pairwise(ends):
        assert lower == upper
    assert all(upper < spine.middle(level) < lower for level, (upper, lower) in
               zip(LEVELS, ends, strict=True))  # fmt: skip


def test_the_column_is_as_long_as_that_of_an_adult():
    assert 600 < spine.BOTTOM < 750
    thoracic = spine.edges(Level("T12"))[1] - spine.edges(Level("T1"))[0]
    assert 250 < thoracic < 310


def test_the_cord_ends_at_the_disc_below_l1_and_the_sac_at_s2():
    tip = spine.cord().front[:, 1].max()
    assert tip == pytest.approx(spine.edges(Level("L1"))[1], abs=3)
    low, high = spine.edges(Level("S2"))
    assert low < spine.sac().front[-1, 1] < high


def test_the_cord_lies_in_the_sac_and_is_thickest_in_the_neck():
    cord, sac = spine.cord(), spine.sac()
    width = np.hypot(*(cord.back - cord.front).T)
    assert 6 < width.max() < 11
    assert cord.front[int(width.argmax()), 1] < spine.edges(Level("T1"))[0]
    assert width[-1] < 0.5
    assert np.hypot(*(sac.back - sac.front).T).max() < spine.CANAL


def test_the_curves_are_those_of_standing_man():
    def wall(name: str) -> float:
        return float(spine.frame(spine.middle(Level(name)))[0][0])

    assert wall("C4") < wall("C7"), "cervical lordosis"
    assert wall("T7") > max(wall("C7"), wall("L2")), "thoracic kyphosis"
    assert wall("L4") < min(wall("T12"), wall("S3")), "lumbar lordosis"


def test_each_body_stands_at_its_level():
    bodies = spine_bones.bodies()[1:]
    assert len(bodies) == len(spine_bones.MOBILE)
    for level, outline in zip(spine_bones.MOBILE, bodies, strict=True):
        upper, lower = spine.edges(level)
        assert upper < outline[:, 1].mean() < lower


def test_arches_lie_behind_the_canal():
    behind = [outline[:, 0].max() for outline in spine_bones.processes()]
    fronts = [outline[:, 0].min() for outline in spine_bones.bodies()]
    assert min(behind[:1] + behind[2:]) > max(fronts[:3])
    assert len(behind) == 25

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from matplotlib.path import Path
from scipy.interpolate import PchipInterpolator

from helpers.figures.anatomy.curves import (
    bent,
    between,
    blurred,
    curve,
    mirrored,
    moved,
    polar,
    sampled,
    smooth,
    traced,
)

knots = st.integers(3, 12).flatmap(
    lambda n: arrays(float, (n, 2), elements=st.floats(-100, 100, width=16))
)
CIRCLE = np.column_stack(
    [
        np.cos(np.linspace(0, 2 * np.pi, 24, endpoint=False)),
        np.sin(np.linspace(0, 2 * np.pi, 24, endpoint=False)),
    ]
)


@given(knots, st.booleans())
def test_a_smooth_curve_runs_through_its_knots(points, closed):
    path = smooth(points, closed)
    on_curve = path.vertices[::3][: len(points)]
    assert np.allclose(on_curve, points)
    assert (path.codes[-1] == Path.CLOSEPOLY) == closed


def test_a_smooth_circle_is_round():
    radius = np.hypot(*sampled(CIRCLE).T)
    assert radius == pytest.approx(np.ones_like(radius), abs=1e-3)
    assert polar(sampled(CIRCLE), (0, 0), np.array([0.1, 3.0])) == pytest.approx(1, abs=1e-3)


def test_a_band_is_closed_and_holds_what_lies_between():
    band = between([(0, 0), (0, 5), (0, 10)], [(2, 0), (2, 5), (2, 10)])
    assert band.codes[-1] == Path.CLOSEPOLY
    assert band.contains_point((1, 5))
    assert not band.contains_point((3, 5))


@given(knots, st.floats(200, 1000))
def test_bending_keeps_distances_along_a_ray_and_the_middle(points, radius):
    there = bent(points, radius)
    centre = np.array([-radius, 0])
    assert np.allclose(np.hypot(*(there - centre).T), np.abs(radius + points[:, 0]))
    assert np.allclose(bent([(3, 0)], radius), [(3, 0)])


def test_a_mirrored_outline_is_symmetrical():
    outline = mirrored(traced("0 2, 1 1, 0 -2"))
    assert {tuple(p) for p in outline} == {tuple(p) for p in outline * [-1, 1]}
    assert len(outline) == 4


def test_a_traced_outline_is_moved_to_its_origin():
    assert traced("0 1, 2.5 -3", (10, 20)).tolist() == [[10, 21], [12.5, 17]]
    assert moved([(1, 1)], 2, 3).tolist() == [[3, 4]]


@given(arrays(float, st.integers(5, 40), elements=st.floats(-50, 50)), st.floats(0.5, 6))
def test_blurring_stays_within_the_values(values, steps):
    soft = blurred(values, steps)
    assert len(soft) == len(values)
    assert soft.min() >= values.min() - 1e-9
    assert soft.max() <= values.max() + 1e-9


HEIGHTS = st.lists(st.integers(-50, 50), min_size=5, max_size=12)


@given(HEIGHTS)
def test_a_curve_leads_through_its_knots_and_leaves_their_range_nowhere(values):
    made = curve(list(enumerate(values)))
    assert made(range(len(values))) == pytest.approx(values)
    for place, ends in enumerate(pairwise(values)):
        inside = made(np.linspace(place, place + 1, 20))
        assert min(ends) - 1e-9 <= inside.min()
        assert inside.max() <= max(ends) + 1e-9


@given(st.dictionaries(st.integers(-50, 50), st.integers(-50, 50), min_size=5, max_size=12))
def test_within_the_outer_pieces_a_curve_is_the_monotone_spline_of_scipy(knots):
    at, values = zip(*sorted(knots.items()), strict=True)
    where = np.linspace(at[1], at[-2], 30)
    made, expected = curve(sorted(knots.items())), PchipInterpolator(at, values)
    assert made(where) == pytest.approx(expected(where), abs=1e-9)
    assert made.slope(where) == pytest.approx(expected(where, 1), abs=1e-9)

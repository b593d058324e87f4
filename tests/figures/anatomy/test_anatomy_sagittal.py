"""The canal in sagittal section: layers stay in order, the cord gives way and is flattened."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers.figures.anatomy.masses import Mass
from helpers.figures.anatomy.sagittal import (
    BACK,
    CORD_BACK,
    CORD_FRONT,
    DURA_BACK,
    DURA_FRONT,
    FRONT,
    canal,
)

masses = st.lists(
    st.builds(
        Mass,
        side=st.sampled_from(["ventral", "dorsal"]),
        top=st.floats(2, 45),
        bottom=st.floats(-45, -2),
        thickness=st.floats(0.3, 8),
        shape=st.sampled_from(["striated", "fusiform", "lobulated"]),
    ),
    max_size=3,
)


def thickest(found: list[Mass], side: str) -> float:
    return max((mass.thickness for mass in found if mass.side == side), default=0.0)


def test_the_canal_has_the_measures_of_the_real_one():
    assert pytest.approx(15) == BACK - FRONT
    assert pytest.approx(8) == CORD_BACK - CORD_FRONT
    rest = canal(-40, 40)
    for surface, place in (
        (rest.dura_front, DURA_FRONT),
        (rest.cord_front, CORD_FRONT),
        (rest.cord_back, CORD_BACK),
        (rest.dura_back, DURA_BACK),
    ):
        assert np.allclose(surface, place)


@given(masses)
def test_layers_stay_in_order_whatever_the_masses(found):
    assume(thickest(found, "ventral") + thickest(found, "dorsal") < 12)
    inside = canal(-60, 60, found)
    layers = [
        np.full_like(inside.z, FRONT),
        inside.outer_front,
        inside.dura_front,
        inside.cord_front,
        inside.cord_back,
        inside.dura_back,
        inside.outer_back,
        np.full_like(inside.z, BACK),
    ]
    for outer, inner in pairwise(layers):
        assert (inner - outer > -1e-9).all()
    assert (inside.cord_back - inside.cord_front <= CORD_BACK - CORD_FRONT + 1e-9).all()
    assert (inside.cord_back - inside.cord_front > 1).all()


@given(st.floats(4.5, 8), st.sampled_from(["ventral", "dorsal"]))
def test_the_cord_moves_away_from_the_mass_and_only_near_it(thickness, side):
    inside = canal(-90, 90, [Mass(side, 20, -20, thickness)])
    _, front, back, _ = inside.at(0)
    moved = (front + back) / 2 - (CORD_FRONT + CORD_BACK) / 2
    assert moved > 0.2 if side == "ventral" else moved < -0.2
    assert inside.at(80)[1:3] == pytest.approx((CORD_FRONT, CORD_BACK), abs=1e-3)


@given(st.floats(2, 8), st.floats(2, 8))
def test_a_thicker_mass_never_leaves_more_cord(one, other):
    depths = []
    for thickness in sorted((one, other)):
        _, front, back, _ = canal(-60, 60, [Mass("ventral", 20, -20, thickness)]).at(0)
        depths.append(back - front)
    assert depths[1] <= depths[0] + 1e-9


@given(masses)
def test_a_mass_is_never_thicker_than_said_nor_beyond_its_ends(found):
    z = np.linspace(-60, 60, 400)
    for mass in found:
        thickness = mass.at(z)
        assert (thickness >= 0).all()
        assert thickness.max() <= mass.thickness + 1e-9
        assert thickness.max() > 0.7 * mass.thickness or mass.top - mass.bottom < 6
        assert not thickness[(z > mass.top) | (z < mass.bottom)].any()

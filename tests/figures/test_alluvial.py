import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures.alluvial import GAP, Stage, _edges, lay_out

STAGES = [
    Stage(("a", "b", "c"), 0, 1),
    Stage(("d", "e"), 2, 3, slot=0.3),
    Stage(("f", "g", "h", "i"), 4, 5),
]
ways = list(itertools.product(*(stage.nodes for stage in STAGES)))
made_up_routes = st.dictionaries(st.sampled_from(ways), st.integers(1, 40), min_size=1)


@given(made_up_routes)
def test_a_node_is_as_high_as_its_cases(routes):
    layout = lay_out(STAGES, routes, flow=2.0)
    for place, nodes in enumerate(layout.nodes):
        for node, (low, high) in nodes.items():
            cases = sum(n for route, n in routes.items() if route[place] == node)
            assert high - low == pytest.approx(cases * layout.unit)
        assert sum(high - low for low, high in nodes.values()) == pytest.approx(2.0)


@given(made_up_routes)
def test_nodes_keep_their_order_and_room_for_labels(routes):
    layout = lay_out(STAGES, routes, flow=2.0)
    for stage, nodes in zip(STAGES, layout.nodes, strict=True):
        assert list(nodes) == [node for node in stage.nodes if node in nodes]
        for upper, lower in itertools.pairwise(nodes.values()):
            assert sum(upper) / 2 - sum(lower) / 2 >= stage.slot + GAP - 1e-9


@given(made_up_routes, st.sampled_from([(0, 1), (1, 0), (1, 2), (2, 1)]))
def test_bands_fill_their_node_without_overlap(routes, way):
    place, towards = way
    layout = lay_out(STAGES, routes, flow=2.0)
    edges = _edges(routes, layout, STAGES, place, towards)
    for node, (low, high) in layout.nodes[place].items():
        bands = sorted(edges[route] for route in routes if route[place] == node)
        assert bands[0][0] == pytest.approx(low)
        assert bands[-1][1] == pytest.approx(high)
        for below, above in itertools.pairwise(bands):
            assert below[1] == pytest.approx(above[0])

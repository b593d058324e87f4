"""What holds for every figure: one function of its module's name."""

import hashlib
import importlib
import json
import os
import pkgutil
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

import helpers.figures
from helpers.analysis.quantity import RECORD_MIME
from helpers.data.dataset import Dataset
from helpers.figures import theme
from helpers.figures.drawing import Drawing

FIGURES = (
    *("agreement", "cord_cavity", "course", "lesion_map", "mri_compartments", "mri_patterns"),
    *("mri_shapes", "regions_compared", "reported_matrix", "screening_flow", "sensitivity"),
    *("signal_matrix", "symptoms", "treatment_outcome"),
)
PARTS = {
    *("alluvial", "anatomy", "course_table", "course_timeline", "drawing", "intervals"),
    *("lesion_columns", "lesions", "lettering", "schematic", "shapes", "theme"),
    "treatment_strip",
}


@pytest.fixture(params=FIGURES, scope="session")
def draw(request):
    return getattr(importlib.import_module(f"helpers.figures.{request.param}"), request.param)


def test_every_figure_is_tried_here():
    modules = {module.name for module in pkgutil.iter_modules(helpers.figures.__path__)}
    assert modules - PARTS == set(FIGURES)


def translated(dataset: Dataset) -> Dataset:
    """The same data, all words for people in scripts that the figures' font lacks or half has."""
    words, tables = "硬膜 כותרת ไทย $x^$ <b>", {}
    for name, table in dataset.schema.tables.items():
        fields = {
            field.name: replace(field, title=words, labels=dict.fromkeys(field.labels, words))
            for field in table.values()
        }
        tables[name] = replace(table, fields=fields)
    return replace(dataset, schema=replace(dataset.schema, tables=tables))


def test_labels_in_any_script_are_drawn_in_silence(draw, shipped):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ElementTree.fromstring(draw(translated(shipped)).svg())


def test_survives_any_dataset(draw, made_up):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawing = draw(made_up)
        bundle = drawing._repr_mimebundle_()
    assert isinstance(drawing, Drawing)
    assert len(drawing.alt) > 20
    assert "nan" not in drawing.alt.split()
    assert ElementTree.fromstring(bundle["image/svg+xml"]).tag.endswith("svg")
    json.dumps(bundle[RECORD_MIME], allow_nan=False)


def test_text_stays_inside_the_page_and_of_one_size(draw, make_dataset):
    drawing = draw(make_dataset(20))
    figure = drawing.figure
    assert figure.get_size_inches()[0] == pytest.approx(theme.WIDTH)
    figure.draw_without_rendering()  # puts labels of axes and ticks where they belong
    across, up = figure.bbox.size
    for text in figure.findobj(match=lambda artist: hasattr(artist, "get_text")):
        if not text.get_visible() or not text.get_text():
            continue
        assert text.get_fontsize() == pytest.approx(theme.SIZE)
        box = text.get_window_extent()
        inside = np.array([box.x0, box.y0, across - box.x1, up - box.y1])
        assert (inside > -1).all(), f"{text.get_text()!r} leaves the page"


@pytest.mark.parametrize("cases", [20, 45, 500])
def test_no_text_covers_another(draw, make_dataset, cases):
    figure = draw(make_dataset(cases)).figure
    figure.draw_without_rendering()
    texts = figure.findobj(match=lambda artist: hasattr(artist, "get_text"))
    shown = [text for text in texts if text.get_visible() and text.get_text().strip()]
    boxes = [(text.get_window_extent().padded(-2), text.get_text()) for text in shown]
    for place, (box, one) in enumerate(boxes):
        covering = [other for near, other in boxes[place + 1 :] if box.overlaps(near)]
        assert not covering, f"{one!r} is covered by {covering}"


def test_does_not_change_its_data(draw, make_dataset):
    dataset, same = make_dataset(20), make_dataset(20)
    draw(dataset)
    assert dataset.cases.equals(same.cases)
    assert dataset.published.equals(same.published)


PROGRAM = """
import hashlib, importlib, sys
sys.path.insert(0, sys.argv[1])
from conftest import made_up_dataset
dataset = made_up_dataset(20)
for name in sys.argv[2:]:
    draw = getattr(importlib.import_module(f"helpers.figures.{name}"), name)
    print(name, hashlib.sha256(draw(dataset).svg().encode()).hexdigest())
"""


@pytest.fixture(scope="session")
def drawn_elsewhere():
    """The hash of each figure, drawn in another process, where sets have another order."""
    command = [sys.executable, "-c", PROGRAM, str(Path(__file__).parent), *FIGURES]
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    lines = subprocess.run(
        command, env={**os.environ, "PYTHONHASHSEED": seed}, stdout=subprocess.PIPE, text=True,
        check=True,
    ).stdout.splitlines()  # fmt: skip
    return dict(line.split() for line in lines)


def test_same_bytes_in_another_process(draw, make_dataset, drawn_elsewhere):
    svg = draw(make_dataset(20)).svg()
    assert drawn_elsewhere[draw.__name__] == hashlib.sha256(svg.encode()).hexdigest()

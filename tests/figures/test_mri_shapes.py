from typing import get_args

from helpers.figures.anatomy.masses import Shape
from helpers.figures.mri_shapes import MASSES, mri_shapes


def test_every_shape_of_the_schema_is_drawn(schema):
    allowed = schema.table("cases")["shape"].values
    assert get_args(Shape) == allowed
    assert set(MASSES) == set(allowed)


def test_counts_are_those_of_the_cases(make_dataset):
    dataset = make_dataset(45)
    drawing = mri_shapes(dataset)
    shape = dataset.cases["shape"]
    assert list(drawing.data["n"]) == [int((shape == name).sum()) for name in MASSES]
    assert set(drawing.data["denominator"]) == {int(shape.notna().sum())}
    for quantity in drawing.quantities:
        assert quantity.text in drawing.alt


def test_a_striated_mass_is_long_and_thin_and_a_lobulated_one_short_and_thick():
    length = {name: mass.top - mass.bottom for name, mass in MASSES.items()}
    assert length["striated"] > length["fusiform"] > length["lobulated"]
    assert MASSES["striated"].thickness < MASSES["fusiform"].thickness

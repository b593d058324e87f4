import pytest
from matplotlib.path import Path

from helpers.figures.anatomy import axial, bones_axial
from helpers.figures.anatomy.curves import sampled
from helpers.figures.mri_compartments import SECTIONS, mri_compartments

DURA, EPIDURAL, INTRADURAL, INTRAMEDULLARY = SECTIONS.values()


def closed(outline) -> Path:
    return Path(sampled(outline, 4))


@pytest.mark.parametrize("value", SECTIONS)
def test_the_cord_lies_in_the_sac_and_the_sac_in_the_canal(value):
    section = SECTIONS[value]
    assert closed(section.sac.outline(64)).contains_points(section.cord.outline(128)).all()
    assert closed(bones_axial.wall()).contains_points(section.sac.outline(128)).all()


def test_a_thickened_dura_encloses_its_sac_and_leaves_epidural_fat():
    assert closed(DURA.mass.outline(64)).contains_points(DURA.sac.outline(128)).all()
    assert closed(bones_axial.wall()).contains_points(DURA.mass.outline(128)).all()


def test_an_epidural_mass_lies_outside_the_dura():
    mass = closed(axial.around(EPIDURAL.sac, EPIDURAL.mass))
    assert mass.contains_point((0, EPIDURAL.sac.back - 1))
    assert not closed(EPIDURAL.sac.outline(64)).contains_point((0, EPIDURAL.sac.back - 1))


def test_an_intradural_mass_lies_beside_the_cord_which_gives_way():
    cord = closed(INTRADURAL.cord.outline(64))
    assert not cord.contains_points(INTRADURAL.mass.outline(64)).any()
    assert INTRADURAL.mass.x > 0 > INTRADURAL.cord.x


def test_an_intramedullary_mass_lies_in_a_widened_cord():
    cord = INTRAMEDULLARY.cord
    assert closed(cord.outline(64)).contains_points(INTRAMEDULLARY.mass.outline(64)).all()
    assert cord.half > axial.CORD_HALF


def test_prints_the_margins_of_yang_2023(yang45):
    drawing = mri_compartments(yang45)
    printed = {text.get_text() for text in drawing.figure.texts}
    assert {"18/45 (40.0%)", "17/45 (37.8%)", "9/45 (20.0%)", "1/45 (2.2%)"} <= printed


def test_every_compartment_of_the_schema_is_drawn(schema):
    assert tuple(SECTIONS) == schema.table("cases")["compartment"].values


def test_the_quantities_hold_the_cases_that_are_counted(shipped):
    drawing = mri_compartments(shipped)
    for quantity in drawing.quantities[:4]:
        value = quantity.id.split(".")[1]
        holding = shipped.cases["compartment"].map(lambda found, value=value: value in found)
        assert set(quantity.numerator_cases) == set(shipped.cases["case_id"][holding])

from helpers.analysis.counting import Counter
from helpers.figures.anatomy.sagittal import canal
from helpers.figures.mri_patterns import PATTERNS, mri_patterns


def test_prints_the_margins_of_yang_2023(yang45):
    drawing = mri_patterns(yang45)
    printed = {text.get_text() for text in drawing.figure.texts}
    assert {"17/38 (44.7%)", "15/38 (39.5%)", "6/38 (15.8%)", "38/45 (84.4%)"} <= printed
    assert "homogeneous 17/38 (44.7%)" in drawing.alt


def test_quantities_are_those_of_the_counter(shipped):
    counter = Counter(shipped)
    found = {quantity.id: quantity for quantity in mri_patterns(shipped).quantities}
    dorsal = counter.share("axial_pattern", "dorsal")
    assert found["axial_pattern.dorsal"] == dorsal
    assert list(mri_patterns(shipped).data["n"])[1] == dorsal.n


def test_every_pattern_of_the_schema_is_drawn(schema):
    assert {p.value for p in PATTERNS} == set(schema.table("cases")["axial_pattern"].values)


def test_ventral_masses_are_thicker_and_compress_more():
    ventral, dorsal, _ = PATTERNS
    assert ventral.masses[0].thickness > dorsal.masses[0].thickness
    depth = {}
    for pattern in (ventral, dorsal):
        _, front, back, _ = canal(-60, 60, pattern.masses).at(0)
        depth[pattern.value] = back - front
    assert depth["ventral"] < depth["dorsal"]


def test_says_in_words_that_no_case_states_the_pattern(make_dataset):
    drawing = mri_patterns(make_dataset(20, missing=1.0))
    assert "no case states it" in {text.get_text() for text in drawing.figure.texts}

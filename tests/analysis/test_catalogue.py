import json

import pytest

from helpers.analysis.catalogue import MOST_VALUES_LISTED, catalogue
from helpers.analysis.cohorts import select

KEYS = {
    *("id", "text", "value", "n", "denominator", "percent", "ci_low", "ci_high"),
    *("not_reported", "lower_bound", "numerator_cases", "denominator_cases", "label"),
}


@pytest.fixture(scope="module")
def quantities(shipped):
    return {quantity.id: quantity for quantity in catalogue(shipped, shipped)}


def test_each_id_stands_once(shipped, quantities):
    assert len(catalogue(shipped, shipped)) == len(quantities)


def test_every_allowed_value_of_every_coded_field_is_there(shipped, quantities):
    fields = [f for f in shipped.schema.table("cases").values() if f.clinical]
    wanted = {f"{field.name}.{value}" for field in fields for value in field.values}
    wanted |= {f"{field.name}.{end}" for field in fields for end in ("reported", "not_reported")}
    numbers = [field.name for field in fields if field.numeric]
    wanted |= {f"{name}.{s}" for name in numbers for s in ("median", "q1", "q3", "min", "max")}
    wanted |= {f"lower_limb_mrc_last.{grade}" for grade in range(6)}
    wanted |= {"cases", "studies", "lesion_levels.T5", "steroid_sparing.rituximab"}
    wanted |= {"screening.identified", "screening.duplicates", "screening.excluded.not_spinal"}
    wanted |= {"published.yang2023.region_thoracic", "studies.text_seen.abstract"}
    assert wanted <= set(quantities)


def test_the_grades_of_a_scale_are_listed_wherever_it_begins(dataset_folder):
    scale = {"name": "made_up_scale", "type": "integer", "unit": "points", "group": "course"}
    words = {"title": "Made-up scale", "description": "Made up."}
    bounds = {"constraints": {"minimum": 150, "maximum": 10**15}}
    package = json.loads(dataset_folder.bytes("datapackage.json"))
    package["resources"][0]["schema"]["fields"].append(scale | words | bounds)
    (dataset_folder.path / "datapackage.json").write_text(json.dumps(package))
    rows = dataset_folder.rows("cases.csv")
    dataset_folder.write("cases.csv", [row | {"made_up_scale": ""} for row in rows])
    dataset = dataset_folder.load()
    names = [q.id.removeprefix("made_up_scale.") for q in catalogue(dataset, dataset)]
    grades = [int(name) for name in names if name.isdigit()]
    assert grades == [*range(150, 150 + MOST_VALUES_LISTED + 1)]


def test_numbers_and_cases_agree(shipped, quantities):
    for quantity in quantities.values():
        if quantity.n is not None and not quantity.id.startswith("published."):
            assert quantity.n == len(quantity.numerator_cases)
            assert quantity.denominator == len(quantity.denominator_cases)
            assert set(quantity.numerator_cases) <= set(quantity.denominator_cases)
        if quantity.ci_low is not None:
            assert quantity.ci_low <= quantity.percent <= quantity.ci_high


def test_records_are_json_with_the_agreed_keys(quantities):
    for quantity in quantities.values():
        record = json.loads(json.dumps(quantity.as_record(), allow_nan=False))
        assert set(record) == KEYS
        assert record["text"]


def test_the_margins_of_the_review_are_exact(yang45):
    found = {quantity.id: str(quantity) for quantity in catalogue(yang45, yang45)}
    assert found["cases"] == "45"
    assert found["regions.thoracic"] == found["published.yang2023.region_thoracic"]
    assert found["regions.thoracic"] == "28/45 (62.2%)"
    assert found["axial_pattern.homogeneous"] == "17/38 (44.7%)"
    assert found["screening.excluded.not_spinal"] == "0"


def test_a_cohort_counts_its_cases_and_keeps_the_screening(shipped):
    cut = select(shipped, "biopsy_confirmed")
    found = {quantity.id: quantity for quantity in catalogue(cut, shipped)}
    assert found["cases"].value == 13
    assert found["screening.cases"].value == 20
    assert found["biopsy_confirmed.yes"].percent == 100


def test_without_cases_there_is_still_a_catalogue(shipped):
    empty = shipped.with_cases(shipped.cases.iloc[:0])
    found = {quantity.id: quantity for quantity in catalogue(empty, empty)}
    assert str(found["regions.thoracic"]) == "0/0"
    assert str(found["age_years.median"]) == "not reported"
    assert str(found["studies.year.first"]) == "not reported"

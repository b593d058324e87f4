from collections.abc import Callable

import pytest
from data_folder import DATA, KNOWN, DataFolder

from helpers.data.rules import RULES
from helpers.data.validate import check

Spoil = Callable[[DataFolder], None]


def edited(file: str, key: str, **cells: str) -> Spoil:
    return lambda folder: folder.edit(file, key, **cells)


def evidence(old: bytes, new: bytes) -> Spoil:
    return lambda folder: folder.replace("evidence.csv", old, new)


def printed(statistic: bytes, old: bytes, new: bytes) -> Spoil:
    return lambda folder: folder.replace(
        "published.csv", b"yang2023," + statistic + old, b"yang2023," + statistic + new
    )


def left_out(*pairs: tuple[str, str]) -> Spoil:
    """Possible duplicates, each with the other case or study that it is left out for."""

    def spoil(folder: DataFolder) -> None:
        for case, other in pairs:
            column = "other_case_id" if "-" in other else "other_study_id"
            folder.add("overlaps.csv", case_id=case, reason="made up", **{column: other})

    return spoil


def added_study(folder: DataFolder) -> None:
    """A record with all but a case."""
    folder.add("studies.csv", study_id="madeup", title="Made up", text_seen="abstract")
    record = {"record_id": "madeup", "title": "Made up", "found_by": "x", "decision": "included"}
    folder.add("screening.csv", **record)
    (folder.path / "references.bib").unlink()


def again(**changed: str) -> Spoil:
    """The publication of a case, and the case, once more under another id."""

    def spoil(folder: DataFolder) -> None:
        study = next(r for r in folder.rows("studies.csv") if r["study_id"] == "chan2009")
        folder.add("studies.csv", **study | {"study_id": "chan2009b"} | changed)
        record = {"record_id": "chan2009b", "title": "x", "found_by": "x", "decision": "included"}
        folder.add("screening.csv", **record)
        folder.add("cases.csv", case_id="chan2009b-1", study_id="chan2009b")
        (folder.path / "references.bib").unlink()

    return spoil


ONE_OF_TWO = (
    "the same as of chan2009 in line 2; if both are one publication, keep one row and its"
    " patients once, else they are counted twice"
)
NONE_STAYS = (
    "delete one of these rows, else the cohort without_possible_duplicates has none of these"
    " patients"
)
APART = "differs only by capitals from"
ALIKE = "if they are the same, write them alike, else they are counted apart"
BROKEN: dict[str, list[tuple[Spoil, str]]] = {
    "levels_lie_in_regions": [
        (
            edited("cases.csv", "chae2024-1", regions="thoracic"),
            "cases.csv:18: regions: T9-L1 lies in the lumbar region, which is not stated beside it",
        ),
    ],
    "regions_hold_levels": [
        (
            edited("cases.csv", "woo2021-1", regions="cervical;thoracic"),
            "cases.csv:13: regions: thoracic is stated, but no level of C4-C5 lies in it",
        ),
    ],
    "organs_need_involvement": [
        (
            edited("cases.csv", "chan2009-1", other_organ_involvement="no"),
            "cases.csv:2: other_organs: is filled, but other_organ_involvement is no, not yes",
        ),
    ],
    "agents_need_steroids": [
        (
            edited("cases.csv", "gu2015-1", steroids="no"),
            "cases.csv:6: steroid_agent: is filled, but steroids is no, not yes",
        ),
    ],
    "values_are_spelled_alike": [
        (
            edited("cases.csv", "cavity2025-1", steroid_sparing="azathioprine; Rituximab"),
            f'cases.csv:21: steroid_sparing: "Rituximab" {APART} "rituximab" in line 10; {ALIKE}',
        ),
        (
            edited("cases.csv", "slade2019-1", steroid_sparing="Rituximab"),
            f'cases.csv:10: steroid_sparing: "Rituximab" {APART} "rituximab" in line 19; {ALIKE}',
        ),
        (
            edited("cases.csv", "cavity2025-1", steroid_agent="Prednisone"),
            f'cases.csv:21: steroid_agent: "Prednisone" {APART} "prednisone" in line 10; {ALIKE}',
        ),
        (
            edited("cases.csv", "chan2009-1", other_organs="orbit;Orbit"),
            f'cases.csv:2: other_organs: "Orbit" {APART} "orbit" in line 2; {ALIKE}',
        ),
    ],
    "fields_are_clinical": [
        (
            evidence(b"gu2015-1,age_years;", b"gu2015-1,age_years;heda;"),
            'evidence.csv:3: fields: "heda" is not a clinical column of cases.csv',
        ),
        (
            evidence(b"lu2016-1,age_years;", b"lu2016-1,age_years;headeche;"),
            'evidence.csv:5: fields: "headeche" is not a clinical column of cases.csv;'
            ' did you mean "headache"?',
        ),
        (
            edited("evidence.csv", "lu2016-1", fields="age_years, sex;compartment"),
            'evidence.csv:5: fields: "age_years, sex" is not a clinical column of cases.csv;'
            ' did you mean "age_years;sex"?',
        ),
        (
            evidence(b"lu2016-1,age_years;", b"lu2016-1,Back pain;"),
            'evidence.csv:5: fields: "Back pain" is not a clinical column of cases.csv;'
            ' did you mean "back_pain"?',
        ),
        (
            evidence(b"lu2016-1,age_years;", b"lu2016-1,age_years;notes;"),
            'evidence.csv:5: fields: "notes" is not a clinical column of cases.csv',
        ),
        (
            evidence(b"lu2016-1,age_years;", b"lu2016-1,age_years;study_id;"),
            'evidence.csv:5: fields: "study_id" is not a clinical column of cases.csv',
        ),
    ],
    "fields_are_filled": [
        (
            evidence(b"lu2016-1,age_years;", b"lu2016-1,age_years;headache;"),
            'evidence.csv:5: fields: "headache" of lu2016-1 is empty in cases.csv',
        ),
        (
            edited("cases.csv", "lu2016-1", age_years=""),
            'evidence.csv:5: fields: "age_years" of lu2016-1 is empty in cases.csv',
        ),
    ],
    "filled_fields_are_covered": [
        (
            evidence(b"lu2016-1,age_years;", b"lu2016-1,"),
            "cases.csv:8: age_years: is filled, but no row of evidence.csv says where it was read",
        ),
        (
            edited("cases.csv", "lu2016-1", headache="yes"),
            "cases.csv:8: headache: is filled, but no row of evidence.csv says where it was read",
        ),
        (
            edited("cases.csv", "lu2016-1", headache="yes", steroids="yes"),
            "cases.csv:8: headache, steroids: are filled, but no row of evidence.csv says"
            " where they were read; name them there as headache;steroids",
        ),
    ],
    "included_have_study": [
        (
            lambda folder: folder.drop("studies.csv", "lu2016"),
            'screening.csv:34: record_id: "lu2016" is included, but has no row in studies.csv',
        ),
    ],
    "included_have_cases": [
        (
            added_study,
            'screening.csv:125: record_id: "madeup" is included, but has no row in cases.csv',
        ),
    ],
    "cases_are_included": [
        (
            edited("screening.csv", "lu2016", decision="excluded", reason="not_spinal"),
            'cases.csv:8: study_id: "lu2016" is not an included record of screening.csv; add it'
            " there, or correct its decision",
        ),
    ],
    "reasons_where_not_included": [
        (
            edited("screening.csv", "riku2009", reason=""),
            "screening.csv:3: reason: is empty, but the record is not included",
        ),
        (
            edited("screening.csv", "chan2009", reason="duplicate"),
            "screening.csv:2: reason: is filled, but the record is included",
        ),
    ],
    "no_text_where_not_retrieved": [
        (
            edited("screening.csv", "kosakai2010", reason="not_spinal"),
            "screening.csv:5: reason: is not_spinal, but the decision is not_retrieved, which needs"
            " no_text",
        ),
        (
            edited("screening.csv", "riku2009", reason="no_text"),
            "screening.csv:3: decision: is excluded, but the reason is no_text, which needs"
            " not_retrieved",
        ),
        (
            edited("screening.csv", "kosakai2010", decision="excluded"),
            "screening.csv:5: decision: is excluded, but the reason is no_text, which needs"
            " not_retrieved",
        ),
    ],
    "count_within_denominator": [
        (
            printed(b"own_cases,", b"3,45", b"46,45"),
            "published.csv:8: n: 46 is more than the denominator 45",
        ),
    ],
    "percent_fits_count": [
        (
            printed(b"region_thoracic,28,45,", b"62.2", b"62.3"),
            "published.csv:10: percent: 62.3% is printed, but 28/45 is 62.2%",
        ),
        (
            printed(b"region_sacral,1,45,", b"2.2", b"3"),
            "published.csv:13: percent: 3% is printed, but 1/45 is 2.2%",
        ),
    ],
    "names_another": [
        (
            edited("overlaps.csv", "gu2015-1", other_study_id=""),
            "overlaps.csv:2: other_study_id: is empty, and so is other_case_id",
        ),
        (
            edited("overlaps.csv", "gu2015-1", other_case_id="gu2015-1"),
            "overlaps.csv:2: other_case_id: is the case itself",
        ),
    ],
    "one_of_them_stays": [
        (
            left_out(("woo2021-1", "kim2014-1"), ("kim2014-1", "woo2021-1")),
            'overlaps.csv:4: other_case_id: "woo2021-1" is itself left out for "kim2014-1", in line'
            f" 3; {NONE_STAYS}",
        ),
        (
            left_out(
                *(("woo2021-1", "lu2016-1"), ("lu2016-1", "kim2014-1"), ("kim2014-1", "woo2021-1"))
            ),
            'overlaps.csv:5: other_case_id: "woo2021-1" is itself left out for "lu2016-1", in line'
            f' 3, which leads back to "kim2014-1"; {NONE_STAYS}',
        ),
    ],
    "one_of_a_study_stays": [
        (
            left_out(("chan2009-1", "kim2014"), ("kim2014-1", "chan2009")),
            'overlaps.csv:3: other_study_id: every patient of "kim2014" is itself left out for this'
            f" one or its study, in line 4; {NONE_STAYS}",
        ),
        (
            left_out(("chan2009-1", "kim2014"), ("kim2014-1", "chan2009-1")),
            'overlaps.csv:3: other_study_id: every patient of "kim2014" is itself left out for this'
            f" one or its study, in line 4; {NONE_STAYS}",
        ),
    ],
    "publications_are_there_once": [
        (again(), f"studies.csv:23: doi, pmid, title: are {ONE_OF_TWO}"),
        (
            again(doi="10.1097/pas.0B013E3181ABDFC2", pmid="", title="Other"),
            f"studies.csv:23: doi: is {ONE_OF_TWO}",
        ),
        (
            again(
                doi="10.1/x",
                pmid="1",
                title="IGG4-Related Sclerosing Pachymeningitis – a Previously Unrecognized Form of"
                " Central Nervous System Involvement in IgG4 Related Sclerosing Disease.",
            ),
            f"studies.csv:23: title: is {ONE_OF_TWO}",
        ),
    ],
}
WARNINGS = {
    *("regions_hold_levels", "values_are_spelled_alike"),
    *("percent_fits_count", "publications_are_there_once"),
}
CASES = [(name, *case) for name, cases in BROKEN.items() for case in cases]


def test_every_rule_is_tried() -> None:
    assert [rule.check.__name__ for rule in RULES] == list(BROKEN)


@pytest.mark.parametrize(("name", "spoil", "finding"), CASES, ids=[case[2] for case in CASES])
def test_a_rule_finds_what_breaks_it(
    dataset_folder: DataFolder, name: str, spoil: Spoil, finding: str
) -> None:
    spoil(dataset_folder)
    found = dataset_folder.found("warning" if name in WARNINGS else "error")
    assert [line for line in found if line.startswith(finding.split(": ")[0] + ": ")] == [finding]


@pytest.mark.parametrize(
    ("cells", "fits"),
    [
        ({"n": "1", "denominator": "3", "percent": "33"}, True),
        ({"n": "1", "denominator": "3", "percent": "33.3"}, True),
        ({"n": "1", "denominator": "3", "percent": "33.4"}, False),
        ({"n": "1", "denominator": "3", "percent": "34"}, False),
        ({"n": "1", "denominator": "8", "percent": "12.5"}, True),
        ({"n": "1", "denominator": "8", "percent": "13"}, True),
        ({"n": "1", "denominator": "8", "percent": "12"}, True),
        ({"n": "3", "denominator": "16", "percent": "18.7"}, True),
        ({"n": "3", "denominator": "16", "percent": "18.8"}, True),
        ({"n": "9", "denominator": "", "percent": "20"}, True),
        ({"n": "9", "denominator": "", "percent": "21"}, False),
        ({"n": "", "denominator": "", "percent": "21"}, True),
    ],
)
def test_a_percent_fits_as_far_as_its_decimals_show(
    dataset_folder: DataFolder, cells: dict[str, str], fits: bool
) -> None:
    dataset_folder.add("published.csv", study_id="yang2023", statistic="made_up", **cells)
    assert (dataset_folder.found() == []) == fits


@pytest.mark.parametrize(
    ("decision", "reason", "column"),
    [
        ("included", "no_text", "reason"),
        ("not_retrieved", "", "reason"),
        ("not_retrieved", "unread", "reason"),
        ("lost", "no_text", "decision"),
    ],
)
def test_a_reason_against_a_decision_is_one_finding(
    dataset_folder: DataFolder, decision: str, reason: str, column: str
) -> None:
    dataset_folder.edit("screening.csv", "chan2009", decision=decision, reason=reason)
    here = [line for line in dataset_folder.found() if line.startswith("screening.csv:2: ")]
    assert [line.split(": ")[1] for line in here] == [column]


@pytest.mark.parametrize(
    ("pairs", "lines"),
    [
        (["ab", "bc", "ac", "cd"], []),
        (["ab", "ba", "cd", "dc"], [4, 6]),
        (["ab", "ac", "ba", "ca"], [5, 6]),
        (["da", "ab", "ba"], [5]),
        (["ba", "cb", "dc", "ad"], [4]),
        (["ab", "ab", "ba", "bc"], [5]),
    ],
)
def test_every_circle_of_possible_duplicates_is_found_and_no_chain(
    dataset_folder: DataFolder, pairs: list[str], lines: list[int]
) -> None:
    names = {"a": "woo2021-1", "b": "lu2016-1", "c": "kim2014-1", "d": "chan2009-1"}
    left_out(*((names[case], names[other]) for case, other in pairs))(dataset_folder)
    circles = [line.split(": ")[0] for line in dataset_folder.found("error")]
    assert circles == [f"overlaps.csv:{line}" for line in lines]


def test_columns_that_lack_evidence_can_be_copied_into_it(dataset_folder: DataFolder) -> None:
    dataset_folder.drop("evidence.csv", "gu2015-1")
    [found] = dataset_folder.found()
    names = found.rpartition(" as ")[2]
    assert found.split(": ")[1] == names.replace(";", ", ")
    place = {"case_id": "gu2015-1", "study_id": "gu2015", "locator": "made up"}
    dataset_folder.add("evidence.csv", fields=names.replace(";", ", "), **place)
    assert [line for line in dataset_folder.found() if line.endswith(f'did you mean "{names}"?')]
    dataset_folder.drop("evidence.csv", "gu2015-1")
    dataset_folder.add("evidence.csv", fields=names, **place)
    assert dataset_folder.found() == []


@pytest.mark.parametrize(
    ("pairs", "lines"),
    [
        ("w1>k", []),
        ("w1>k k1>w", [4]),  # kim2014-2 stays, and may be the one meant in line 3
        ("w1>k k1>w k2>w", [3, 4, 5]),
        ("w1>k k1>w k2>w1", [3, 4]),
        ("w1>k k1>w k2>c", [4]),
        ("w1>k k1>c k2>c", []),
        ("k1>w w1>k2", []),
        ("k1>w w1>c", []),
        ("k1>w k1>w w1>k1", [3]),
        ("k1>yang2023", []),
    ],
)
def test_of_a_study_for_which_patients_are_left_out_one_stays(
    dataset_folder: DataFolder, pairs: str, lines: list[int]
) -> None:
    dataset_folder.add("cases.csv", case_id="kim2014-2", study_id="kim2014")
    names = {"k": "kim2014", "k1": "kim2014-1", "k2": "kim2014-2", "c": "chan2009"}
    names |= {"w": "woo2021", "w1": "woo2021-1", "yang2023": "yang2023"}
    for pair in pairs.split():
        case, other = (names[end] for end in pair.split(">"))
        left_out((case, other))(dataset_folder)
    found = [line.split(": ")[0] for line in dataset_folder.found("error")]
    assert found == [f"overlaps.csv:{line}" for line in lines]


def test_texts_that_are_not_counted_may_differ_by_capitals(dataset_folder: DataFolder) -> None:
    for case, note in {"chan2009-1": "Made up", "woo2021-1": "made up"}.items():
        dataset_folder.edit("cases.csv", case, notes=note)
    for study, country in {"chan2009": "NOWHERE", "woo2021": "Nowhere"}.items():
        dataset_folder.edit("studies.csv", study, country=country)
    assert dataset_folder.found() == []


def test_publications_without_doi_and_pmid_are_not_alike(dataset_folder: DataFolder) -> None:
    again(doi="", pmid="", title="–")(dataset_folder)
    dataset_folder.edit("studies.csv", "chen2012", doi="", pmid="", title="?")
    assert dataset_folder.found() == []


def test_percents_without_denominator_are_held_against_all_cases_of_the_study() -> None:
    assert {str(finding).removeprefix(f"{DATA}/") for finding in check(DATA)} == KNOWN


def test_tables_without_rows_break_no_rule(dataset_folder: DataFolder) -> None:
    for file in dataset_folder.path.glob("*.csv"):
        file.write_bytes(file.read_bytes().splitlines()[0])
    assert dataset_folder.found("error") == []
    assert len(dataset_folder.load().cases) == 0

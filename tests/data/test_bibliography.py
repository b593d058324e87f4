import json
import re
from pathlib import Path

import pandas as pd
import pypandoc
import pytest
import typst
from data_folder import DATA, DataFolder
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.data.bibliography import FILE, references_bib, write_references
from helpers.data.dataset import DataError, Dataset

COLUMNS = [
    *("study_id", "first_author", "year", "title", "journal", "volume", "pages", "doi", "url"),
    *("text_seen", "country"),
]
MARKUP = [
    r"a\b{c}d$e&f#g%h_i^j~k`l",
    "a--b---c 'x' \"y\" ``q''",
    "?` !` << >> ,,",
    r"\input{/etc/passwd} \write18{ls} $x^2$ % no comment",
    "@article{x, y} }} {{ \\",
    "{{< meta title >}} $< x > &<y> 5%< z >",
    "<b>bold</b> <script>alert(1)</script> &amp;",
    "*a* _b_ **c** [@yang2023] [x](y) `z` ~~u~~ H~2~O ^s^",
    '#set text(red) #import "x" $ x $ @ref <label>',
    "硬脊膜炎,および דורה 😀 … line\nbreak",
]


def parsed(bib: str) -> dict[str, dict]:
    entries = json.loads(pypandoc.convert_text(bib, "csljson", format="biblatex"))
    return {entry["id"]: entry for entry in entries}


def studies(**cells: object) -> pd.DataFrame:
    return pd.DataFrame([dict.fromkeys(COLUMNS) | {"study_id": "key2000"} | cells])


def plain(title: str) -> str:
    """A title as pandoc gives it, without its mark-up; LaTeX makes ' an apostrophe."""
    return re.sub("</?(span|sub|sup|i|b)[^>]*>", "", title).replace("’", "'")


def test_pandoc_reads_every_study_and_loses_nothing(shipped: Dataset) -> None:
    entries = parsed(references_bib(shipped.studies))
    assert list(entries) == list(shipped.studies["study_id"])
    for study in shipped.studies.to_dict("records"):
        entry = entries[study["study_id"]]
        assert plain(entry["title"]) == study["title"]
        given = {"container-title": "journal", "volume": "volume", "page": "pages", "DOI": "doi"}
        for ours, theirs in ((study[column], entry.get(name)) for name, column in given.items()):
            assert theirs == (None if pd.isna(ours) else ours)
        years = None if pd.isna(study["year"]) else [[int(study["year"])]]
        assert entry.get("issued", {}).get("date-parts") == years


def test_names_are_family_name_and_initials(shipped: Dataset) -> None:
    entries = parsed(references_bib(shipped.studies))
    assert entries["woo2021"]["author"] == [{"family": "Woo", "given": "P. Y. M."}]
    assert entries["lu2016"]["author"] == [{"family": "Lu", "given": "Z."}]


@pytest.mark.parametrize(
    ("author", "name"),
    [
        (
            "de la Cruz JM",
            {"family": "Cruz", "given": "J. M.", "non-dropping-particle": "de la"},
        ),
        ("O'Neill J-P", {"family": "O’Neill", "given": "J.-P."}),
        ("杨光", {"literal": "杨光"}),
        ("Group for Dura and Cord", {"literal": "Group for Dura and Cord"}),
    ],
)
def test_names_of_any_form_stay_one_name(author: str, name: dict[str, str]) -> None:
    [entry] = parsed(references_bib(studies(first_author=author))).values()
    assert entry["author"] == [name]


def test_a_study_without_authors_is_cited_by_its_title(shipped: Dataset) -> None:
    entry = parsed(references_bib(shipped.studies))["cavity2025"]
    assert "author" not in entry
    assert "issued" not in entry
    text = f"---\nbibliography: {DATA / FILE}\n---\n[@cavity2025]"
    html = pypandoc.convert_text(text, "plain", format="markdown", extra_args=["--citeproc"])
    assert "(A case of IgG4-related spinal pachymeningitis with a large" in html


def test_what_is_not_for_a_reference_list_is_left_out() -> None:
    bib = references_bib(studies(title="T", text_seen="abstract", country="Japan", year=2000.0))
    assert "abstract" not in bib
    assert "Japan" not in bib
    assert "nan" not in bib
    assert "None" not in bib


def test_an_address_that_only_resolves_the_doi_is_left_out() -> None:
    doi = "10.1000/182"
    assert "url" not in references_bib(studies(title="T", doi=doi, url=f"https://doi.org/{doi}"))
    assert "url = {https://x.org/}" in references_bib(studies(title="T", url="https://x.org/"))


def test_a_doi_that_looks_like_an_address_stays_a_doi() -> None:
    [entry] = parsed(references_bib(studies(title="T", doi="10.1000/x=http://a.org"))).values()
    assert entry["DOI"] == "10.1000/x=http:%2F%2Fa.org"


@pytest.mark.parametrize("text", MARKUP)
def test_mark_up_is_the_text_that_it_is(text: str) -> None:
    table = studies(first_author=text, title=text, journal=text, volume=text, pages="1")
    [entry] = parsed(references_bib(table)).values()
    expected = " ".join(text.split())
    assert plain(entry["title"]) == plain(expected)
    assert plain(entry["container-title"]) == plain(expected)
    assert plain(entry["author"][0].get("family", "") or entry["author"][0]["literal"]) == plain(
        expected
    )


@given(
    title=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1),
    address=st.text(st.characters(codec="ascii", exclude_categories=["C", "Z"])),
)
@settings(max_examples=25, deadline=None)
def test_no_text_breaks_the_list(title: str, address: str) -> None:
    table = pd.concat([studies(title=title, url=f"https://x.org/{address}"), studies(title="Last")])
    table["study_id"] = ["first", "last"]
    entries = parsed(references_bib(table))
    assert list(entries) == ["first", "last"]
    assert entries["first"]["title"].strip()
    assert entries["first"]["URL"].startswith("https://x.org/")
    assert entries["last"]["title"] == "Last"


def test_typst_reads_the_list_too(tmp_path: Path) -> None:
    table = pd.concat([studies(title=text, journal=text, year=2000.0) for text in MARKUP])
    table["study_id"] = [f"key{i}" for i in range(len(table))]
    (tmp_path / FILE).write_text(references_bib(table), encoding="utf-8")
    (tmp_path / "x.typ").write_text(f'#bibliography("{FILE}", full: true, style: "vancouver")')
    assert typst.compile(str(tmp_path / "x.typ")).startswith(b"%PDF")


def test_the_projects_list_is_up_to_date(shipped: Dataset) -> None:
    assert (DATA / FILE).read_text(encoding="utf-8") == references_bib(shipped.studies)


def test_a_list_that_is_not_up_to_date_is_found_and_written_anew(
    dataset_folder: DataFolder,
) -> None:
    dataset_folder.edit("studies.csv", "lu2016", pages="1-2")
    finding = "references.bib: does not agree with studies.csv; rspbook build makes it anew"
    assert dataset_folder.found("warning") == [finding]
    assert write_references(dataset_folder.path) == dataset_folder.path / FILE
    assert dataset_folder.found() == []
    assert b"pages = {1-2}" in dataset_folder.bytes(FILE)
    assert not list(dataset_folder.path.glob(".*"))


def test_a_list_that_is_up_to_date_is_not_touched(dataset_folder: DataFolder) -> None:
    before = (dataset_folder.path / FILE).stat()
    after = write_references(dataset_folder.path).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_missing_list_is_written(dataset_folder: DataFolder) -> None:
    expected = dataset_folder.bytes(FILE)
    (dataset_folder.path / FILE).unlink()
    assert write_references(dataset_folder.path).read_bytes() == expected


def test_no_list_is_made_of_studies_with_errors(dataset_folder: DataFolder) -> None:
    dataset_folder.edit("studies.csv", "lu2016", year="MMXVI")
    before = dataset_folder.bytes(FILE)
    with pytest.raises(DataError, match='"MMXVI" is not a year'):
        write_references(dataset_folder.path)
    (dataset_folder.path / "studies.csv").unlink()
    with pytest.raises(DataError, match="is not there"):
        write_references(dataset_folder.path)
    assert dataset_folder.bytes(FILE) == before

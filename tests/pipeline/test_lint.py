"""Every rule of ``rspbook lint`` with what it refuses and what it lets pass (all made up)."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from in_process import rspbook

from helpers.errors import BookError
from helpers.pipeline.lint import lint
from helpers.pipeline.markdown import READER
from helpers.pipeline.project import Project, read_project

ROOT = Path(__file__).parents[2]
ONE = "chapters/one.ipynb"
Find = Callable[..., list[str]]


@pytest.fixture
def project(project: Project, write: Callable[..., None]) -> Project:
    """The made-up project with a second chapter whose title is no number."""
    write(project.root / ONE, "x = 1")
    return project


@pytest.fixture
def configure(project: Project) -> Callable[..., Project]:
    """Add to the configuration of the made-up project, which then has a bibliography."""

    def change(**added: object) -> Project:
        path = project.root / "_quarto.yml"
        config = yaml.safe_load(path.read_text("utf-8")) | {"bibliography": "a.bib"} | added
        path.write_text(yaml.safe_dump(config), "utf-8")
        (project.root / "a.bib").write_text("@article{lee2020, title={A}}", "utf-8")
        return read_project(project.root)

    return change


@pytest.fixture
def find(configure: Callable[..., Project], write: Callable[..., None]) -> Find:
    """Write the second chapter with these cells; return what lint says of it."""

    def find(*cells: str, **config: object) -> list[str]:
        project = configure(**config)
        write(project.root / ONE, *cells)
        return [str(one).removeprefix(f"{ONE}, ") for one in lint(project)]

    return find


def numbers(found: list[str]) -> list[str]:
    """Return typed numbers by cell and line: “1 2 twelve”; other findings as they are."""
    typed = re.compile(r'^cell cell-(\d+), line (\d+): "(.+)" is a typed number: .*')
    return [typed.sub(r"\1 \2 \3", finding) for finding in found]


def test_the_chapters_of_the_book_pass() -> None:
    assert [str(finding) for finding in lint(read_project(ROOT))] == []


def test_a_made_up_book_passes(find: Find) -> None:
    assert find("print(28)", "md:As `{python} limit + 1` of\n`{python} limit` show.") == []


def test_a_number_is_named_with_chapter_cell_and_line(project: Project, write: Callable) -> None:
    write(project.root / ONE, "x = 1", "md:Of these\nwere *twelve* men.")
    assert [str(finding) for finding in lint(project)] == [
        'chapters/one.ipynb, cell cell-1, line 2: "twelve" is a typed number: '
        "compute it (`{python} …`) or quote it ([…]{.quoted} with a citation)"
    ]


def test_numbers_are_found_wherever_prose_stands(find: Find) -> None:
    cells = (
        "md:28 of 45 **6**[7](x.html)",
        "md:- a\n- b 8\n  - c nine",
        "md:| a | 3 |\n|:--|:--|\n| four | b |\n\n: A 5 caption.",
        "md:a^[note 6] b[^1] 7\n\n[^1]: Note 8.",
        "md:::: {.callout-note}\n## Title 9.5\nten\n:::",
        '#| label: fig-a\n#| fig-cap: "of 11"\n#| fig-alt: >\n#|   of\n#|   12\nx = 13',
        "md:<b>14</b> $15$ `16` \\*17 m^18^",
        "md:[see 19 in @lee2020]",
        "md:![of 20](a.png){fig-alt='of 21'}",
        "md:% A title of 22",
    )
    assert numbers(find(*cells)) == [
        *("0 1 28", "0 1 45", "0 1 67"),
        *("1 2 8", "1 3 nine"),
        *("2 1 3", "2 3 four", "2 5 5"),
        *("3 1 7", "3 1 6", "3 3 8"),
        *("4 2 9.5", "4 3 ten"),
        *("5 2 11", "5 5 12"),
        *("6 1 <b>14</b>", "6 1 $15$", "6 1 16", "6 1 17", "6 1 m18"),
        "7 1 19",
        *("8 1 20", "8 1 21"),
        "9 1 22",
    ]


def test_what_is_no_typed_number(find: Find) -> None:
    cells = (
        'md:`{python} share("a", 3)`/`{python} f(28)`-fold',
        "md:[@lee2020, p. 12] @lee2020 [fig. 3]",
        'md:"[28 of 45]{.quoted}" [@lee2020] and [*half*]{.quoted} [@lee2020].',
        "md:## 2.1 Second {#sec-part-12}\n\n@sec-part-12, [x](a.ipynb#b-3), <https://a.org/12>",
        "md:1. first\n2. second\n\n```\n12 of 13\n```",
        "y = 'twelve'",
    )
    assert find(*cells) == []


def test_an_expression_that_computes_nothing_is_a_typed_number(find: Find) -> None:
    found = find("md:a\n`{python} 28` of `{python} '45'`, `{python} limit`")
    assert [one.partition(" is")[0] for one in found] == [
        "cell cell-0, line 2: `{python} 28`",
        "cell cell-0, line 2: `{python} '45'`",
    ]


def test_names_that_hold_digits_are_set_by_the_project(find: Find) -> None:
    cell = "md:T1, T2–T12, T13, IgG4-related, xT1 and 3 T"
    assert numbers(find(cell, lint={"terms": ["T([1-9]|1[0-2])", "IgG4"]})) == [
        *("0 1 T13", "0 1 xT1", "0 1 3")
    ]
    assert len(find(cell, lint={})) == 6


@pytest.mark.parametrize("terms", ["IgG4", [4], ["T(1"]])
def test_terms_that_are_no_expressions(find: Find, terms: object) -> None:
    with pytest.raises(BookError, match=r"_quarto\.yml: lint: terms: "):
        find(lint={"terms": terms})


def test_a_quotation_needs_its_source_beside_it(find: Find) -> None:
    found = find(
        "md:[28 of 45]{.quoted} in @lee2020.\nThen [a b]{.quoted} @sec-one.",
        "md:Good: ([28 of 45]{.quoted}\n[@lee2020]).",
    )
    assert found == [
        'cell cell-0, line 1: "28 of 45" is quoted without a source: [28 of 45]{.quoted} [@key]',
        'cell cell-0, line 2: "a b" is quoted without a source: [a b]{.quoted} [@key]',
    ]


def test_nothing_is_meant_for_one_format_alone(find: Find) -> None:
    found = find(
        "md:A `<b>`{=html} word.\n\n```{=typst}\n#panic()\n```\n\nThe set {=} and `a`{.b}.",
        "#| label: tbl-x\n#| tbl-cap: 'A `<b>`{=html}'\ny = '`<b>`{=html}'",
    )
    assert found == [
        "cell cell-0, line 1: {=html}: nothing is meant for one format alone",
        "cell cell-0, line 3: {=typst}: nothing is meant for one format alone",
        "cell cell-1, line 2: {=html}: nothing is meant for one format alone",
    ]


@pytest.mark.parametrize("form", ["html", "typst"])
def test_quarto_reads_as_pandoc_does_but_for_what_lint_refuses(form: str) -> None:
    reader = yaml.safe_load((ROOT / "_quarto.yml").read_text("utf-8"))["format"][form]["from"]
    by_default_off = "-tex_math_single_backslash"
    assert reader == READER.replace("-raw_attribute", "").removesuffix(by_default_off)


def test_references_and_citations_lead_somewhere(find: Find) -> None:
    found = find(
        "md:@sec-index, @sec-one and @lee2020.\n[@lee2021; @lee2020] @fig-b",
        "#| label: tbl-a\n#| tbl-cap: After @tbl-a and @tbl-c",
        "md:[there](#sec-one) or [there](../index.ipynb#sec-lost), a@b.org",
    )
    assert found == [
        "cell cell-0, line 2: @fig-b leads nowhere: there is no such label",
        "cell cell-0, line 2: @lee2021 is not in a.bib",
        "cell cell-1, line 2: @tbl-c leads nowhere: there is no such label",
        "cell cell-2, line 1: @sec-lost leads nowhere: there is no such label",
    ]


def test_figures_and_tables_are_complete(find: Find) -> None:
    found = find(
        "#| label: fig-a\n#| fig-cap: Words",
        "#| label: fig-b\n#| fig-cap: Words\n#| fig-alt: Words",
        "#| label: tbl-a\n#| tbl-colwidths: [1, 2]",
        "#| label: tbl-b\n#| tbl-cap: Words",
        "#| fig-cap: Words",
        "#| label: [fig",
        "md:Text\n![](a.png)\n![words](b.png) ![](c.png){fig-alt=words}",
        "md:| a |\n|:--|\n| b |",
        "md:| a |\n|:--|\n| b |\n\n: Words. {#tbl-d}",
    )
    assert [re.sub(r"( \(|, but).*", "", one) for one in found] == [
        "cell cell-0, line 1: fig-a has no fig-alt",
        "cell cell-2, line 1: tbl-a has no tbl-cap",
        "cell cell-4, line 1: fig-cap without a label that begins with fig-",
        "cell cell-5: its #| options are not YAML: line 1: expected ',' or ']'",
        "cell cell-6, line 2: image a.png has no text: ![…](a.png){fig-alt=…}",
        "cell cell-7, line 1: a table has no caption",
    ]


def test_labels_are_unique_and_well_formed(find: Find) -> None:
    caption = "\n#| tbl-cap: Words"
    found = find(
        f"#| label: tbl-a{caption}",
        f"\n\n#| label: tbl-z{caption}",
        f"#| label: tbl-a{caption}",
        f"#| label: tbl_b{caption}",
        "md:## A {#sec-a}\n\n## B {#sec-index}\n\n## C\n\n## C\n\n[x]{#sec-c_d}",
    )
    assert found == [
        "cell cell-2, line 1: label tbl-a is used twice (first in chapters/one.ipynb, cell cell-0)",
        "cell cell-3, line 1: label tbl_b must begin with fig- or tbl-",
        "cell cell-3, line 1: label tbl_b: write hyphens, not underscores",
        "cell cell-3, line 2: tbl-cap without a label that begins with tbl- (#| label: tbl-…)",
        "cell cell-4, line 3: label sec-index is used twice (first in index.ipynb, cell title)",
        "cell cell-4, line 9: label sec-c_d: write hyphens, not underscores",
    ]


@pytest.mark.parametrize(
    ("first", "passes"),
    [
        ("# Title {#sec-title}", True),
        ("# Title", False),
        ("# Title {#title}", False),
        ("## Title {#sec-title}", False),
        ("Title", False),
        ("", False),
    ],
)
def test_a_chapter_begins_with_its_title(project: Project, first: str, passes: bool) -> None:
    path = project.root / ONE
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"][0]["source"] = first
    path.write_text(json.dumps(notebook), "utf-8")
    message = "chapters/one.ipynb, cell title, line 1: a chapter begins with its title: # Title "
    assert [str(finding).partition("{")[0] for finding in lint(project)] == [message] * (not passes)


def test_the_index_needs_no_label(project: Project) -> None:
    path = project.root / "index.ipynb"
    path.write_text(path.read_text("utf-8").replace("{#sec-index}", "{.unnumbered}"), "utf-8")
    assert lint(project) == []


def test_a_raw_cell_is_prose_too(project: Project) -> None:
    path = project.root / ONE
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"][2] = {"cell_type": "raw", "id": "raw", "metadata": {}, "source": "of 45"}
    path.write_text(json.dumps(notebook), "utf-8")
    assert [
        str(finding).removeprefix(f"{ONE}, ").partition(" is")[0] for finding in lint(project)
    ] == ['cell raw, line 1: "45"']


@pytest.mark.parametrize("kept", ["outputs", "execution_count"])
def test_no_results_are_stored(project: Project, kept: str) -> None:
    path = project.root / ONE
    notebook = json.loads(path.read_text("utf-8"))
    output = {"output_type": "stream", "name": "stdout", "text": "a"}
    notebook["cells"][2][kept] = [output] if kept == "outputs" else 3
    path.write_text(json.dumps(notebook), "utf-8")
    assert [str(finding) for finding in lint(project)] == [
        "chapters/one.ipynb, cell cell-0: stored outputs: clear all outputs and save the notebook"
    ]


def test_the_command_prints_all_findings_and_fails(
    project: Project, write: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root / "chapters")
    done = rspbook("lint")
    assert (done.exit_code, done.stdout) == (0, "2 chapters, 0 findings\n")
    write(project.root / ONE, "md:28 of 45 patients", title="Two")
    done = rspbook("lint")
    assert done.exit_code == 1
    assert [line.partition(" is")[0] for line in done.stdout.splitlines()] == [
        'chapters/one.ipynb, cell title, line 1: "Two"',
        'chapters/one.ipynb, cell cell-0, line 1: "28"',
        'chapters/one.ipynb, cell cell-0, line 1: "45"',
        "2 chapters, 3 findings",
    ]


COUNTS = [
    "7",
    "62.2%",
    "28/45",
    "½",
    "63-year-old",
    "two",
    "Twelve",
    "thirty-one",
    "a third",
    "twice",
]
LIKE_NUMBERS = re.compile(
    "(zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|dozen|half|third)s?",
    re.IGNORECASE,
)
WORD = st.text(st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=9).filter(
    lambda word: not LIKE_NUMBERS.fullmatch(word)
)
TEXT = st.lists(
    st.tuples(WORD, st.sampled_from(["", ",", "."]), st.sampled_from([" ", " ", "\n", "\n\n"])),
    min_size=2,
    max_size=30,
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXT, place=st.integers(0, 29), number=st.sampled_from(COUNTS))
@example(text=[("A", "", " "), ("Ↄ", "", " ")], place=0, number="7")
def test_only_the_number_typed_into_a_text_is_found(
    text: list[tuple[str, str, str]], place: int, number: str, find: Find
) -> None:
    words = ["".join(parts) for parts in text]
    before, after = "".join(words[: place % len(words)]), "".join(words[place % len(words) :])
    line = before.count("\n") + 1
    found = find(f"md:Text {before + after}", f"md:Text {before}{number} {after}")
    assert numbers(found) == [f"1 {line} {number.removeprefix('a ')}"]

"""A book of strangers' data: whatever stands in their cells is text, and nothing is evaluated."""

import csv
import io
import itertools
import re
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from data_folder import DataFolder
from running import command

from helpers.data.columns import Field
from helpers.data.schema import load_schema

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</script></style></title><!-- <svg/onload=alert(1)>",
    "`{python} 6*7*1000` {{< include /etc/passwd >}} {{< meta title >}}",
    "[x](javascript:alert(1)){.y onclick=z} ![i](http://evil.example/i.png)",
    "```{=html}\n<b>raw</b>\n``` `<b>`{=html} `#panic()`{=typst}",
    '#eval("panic()") #read("/etc/passwd") $x^2$ @fig-lesion-map [@nobody] <lab>',
    "\\input{/etc/passwd} \\write18{id} % & ~ ^ _ {a}",
    '=HYPERLINK("http://evil.example")',
    "+1+cmd|x",
    "@SUM(A1)",
    "| a | b |\n|---|---|\n\n# head\n\n::: {.callout-note}\nx\n:::",
    "😀 שלום 硬膜炎 &lt;b&gt; '' -- ...",
)
SHOWN = {
    "cases": ("notes", "other_organs"),
    "studies": ("first_author", "title", "journal", "volume", "pages"),
    "evidence": ("locator", "comment"),
    "published": ("remark",),
}
"""Columns of free text that the pages print."""


OTHER = "*:not(img[src*='_files/fig-'])"
"""Any element but a large figure, which stands beside its page."""


def is_free(field: Field) -> bool:
    """Whether anybody may write anything there."""
    named = field.name.endswith("_id") or field.name in ("doi", "pmid", "url", "statistic")
    return field.type in ("string", "list") and not (
        named or field.values or field.spans or field.name == "fields"
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The first data with such a text, and a mark of its own, in every cell of free text."""
    folder = DataFolder(tmp_path_factory.mktemp("hostile") / "data")
    texts = itertools.cycle(HOSTILE)
    for table in load_schema(folder.path).tables.values():
        rows = folder.rows(table.file)
        for place, row in enumerate(rows):
            for name in filter(lambda name: is_free(table[name]), table):
                if row[name] or (name != "steroid_agent" and not table[name].multiple):
                    text = next(texts)
                    text = text.replace(";", ",") if table[name].multiple else text
                    row[name] = f"{text} mark{table.name}{name}{place}."
        folder.write(table.file, rows)
    return folder


@pytest.fixture(scope="module")
def book(built: Path, data: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("hostile-book") / "book"
    arguments = ("--data", str(data.path), "--output", str(output), "--to", "html")
    done = command(built, "build", "--renderer", "builtin", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return output


def pages(book: Path) -> list[BeautifulSoup]:
    return [
        BeautifulSoup(path.read_bytes(), "html.parser") for path in sorted(book.rglob("*.html"))
    ]


def marks(data: DataFolder) -> dict[str, list[str]]:
    """Return the marks of the columns that are printed."""
    found = {}
    for table, columns in SHOWN.items():
        rows = data.rows(f"{table}.csv")
        for name in columns:
            cells = [row[name] for row in rows if row[name]]
            found[f"{table}.{name}"] = [cell[cell.rindex("mark") :].rstrip(".") for cell in cells]
    return found


def test_the_pages_have_the_tags_and_attributes_of_any_book(built: Path, book: Path) -> None:
    both = [pages(one) for one in (built / "_book", book)]
    kinds = [
        {(tag.name, name) for page in one for tag in page.select(OTHER) for name in tag.attrs}
        for one in both
    ]
    scripts = [
        Counter(tag.get("src") for page in one for tag in page.find_all("script")) for one in both
    ]
    assert kinds[1] <= kinds[0]
    assert scripts[1] == scripts[0]


def test_what_strangers_wrote_is_read_and_nothing_is_evaluated(
    book: Path, data: DataFolder
) -> None:
    text = "\n".join(page.get_text() for page in pages(book))
    for column, found in marks(data).items():
        assert any(re.search(rf"{mark}\b", text) for mark in found), column
    assert "<script>alert(1)</script><img src=x onerror=alert(1)>" in text
    assert "{{< include /etc/passwd >}}" in text
    assert "\\input{/etc/passwd}" in text
    assert '#eval("panic()")' in text
    assert "42000" not in text
    assert "root:x:" not in text


def test_every_sheet_starts_no_formula(book: Path) -> None:
    for path in sorted((book / "data").glob("*.csv")):
        rows = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
        cells = {cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t"))}
        assert not [cell for cell in cells if not re.fullmatch(r"\+[\d.]+", cell)], path.name


def test_the_book_stands_for_the_data_it_was_built_from(
    built: Path, book: Path, data: DataFolder
) -> None:
    done = command(built, "diff", str(book), str(data.path))
    assert "Nothing differs" in done.stdout, done.stdout[:2000] + done.stderr

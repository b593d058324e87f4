"""Which pages have words that no line can hold."""

import pytest

from helpers.render.notebook import Page, has_long_words

LONG = "x" * 61


def cell(text: str = "", caption: str = "") -> dict[str, dict[str, object]]:
    return {"1": {"caption": caption, "outputs": [{"mime": "text/markdown", "text": text}]}}


@pytest.mark.parametrize(
    "page",
    [
        Page(f"A {LONG}."),
        Page("", cell(f"| a |\n| --- |\n| {LONG} |")),
        Page("", cell(caption=LONG)),
        Page("", cell("| " + r"\ ".join(["none"] * 20) + " |")),
        Page("文" * 61),
    ],
)
def test_a_word_longer_than_a_line_is_found_wherever_it_stands(page: Page) -> None:
    assert has_long_words(page)


@pytest.mark.parametrize(
    "text",
    [
        "short words " * 20,
        f"| a |\n| :{'-' * 80} |\n| b |",
        f'[1/2]{{.quantity data-q="{LONG}"}}',
        f"a [link](https://example.org/{LONG})",
        f"`{LONG}`",
    ],
)
def test_what_is_no_word_does_not_count(text: str) -> None:
    assert not has_long_words(Page(text, cell(text)))

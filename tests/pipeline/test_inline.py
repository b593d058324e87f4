"""Inline expressions in Quarto's syntax."""

import pypandoc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.pipeline.inline import InlineError, as_markdown, expressions, insert, values


def answer(*values: object):
    return lambda _: [
        {"status": "ok", "data": {"text/plain": repr(value)}, "metadata": {}} for value in values
    ]


def test_expressions_are_found_in_order() -> None:
    assert expressions("a `{python} x` b `{python}  y `") == ["x", "y"]
    assert expressions("`{python} share('a', \"b\")` and `code` and ``{python} y``") == [
        "share('a', \"b\")"
    ]


def test_values_stand_where_the_expressions_stood() -> None:
    source = "`{python} a`/`{python} b`"
    found = values(source, answer(28, 45))
    assert found == [{"markdown": "28"}, {"markdown": "45"}]
    assert insert(source, [value["markdown"] for value in found]) == "28/45"


def test_a_failing_expression_says_where() -> None:
    failed = {"status": "error", "ename": "KeyError", "evalue": "'x'"}
    with pytest.raises(InlineError, match=r"line 3: `\{python\} d\['x'\]`: KeyError: 'x'"):
        values("one\n\n`{python} d['x']`", lambda _: [failed])


@pytest.mark.parametrize(
    "text", ["&lt;b&gt;", "'a' + 'b'", "['*x*', '<i>']", '"""', "{{< meta x >}}", "a\n\n# b", "-1"]
)
def test_what_is_no_string_appears_as_the_text_that_it_is(text: str) -> None:
    markdown = as_markdown({"text/plain": text})
    shown = pypandoc.convert_text(markdown, "plain", "markdown-smart", ["--wrap=none"])
    assert shown.strip() == " ".join(text.split())


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), max_size=30))
def test_a_text_appears_as_the_text_that_it_is(text: str) -> None:
    markdown = as_markdown({"text/plain": repr(f"a{text}z")})
    shown = pypandoc.convert_text(markdown, "plain", "markdown-smart", ["--wrap=none"])
    assert shown.strip() == f"a{text}z"

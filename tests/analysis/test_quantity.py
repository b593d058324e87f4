import json

import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analysis.quantity import MOST_CASES_STORED, Quantity
from helpers.record import RECORD_MIME


def test_a_plain_number_is_a_plain_span():
    quantity = Quantity("age_years.median[sex=F]", "28/45 (62.2%)")
    assert quantity.markdown() == '[28/45 (62.2%)]{.quantity data-q="age_years.median[sex=F]"}'
    assert str(quantity) == "28/45 (62.2%)"


def span(markdown: str) -> tuple[str, str]:
    [block] = json.loads(pypandoc.convert_text(markdown, "json", "markdown"))["blocks"]
    [inline] = block["c"]
    assert inline["t"] == "Span"
    [(name, id_)] = inline["c"][0][2]
    assert (inline["c"][0][1], name) == (["quantity"], "data-q")
    assert {part["t"] for part in inline["c"][1]} <= {"Str", "Space"}
    return id_, "".join(part.get("c", " ") for part in inline["c"][1])


# without dashes and dots, of which pandoc makes typographic ones
WORDS = st.lists(st.text("ab1/\\`*_{}[]<>#@$^~|&!\"'();:,%", min_size=1), min_size=1, max_size=5)
IDS = st.text("ab1\\`\"'&;.[]=#{} ", min_size=1, max_size=12).map(str.strip)


@settings(max_examples=25, deadline=None)
@given(WORDS, IDS)
def test_whatever_a_label_holds_stays_text(words, id_):
    assert span(Quantity(id_, " ".join(words)).markdown()) == (id_, " ".join(words))


@pytest.mark.parametrize("cases", [3, MOST_CASES_STORED, MOST_CASES_STORED + 1])
def test_the_record_names_the_cases_of_a_cohort_that_can_be_read(cases):
    ids = tuple(f"made-{k}" for k in range(cases))
    named = list(ids) if cases <= MOST_CASES_STORED else None
    quantity = Quantity("x", "1", n=cases, denominator_cases=ids, numerator_cases=ids)
    [record] = quantity._repr_mimebundle_()[RECORD_MIME]["quantities"]
    assert record == json.loads(json.dumps(quantity.as_record()))
    assert record["denominator_cases"] == record["numerator_cases"] == named
    assert record["n"] == cases
    total = Quantity("cases", "1", value=cases, numerator_cases=ids).as_record()
    assert total["numerator_cases"] == named


@pytest.mark.parametrize(
    ("bound", "silent", "said"),
    [(False, 13, "7/20 (35.0%)"), (True, 13, "≥ 7/20 (35.0%)"), (True, 20, "not reported")],
)
def test_where_no_words_say_at_least_a_lower_bound_is_marked(bound, silent, said):
    share = Quantity("x", "7/20 (35.0%)", denominator=20, not_reported=silent, lower_bound=bound)
    assert (share.marked, share.is_silent) == (said, silent == 20)

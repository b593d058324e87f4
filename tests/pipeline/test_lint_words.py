"""Numbers in English text."""

import pytest

from helpers.pipeline.lint.words import numbers


def found(text: str) -> list[str]:
    assert all(text[start:].startswith(word) for start, word in numbers(text))
    return [word for _, word in numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28 of 45 patients (62.2%).", ["28", "45", "62.2%"]),
        ("In 28/45, a 63-year-old, ½ of them, the 1990s", ["28/45", "63-year-old", "½", "1990s"]),
        ("Twelve men, two hundred and five women", ["Twelve", "two hundred and five"]),
        ("twenty-one dozens; a thousand", ["twenty-one dozens", "thousand"]),
        ("half of them, two-thirds, one quarter", ["half", "two-thirds", "one quarter"]),
        ("twice, threefold, the third patient", ["twice", "threefold", "third"]),
        ("in his fifties, zero relapses", ["fifties", "zero"]),
        ("One patient died; one of them; in one.", ["One", "one", "one"]),
        ("the only one patient, a one-year course", ["one", "one"]),
        ("a series of one, of whom one died", ["one", "one"]),
    ],
)
def test_what_is_a_number(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "No one knows; each one; this one.",
        "A long one, the thoracic one that was resected, and the one in the dura.",
        "They follow one another. One should image the spine; one's own data.",
        "the lumbar and sacral ones",
        "the first symptom, a second operation, once idiopathic, both, a pair, a single case",
        "tend, often, weight, someone, alone, quartiles, thirsty, tension, behalf, sixpence",
    ],
)
def test_what_is_none(text: str) -> None:
    assert found(text) == []

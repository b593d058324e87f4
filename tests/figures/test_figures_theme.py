import matplotlib as mpl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.quantity import Quantity
from helpers.figures import intervals, lettering, theme
from helpers.figures.drawing import Drawing


def lightness(colour: str) -> float:
    red, green, blue = mpl.colors.to_rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_sentence_is_a_picture_with_itself_as_alternative_text():
    drawing = theme.sentence("No case states its levels.")
    assert drawing.alt == "No case states its levels."
    assert "<svg" in drawing.svg()


def test_local_settings_do_not_change_the_picture():
    usual = theme.sentence("Nothing to draw.").svg()
    with mpl.rc_context({"font.size": 30, "font.family": ["serif"], "figure.facecolor": "red"}):
        assert theme.sentence("Nothing to draw.").svg() == usual


def test_drawing_leaves_the_settings_alone():
    before = dict(mpl.rcParams)
    theme.sentence("Nothing to draw.")
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("field", sorted(theme.MARKS))
def test_values_differ_in_grey_by_hatch_or_lightness(field):
    marks = list(theme.MARKS[field].values())
    for i, one in enumerate(marks):
        for other in marks[i + 1 :]:
            apart = abs(lightness(one.colour) - lightness(other.colour)) > 0.1
            assert apart or one.hatch != other.hatch
            assert one.marker != other.marker


def test_a_value_not_foreseen_keeps_its_look_from_build_to_build():
    values = ("made-up space", "made-up cyst", "another space", "a fifth space", "硬膜", "x")
    looks = [theme.SPARE.index(theme.mark("compartment", value)) for value in values]
    assert looks == [0, 2, 1, 1, 1, 0]  # Python's own hash of a text is another one each time


@given(st.text(max_size=200))
def test_any_text_becomes_one_line_the_font_can_set(text):
    line = lettering.plain(text, limit=30)
    assert len(line) <= 30
    assert "\n" not in line
    assert all(ord(letter) in lettering._characters() for letter in line)


@given(st.lists(st.from_regex(r"[a-z]{1,12}", fullmatch=True), max_size=30))
def test_wrapping_keeps_every_word_and_the_width(words):
    lines = lettering.wrap(" ".join(words), 1.5)
    assert " ".join(lines).split() == words
    assert all(lettering.text_width(line) <= 1.5 for line in lines if " " in line)


@theme.themed
def made_up_picture(quantities: list[Quantity]) -> Drawing:
    figure = theme.new_figure(1)
    axes = theme.percent_axis(theme.panel(figure, 1, 0.3, 3, 0.6))
    heights = range(len(quantities))
    intervals.draw_intervals(axes, heights, quantities)
    intervals.write_shares(axes, heights, quantities, 1.3)
    return Drawing(figure, alt="made up", data=intervals.frame(quantities, source="made up"))


def test_a_proportion_is_drawn_where_its_numbers_say():
    share = Quantity("a.b", "1/4 (25.0%)", n=1, denominator=4, percent=25.0, ci_low=4.6, ci_high=70)
    none = Quantity("a.c", "0/0", n=0, denominator=0)
    drawing = made_up_picture([share, none])
    axes = drawing.figure.axes[0]
    assert axes.lines[0].get_xdata().tolist() == [25.0]
    assert [path.tolist() for path in axes.collections[0].get_segments()] == [[[4.6, 0], [70, 0]]]
    assert [text.get_text() for text in axes.texts] == ["1/4 (25.0%)", "0/0"]
    assert drawing.data["source"].tolist() == ["made up", "made up"]

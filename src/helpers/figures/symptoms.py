"""Figure: how often each symptom is reported, and which symptoms occur together."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.counting import Counter
from helpers.analysis.quantity import Quantity
from helpers.analysis.together import Combination, combinations
from helpers.data.dataset import Dataset
from helpers.figures import theme
from helpers.figures.drawing import Drawing
from helpers.figures.intervals import draw_intervals, frame, write_shares
from helpers.figures.shapes import rectangles, stripes

PITCH, COLUMNS = 0.24, 14
"""Height of a row in inches; combinations shown at most."""


@theme.themed
def symptoms(dataset: Dataset) -> Drawing:
    """Draw the share of cases with each symptom, and its combinations as an UpSet plot.

    The combinations follow Lex A et al. IEEE Trans Vis Comput Graph 2014;20:1983-92,
    doi:10.1109/TVCG.2014.2346248: a column for each set of symptoms that some case has.
    """
    counter = Counter(dataset)
    shares = _shares(counter)
    if not counter.total("cases").value or not any(share.n for share in shares):
        return theme.sentence("No case reports a symptom: there is nothing to draw.")
    together = combinations(shares, "symptoms.together")
    shown = together[:COLUMNS]
    data = frame([*shares, *(one.quantity for one in shown)])
    return Drawing(
        _draw(shares, shown, _rest(together[COLUMNS:])),
        alt=_alt(shares, shown),
        data=data.assign(part=["symptom"] * len(shares) + ["combination"] * len(shown)),
        quantities=(*shares, *(one.quantity for one in shown)),
    )


def _shares(counter: Counter) -> list[Quantity]:
    """Return the symptoms, the most frequent first."""
    fields = counter.dataset.schema.table("cases")
    coded = [f.name for f in fields.values() if f.group == "symptoms" and f.values == ("yes", "no")]
    return sorted(map(counter.share, coded), key=lambda share: -(share.n or 0))


def _draw(shares: Sequence[Quantity], shown: Sequence[Combination], rest: str) -> Figure:
    rows = len(shares) * PITCH
    figure = theme.new_figure(rows + 1.6)
    floor, top = 0.45, rows + 0.45
    back = theme.bare(theme.panel(figure, 0, floor, theme.WIDTH, rows))
    _rows(back, len(shares))
    stripes(back, len(shares), "#F6F6F6")
    for row, share in enumerate(shares):
        back.text(1.32 / theme.WIDTH, row, share.label, ha="right", va="center_baseline",
                  transform=back.get_yaxis_transform())  # fmt: skip
    dots = theme.percent_axis(theme.panel(figure, 1.45, floor, 1.35, rows))
    _rows(dots, len(shares))
    draw_intervals(dots, range(len(shares)), shares)
    write_shares(dots, range(len(shares)), shares, x=2.3 / 1.35)
    theme.write(figure, 1.45, top + 0.1, "Cases with the symptom", weight="bold")
    width = min(2.45, 0.24 * len(shown))
    _matrix(_rows(theme.bare(theme.panel(figure, 3.95, floor, width, rows)), len(shares)), shown)
    _bars(theme.bare(theme.panel(figure, 3.95, top + 0.06, width, 0.65)), shown)
    theme.write(figure, 3.95, top + 0.92, "Symptoms of the same patient (cases)", weight="bold")
    theme.write(figure, 3.95, 0.1, rest, color=theme.SOFT)
    return figure


def _rows(axes: Axes, rows: int) -> Axes:
    axes.set_ylim(rows - 0.5, -0.5)
    return axes


def _matrix(axes: Axes, shown: Sequence[Combination]) -> None:
    rows = round(axes.get_ylim()[0] + 0.5)
    axes.set_xlim(-0.5, len(shown) - 0.5)
    empty = [(x, y) for x in range(len(shown)) for y in range(rows) if y not in shown[x].members]
    full = [(x, y) for x, one in enumerate(shown) for y in one.members]
    several = [(x, one.members) for x, one in enumerate(shown) if len(one.members) > 1]
    for places, colour in ((empty, theme.PALE), (full, theme.INK)):
        axes.plot(*zip(*places, strict=True), "o", color=colour, markersize=5, markeredgewidth=0)
    for x in [x for x, one in enumerate(shown) if not one.members]:
        axes.text(x - 0.4, rows - 0.2, "none stated", va="center_baseline", color=theme.SOFT)
    axes.vlines(
        [x for x, _ in several], [min(m) for _, m in several], [max(m) for _, m in several],
        colors=theme.INK, linewidth=1.4,
    )  # fmt: skip


def _bars(axes: Axes, shown: Sequence[Combination]) -> None:
    counts = [one.quantity.n or 0 for one in shown]
    axes.set(xlim=(-0.5, len(shown) - 0.5), ylim=(0, max(counts)))
    for some, colour in ((True, theme.ACCENT), (False, theme.RULE)):
        places = [x for x, one in enumerate(shown) if bool(one.members) is some]
        rectangles(axes, [(x - 0.3, 0, 0.6, counts[x]) for x in places], color=colour, lw=0)
    for x, n in enumerate(counts):
        axes.annotate(str(n), (x, n), (0, 2), textcoords="offset points", ha="center")


def _rest(left: Sequence[Combination]) -> str:
    cases = sum(one.quantity.n or 0 for one in left)
    return f"and {len(left)} more combinations in {cases} cases" if left else ""


def _alt(shares: Sequence[Quantity], shown: Sequence[Combination]) -> str:
    each = "; ".join(f"{share.label} {share.marked}" for share in shares)
    return (
        f"Dots with 95% intervals for the share of cases that report each symptom: {each}. "
        f"Beside them an UpSet plot of the symptoms that occur together{_most(shown)}."
    )


def _most(shown: Sequence[Combination]) -> str:
    """Return which combination of several symptoms leads, if one does."""
    several = [one.quantity for one in shown if len(one.members) > 1]
    if not several:
        return ""
    first, *others = several
    if others and others[0].n == first.n:
        return f"; no combination of several leads: the most frequent are in {first.text} each"
    return f"; the most frequent combination of several is {first.label}, in {first.text} of cases"

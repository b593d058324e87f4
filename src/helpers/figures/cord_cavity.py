"""Cavities of the cord in two index cases: after surgery in one, before it in the other.

The patient of cavity2025: dural lesions that compress the thoracic cord; after removal of the
thickened dura cavities of the cord that became much larger (abstract). The patient of yang2023:
homogeneous compression at T9-T11, and cavitary changes one to two segments above and below it
before surgery (legend of figure 1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch

from helpers.analysis.counting import Counter
from helpers.data.levels import Level, Span, levels_of
from helpers.figures.anatomy import annotate
from helpers.figures.anatomy.annotate import Label
from helpers.figures.anatomy.bones_sagittal import SEGMENT
from helpers.figures.anatomy.masses import Mass
from helpers.figures.anatomy.sagittal import Cavity
from helpers.figures.anatomy.sagittal_view import cavity_path, place, sagittal
from helpers.figures.drawing import Drawing
from helpers.figures.schematic import heading
from helpers.figures.theme import INK, LINE, SOFT, new_figure, panel, sentence, themed, write

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset

WIDTH, HEIGHT, GAP, EDGE, TOP, FOOT = 1.64, 3.9, 0.12, 0.06, 0.4, 0.22
"""Width and height of a section, gap, margin, heading, line below (inches)."""
VIEW = (-43.0, 28.0, -74.0, -74.0 + 71.0 * HEIGHT / WIDTH)
"""Front, back, lower and upper edge of every section, in mm."""
OVER_BODIES = -11.0
"""Where words on the vertebral bodies end, in mm."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A case at one time.

    Parameters
    ----------
    case, title : str
    masses, removed, cavities
        See :func:`helpers.figures.anatomy.sagittal_view.sagittal`.
    undescribed : str
        What the scene shows though no source tells of it, as a sentence.
    names : tuple
        What is named, its place, and the height of its name, in mm.
    """

    case: str
    title: str
    names: tuple[tuple[str, float, float, float], ...]
    masses: tuple[Mass, ...] = ()
    removed: tuple[float, ...] = ()
    cavities: tuple[Cavity, ...] = ()
    undescribed: str = ""


SCENES = (
    Scene(
        "cavity2025-1",
        "Before surgery",
        (("Thickened dura", 4, 8, 8), ("Spinal cord", -1, -6, -6)),
        (Mass("dorsal", 45, -45, 7.2),),
        # the abstract tells of this scan only the dura and the compression
        undescribed="whether there was a cavity before surgery is not described; none is drawn.",
    ),
    Scene(
        "cavity2025-1",
        "After surgery",
        (("Cavity", -0.8, 38, 26), ("Earlier\nscans", -1.9, 2, 0)),
        removed=(SEGMENT, 0.0),
        cavities=(Cavity(52, -50, 5.4),),
    ),
    Scene(
        "yang2023-1",
        "Before surgery",
        (
            ("Cavity", -0.6, 64, 66),
            ("Thickened dura", 5, 20, 21),
            ("Spinal cord", 0, 4, 4),
            ("Cavity", -0.6, -52, -52),
        ),
        (Mass("ventral", 37, -37, 4.8, "striated"), Mass("dorsal", 37, -37, 4.2, "striated")),
        cavities=(Cavity(78, 39, 3.4), Cavity(-38.5, -66, 3.4)),
    ),
)
EARLIER = Cavity(32, -28, 2.6)
"""The cavity on the scans before, compared to which the last one was significantly enlarged."""
WORDS = {
    "cavity2025-1": (
        "a mass of the dura compresses the cord before surgery; after removal of the thickened "
        "dura the cord holds a long cavity, larger than on earlier scans"
    ),
    "yang2023-1": (
        "before surgery a homogeneous mass{levels} narrows the cord from both sides, with a "
        "cavity in the cord above and below it"
    ),
}


@themed
def cord_cavity(dataset: Dataset, cohort: Dataset | None = None) -> Drawing:
    """Draw the cavities of the cord that the index cases had, before and after surgery.

    Parameters
    ----------
    dataset : Dataset
        In which the index cases are.
    cohort : Dataset, optional
        The cases that are counted, where these are other ones.
    """
    drawn = Counter(dataset).share("cord_cavity").numerator_cases
    share = Counter(cohort or dataset).share("cord_cavity")
    scenes = [scene for scene in SCENES if scene.case in drawn]
    if not scenes:
        return sentence("No index case with a cavity of the cord is among these cases.")
    remarks = _remarks(dataset, scenes)
    foot = FOOT + LINE * max(0, len(remarks) - 1)
    figure = new_figure(foot + HEIGHT + TOP + 2 * EDGE)
    top = EDGE + foot + HEIGHT
    for i, scene in enumerate(scenes):
        left = EDGE + i * (WIDTH + GAP)
        heading(figure, left, top, scene.title, scene.case)
        axes = panel(figure, left, EDGE + foot, WIDTH, HEIGHT)
        _draw(axes, scene, levels_of(_spans(dataset, scene.case)))
        if scene.removed and i < len(scenes) - 1:
            _name(axes, scene, OVER_BODIES)
        if i == 0:
            annotate.scale_bar(axes, 20.0)
    _name(axes, scene, VIEW[1] + GAP / WIDTH * (VIEW[1] - VIEW[0]))
    heading(figure, EDGE + len(scenes) * (WIDTH + GAP), top, "Cord cavity", share.marked)
    for line, remark in enumerate(reversed(remarks)):
        write(figure, EDGE, EDGE + line * LINE, remark, color=SOFT, va="bottom")
    told = "; ".join(_told(dataset, case) for case in dict.fromkeys(s.case for s in scenes))
    alt = (
        f"Schematic sagittal sections of the thoracic spine. {told}. A cavity of the cord is "
        f"described in at least {share.text} of the cases. {' '.join(remarks)}"
    )
    return Drawing(figure, alt.strip(), _rows(scenes), (share,))


def _draw(axes: Axes, scene: Scene, levels: Sequence[Level]) -> None:
    inside = sagittal(axes, VIEW, scene.masses, scene.removed, scene.cavities)
    annotate.orientation(axes, left="A", right="P")
    for i, level in enumerate(levels):
        z = SEGMENT * ((len(levels) - 1) // 2 - i)
        annotate.inside(axes, str(level), *place(-22, z))
    if scene.removed:
        outline, dashes = cavity_path(inside, EARLIER), (0, (2, 1.5))
        axes.add_artist(PathPatch(outline, fill=False, ec=INK, linestyle=dashes, zorder=2.7))


def _name(axes: Axes, scene: Scene, x: float) -> None:
    labels = [Label(text, *place(there, z)) for text, there, z, _ in scene.names]
    annotate.column(axes, labels, x, [height for *_, height in scene.names])


def _spans(dataset: Dataset, case: str) -> tuple[Span, ...]:
    rows = dataset.cases["lesion_levels"][dataset.cases["case_id"] == case]
    spans: tuple[Span, ...] = rows.iloc[0]
    return spans


def _told(dataset: Dataset, case: str) -> str:
    spans = " and ".join(span.printed for span in _spans(dataset, case))
    return f"{case}: {WORDS[case].format(levels=f' at {spans}' if spans else '')}"


def _remarks(dataset: Dataset, scenes: Sequence[Scene]) -> list[str]:
    """Return what of the picture no source states, in lines."""
    cases = dict.fromkeys(scene.case for scene in scenes)
    rows = dataset.cases.set_index("case_id").loc[list(cases)]
    bare = rows[rows["axial_pattern"].isna() & ~rows["lesion_levels"].astype(bool)]
    names = " and ".join(bare.index)
    place = f"{names}: side and levels are not stated; drawn dorsal, mid-thoracic." if names else ""
    more = (f"{scene.case}: {scene.undescribed}" for scene in scenes if scene.undescribed)
    return [remark for remark in (place, *more) if remark]


def _rows(scenes: Sequence[Scene]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "case_id": [scene.case for scene in scenes],
            "time": [scene.title for scene in scenes],
            "cavities_drawn": [len(scene.cavities) for scene in scenes],
        }
    )

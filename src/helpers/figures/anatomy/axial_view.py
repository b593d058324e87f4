"""An axial section, seen from below, drawn into axes whose unit is the millimetre."""

from __future__ import annotations

from matplotlib.axes import Axes

from helpers.figures.anatomy import axial, tissue
from helpers.figures.anatomy import bones_axial as bones
from helpers.figures.anatomy.axial import Oval
from helpers.figures.anatomy.curves import Values, smooth, together
from helpers.figures.anatomy.tissue import paint, paint_lesion
from helpers.figures.theme import Mark


def frame(axes: Axes, field: tuple[float, float, float, float]) -> None:
    """Draw a thoracic vertebra with its ribs, ligamenta flava and epidural fat.

    Parameters
    ----------
    axes : Axes
    field : tuple of float
        Right, left, posterior and anterior edge of what is shown, in mm.
    """
    right, left, back, front = field
    axes.set(xlim=(right, left), ylim=(back, front), xticks=[], yticks=[])
    tissue.backdrop(axes)
    rib = bones.rib()
    ribs = [smooth(rib, closed=True), smooth(rib * [-1, 1], closed=True)]
    paint(axes, together(ribs), tissue.BONE, 1.0)
    paint(axes, smooth(bones.vertebra(), closed=True), tissue.BONE, 1.1)
    paint(axes, smooth(bones.ligamenta_flava(), closed=True), tissue.LIGAMENT, 1.3)
    paint(axes, smooth(bones.wall(), closed=True), tissue.CANAL, 1.4)


def mass_outside(axes: Axes, sac: Oval, fullness: Values, mark: Mark = tissue.LESION) -> None:
    """Draw a mass between the wall of the canal and the dura (`fullness`: see axial.around)."""
    paint_lesion(axes, smooth(axial.around(sac, fullness), closed=True), mark)


def thickened_dura(axes: Axes, outer: Oval, mark: Mark = tissue.LESION) -> None:
    """Draw the outer face of a thickened dura; its inner face is the sac that comes on top."""
    paint_lesion(axes, smooth(outer.outline(), closed=True), mark)


def mass_in_sac(axes: Axes, sac: Oval, mass: Oval, mark: Mark, in_cord: bool) -> None:
    """Draw a mass within the sac, below the dura, or within the cord."""
    within, order = smooth(sac.outline(), closed=True), 2.8 if in_cord else 2.55
    for patch in paint_lesion(axes, smooth(mass.outline(16), closed=True), mark, order):
        patch.set_clip_path(within, axes.transData)


def contents(axes: Axes, sac: Oval, cord: Oval) -> None:
    """Draw the sac and the cord with its roots and denticulate ligaments."""
    outline = smooth(sac.outline(), closed=True)
    paint(axes, outline, tissue.FLUID, 2.4)
    ligaments = [smooth(ligament) for ligament in axial.denticulate(cord, sac)]
    paint(axes, together(ligaments), tissue.DENTICULATE, 2.5)
    paint(axes, together([smooth(root) for root in axial.roots(cord, sac)]), tissue.NERVE, 2.5)
    paint(axes, smooth(cord.outline(20), closed=True), tissue.CORD, 2.6)
    paint(axes, smooth(axial.grey_matter(cord), closed=True), tissue.GREY_MATTER, 2.7)
    paint(axes, outline, tissue.DURA, 2.9)

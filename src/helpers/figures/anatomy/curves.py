"""Smooth paths through a few points, and what is done with points before they become paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.path import Path
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float64]
"""Points in millimetres, shape (n, 2)."""
Values = NDArray[np.float64]
"""One number per point, shape (n,)."""


def points(pairs: ArrayLike) -> Points:
    """Return `pairs` as an array of shape (n, 2)."""
    return np.asarray(pairs, dtype=np.float64).reshape(-1, 2)


def moved(pairs: ArrayLike, x: float, y: float) -> Points:
    """Return points moved by `x` and `y` mm."""
    return points(np.add(points(pairs), (x, y)))


def traced(outline: str, origin: tuple[float, float] = (0.0, 0.0)) -> Points:
    """Return the points of an outline written as ``x y, x y, …``, moved to `origin`."""
    return moved([pair.split() for pair in outline.split(",")], *origin)


def smooth(knots: ArrayLike, closed: bool = False) -> Path:
    """Return the Catmull-Rom spline through `knots` (at least 2) as cubic Bézier segments."""
    p = points(knots)
    around = np.vstack([p[-1:], p, p[:2]] if closed else [p[:1], p, p[-1:]])
    before, start, end, after = (around[i : len(around) - 3 + i] for i in range(4))
    bezier = np.stack([start + (end - before) / 6, end - (after - start) / 6, end], axis=1)
    vertices = np.vstack([p[:1], bezier.reshape(-1, 2)])
    codes = [Path.MOVETO, *[Path.CURVE4] * (len(vertices) - 1)]
    if closed:
        vertices, codes = np.vstack([vertices, p[:1]]), [*codes, Path.CLOSEPOLY]
    return Path(vertices, codes)


def between(one: ArrayLike, other: ArrayLike) -> Path:
    """Return the closed band between two smooth open curves that run in the same direction."""
    there, back = smooth(one), smooth(points(other)[::-1])
    ends = points(there.vertices), points(back.vertices)
    cubic = Path.CURVE4
    codes = [Path.MOVETO, *[cubic] * (len(ends[0]) - 1), Path.LINETO]
    codes += [*[cubic] * (len(ends[1]) - 1), Path.CLOSEPOLY]
    return Path(np.vstack([*ends, ends[0][:1]]), codes)


def together(paths: Sequence[Path]) -> Path:
    """Return several paths as one, which is drawn at once."""
    return Path.make_compound_path(*paths)


@dataclass(frozen=True, slots=True)
class Curve:
    """A smooth function through knots, cubic between two, where it leaves their range nowhere.

    Its slopes are those of Fritsch FN, Butland J. SIAM J Sci Stat Comput 1984;5:300-4
    (doi:10.1137/0905021). SciPy has such splines, too, but its import takes a quarter of a second.

    Parameters
    ----------
    at, values : array of shape (n,)
        `at` rises.
    """

    at: Values
    values: Values

    def __call__(self, where: ArrayLike) -> Values:
        """Return the values at `where`; outside the knots the first and last pieces go on."""
        t, _, start, end, first, last = self._pieces(where)
        return (1 - t) ** 2 * ((1 + 2 * t) * start + t * first) + t**2 * (
            (3 - 2 * t) * end - (1 - t) * last
        )

    def slope(self, where: ArrayLike) -> Values:
        """Return the slopes at `where`."""
        t, width, start, end, first, last = self._pieces(where)
        bent = 6 * t * (1 - t) * (end - start)
        rise = bent + (1 - t) * (1 - 3 * t) * first - t * (2 - 3 * t) * last
        return rise / width

    def _pieces(self, where: ArrayLike) -> tuple[Values, ...]:
        """Return how far along its piece each place is (0–1), and what is known of that piece.

        That is its width, the values at its ends, and its rise with the slope of each end.
        """
        i = np.clip(np.searchsorted(self.at, where, "right") - 1, 0, len(self.at) - 2)
        width, slopes = np.diff(self.at)[i], self._slopes()
        t = (np.asarray(where) - self.at[i]) / width
        return (
            t,
            width,
            self.values[i],
            self.values[i + 1],
            slopes[i] * width,
            slopes[i + 1] * width,
        )

    def _slopes(self) -> Values:
        """Return the slopes at the knots: none at a turn, else a harmonic mean of both sides."""
        widths = np.diff(self.at)
        steps = np.diff(self.values) / widths
        before, after = steps[:-1], steps[1:]
        weights = 2 * widths[1:] + widths[:-1], widths[1:] + 2 * widths[:-1]
        product, total = before * after, weights[0] * after + weights[1] * before
        mean = np.divide(sum(weights) * product, total, out=np.zeros_like(total), where=product > 0)
        return np.concatenate([steps[:1], mean, steps[-1:]])


def curve(knots: ArrayLike) -> Curve:
    """Return the smooth function through `knots`, pairs of place and value, the places rising."""
    at, values = points(knots).T
    return Curve(at, values)


def sampled(knots: ArrayLike, per: int = 8) -> Points:
    """Return points along the closed spline of :func:`smooth`, `per` of them to each knot."""
    p = points(knots)
    around = np.vstack([p[-1:], p, p[:2]])
    p0, p1, p2, p3 = (around[i : len(around) - 3 + i, None] for i in range(4))
    t = np.linspace(0, 1, per, endpoint=False)[None, :, None]
    curve = p1 + t / 2 * (
        p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0))
    )
    return points(curve)


def polar(outline: Points, centre: ArrayLike, angle: Values) -> Values:
    """Return the distance of a star-shaped outline from `centre` in directions (rad)."""
    away = points(outline - np.asarray(centre, dtype=np.float64))
    there = np.arctan2(away[:, 1], away[:, 0])
    order = np.argsort(there)
    distance = np.hypot(away[:, 0], away[:, 1])
    return np.interp(angle, there[order], distance[order], period=2 * np.pi)


def mirrored(half: ArrayLike) -> Points:
    """Return a closed outline from its right half, from the midline to the midline."""
    right = points(half)
    left: Points = (right[1:-1] * [-1, 1])[::-1]
    return np.vstack([right, left])


def bent(knots: ArrayLike, radius: float) -> Points:
    """Bend a straight column into a kyphosis of `radius` mm, the apex at z = 0 pointing back."""
    p = points(knots)
    angle = p[:, 1] / radius
    return np.column_stack(
        [(radius + p[:, 0]) * np.cos(angle) - radius, (radius + p[:, 0]) * np.sin(angle)]
    )


def blurred(values: Values, steps: float) -> Values:
    """Return evenly spaced `values` smoothed by a Gaussian with a sigma of `steps` samples."""
    reach = max(1, round(3 * steps))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / steps) ** 2)
    padded = np.pad(values, reach, mode="edge")
    return np.convolve(padded, kernel / kernel.sum(), mode="valid")

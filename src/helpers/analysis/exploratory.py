"""Exploratory tests: Fisher's exact test where the cells allow it, never a p-value alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.analysis.counting import Counter
from helpers.analysis.fisher import fisher_exact
from helpers.analysis.naming import shown
from helpers.analysis.proportion import proportion
from helpers.analysis.quantity import Quantity

if TYPE_CHECKING:
    from helpers.data.columns import Field
    from helpers.data.dataset import Dataset

FEWEST_CASES = 10
"""Number of cases of the two groups that state the finding, below which no test is made."""

LEAST_EXPECTED = 1.0
"""Least expected count in any cell; a limit of this review's own.

It is taken over from a limit for the chi-squared test (Cochran WG. Biometrics 1954;10:417-51,
doi:10.2307/3001616), where it guards an approximation. The exact test needs none; but with emptier
tables hardly any of its p-values could be small.
"""

GOOD = ("recovered", "improved")


@dataclass(frozen=True)
class Contrast:
    """Two groups of cases and the finding that is compared between them.

    Parameters
    ----------
    field : str
        Column that makes the groups.
    groups : tuple of str
        Its two values.
    finding : str
        Column that is compared; cases that do not state it are left out, whatever its rule.
    value : str or tuple of str
        Value of the finding, or any of several.
    """

    field: str
    groups: tuple[str, str]
    finding: str
    value: str | tuple[str, ...]


CONTRASTS = (
    Contrast("axial_pattern", ("ventral", "dorsal"), "outcome", GOOD),
    Contrast("axial_pattern", ("homogeneous", "dorsal"), "progressive_worsening", "yes"),
    Contrast("surgery", ("resection", "decompression"), "outcome", GOOD),
    Contrast("surgery", ("resection", "decompression"), "recurrence", "yes"),
    Contrast("sex", ("F", "M"), "outcome", GOOD),
    Contrast("sex", ("F", "M"), "progressive_worsening", "yes"),
)
"""The contrasts that are asked, if the counts allow: pattern, operation and sex against the course.

They were not registered beforehand and are exploratory; nothing is to be concluded from them alone.
As only cases that state the finding count, the share of a finding that reports hardly ever deny is
high by construction; its groups can be compared only where some report denies it.
"""


@dataclass(frozen=True)
class Exploration:
    """A contrast with its counts and, where the cells allow, its test.

    Parameters
    ----------
    contrast : Contrast
    labels : tuple of str
        What people call the two groups.
    shares : tuple of Quantity
        Share of the finding in each group, among its cases that state it.
    p : Quantity or None
        Two-sided p-value; None where the cells do not allow a test.
    reason : str
        Why there is no test.
    """

    contrast: Contrast
    labels: tuple[str, str]
    shares: tuple[Quantity, Quantity]
    p: Quantity | None
    reason: str = ""


def explorations(dataset: Dataset) -> list[Exploration]:
    """Return each contrast with its counts, tested where its cells allow.

    A test needs `FEWEST_CASES` cases of the two groups that state the finding, an expected count of
    at least `LEAST_EXPECTED` in every cell and, where the rule of the finding is `all`, a case that
    denies it. P-values are two-sided and not corrected for their number.
    """
    counter = Counter(dataset)
    return [_explore(contrast, counter) for contrast in CONTRASTS]


def _explore(contrast: Contrast, counter: Counter) -> Exploration:
    first, second = (_share(contrast, group, counter) for group in contrast.groups)
    fields = counter.dataset.schema.table("cases")
    field, finding = fields[contrast.field], fields[contrast.finding]
    labels = (shown(field, contrast.groups[0]), shown(field, contrast.groups[1]))
    cells = [[share.n or 0, (share.denominator or 0) - (share.n or 0)] for share in (first, second)]
    if reason := _undenied(cells, finding) or _obstacle(cells):
        return Exploration(contrast, labels, (first, second), None, reason)
    p = _p_value(contrast, cells, (first, second))
    return Exploration(contrast, labels, (first, second), p)


def _share(contrast: Contrast, group: str, counter: Counter) -> Quantity:
    """Return the share among the group's cases that state the finding, also if its rule is `all`.

    That rule gives a lower bound: it takes silence for absence. Groups that differ only in how
    much their reports say would then seem to differ in the finding.
    """
    where: dict[str, object] = {contrast.field: group}
    share = counter.share(contrast.finding, contrast.value, **where)
    if counter.dataset.schema.table("cases")[contrast.finding].counting == "reported":
        return share
    stated = counter.reported(contrast.finding, **where)
    stem, _, filters = share.id.partition("[")
    return proportion(
        f"{stem}.stated[{filters}",
        share.numerator_cases,
        stated.numerator_cases,
        label=f"{share.label}, among cases that state it",
        not_reported=share.not_reported,
    )


def _undenied(cells: list[list[int]], finding: Field) -> str:
    # where silence stands for absence and nobody breaks it, the shares are 100% by construction
    stated, denied = (sum(column) for column in zip(*cells, strict=True))
    silent = finding.counting == "all" and stated and not denied
    return "no report on these groups denies it" if silent else ""


def _obstacle(cells: list[list[int]]) -> str:
    rows, columns = (
        [sum(row) for row in cells],
        [sum(column) for column in zip(*cells, strict=True)],
    )
    total = sum(rows)
    if total < FEWEST_CASES:
        many, states = ("", "s") if total == 1 else ("s", "")
        return f"too few: {total} patient{many} of the two groups state{states} it"
    if min(rows) * min(columns) < LEAST_EXPECTED * total:
        return "an expected count is below one"
    return ""


def _p_value(
    contrast: Contrast, cells: list[list[int]], shares: tuple[Quantity, Quantity]
) -> Quantity:
    p = fisher_exact(cells)
    finding, groups = shares[0].id.partition("[")[0], "-".join(contrast.groups)
    return Quantity(
        id=f"exploratory.{finding}[{contrast.field}={groups}].p",
        text="< 0.001" if p < 0.001 else f"{p:.3f}" if p < 0.1 else f"{p:.2f}",
        value=p,
        numerator_cases=shares[0].numerator_cases + shares[1].numerator_cases,
        denominator_cases=shares[0].denominator_cases + shares[1].denominator_cases,
        label=f"exploratory: {shares[0].label} against {contrast.groups[1]}, Fisher's exact test",
    )

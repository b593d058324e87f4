"""What a chapter opens first: the review, its cases counted for the chapter's cohort."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from helpers.analysis.catalogue import catalogue
from helpers.analysis.cohorts import ALL, cohort_label, of_cohort, select
from helpers.analysis.counting import Counter
from helpers.analysis.phrase import Phrase
from helpers.analysis.quantity import Quantity
from helpers.analysis.releases import RELEASES, Release, last_release
from helpers.data.dataset import Dataset, load_dataset
from helpers.errors import BookError


class Review(Counter):
    """The cases of one cohort, counted, and the whole dataset behind them.

    Parameters
    ----------
    whole : Dataset
        Every case.
    cohort : str
        One of `helpers.analysis.cohorts.COHORTS`.
    """

    def __init__(self, whole: Dataset, cohort: str = ALL) -> None:
        super().__init__(select(whole, cohort))
        self.whole = whole
        self.cohort = cohort
        self.cohort_label = cohort_label(cohort)

    @cached_property
    def quantities(self) -> dict[str, Quantity]:
        """Every quantity of the catalogue by its id."""
        return {quantity.id: quantity for quantity in catalogue(self.dataset, self.whole)}

    @property
    def reports(self) -> Phrase:
        """The number of reports, and where not all cases count, which: ``13 reports (…)``."""
        counted = "" if self.cohort == ALL else f" ({self.cohort_label})"
        return Phrase((self.total("studies"), f" reports{counted}"))

    def of_all(self, field: str, value: object = "yes", **where: object) -> Quantity:
        """Return a share among all cases, whatever the cohort; as `Counter.share`.

        Its id names the cohort: ``biopsy_confirmed.yes[cohort=all]``.
        """
        return of_cohort(ALL, Counter(self.whole).share(field, value, **where))

    def quantity(self, id_: str) -> Quantity:
        """Return a quantity of the catalogue, ``quantity("screening.identified")``.

        Raises
        ------
        BookError
            If the catalogue has no such quantity.
        """
        if id_ not in self.quantities:
            raise BookError(f'there is no quantity "{id_}" (rspbook quantities lists them)')
        return self.quantities[id_]


def open_review(data_dir: str = "data", cohort: str = ALL) -> Review:
    """Load the data of a chapter and cut them to a cohort.

    Parameters
    ----------
    data_dir : str
        Folder with the data; where relative, from the root of the project, wherever inside it
        the notebook runs.
    cohort : str
        One of `helpers.analysis.cohorts.COHORTS`.

    Raises
    ------
    BookError
        If the data have errors or there is no such cohort.
    """
    return Review(load_dataset(_resolve(data_dir)), cohort)


def open_release(releases_dir: str = RELEASES) -> Release | None:
    """Return what the last release has kept, None before the first; paths as in `open_review`."""
    return last_release(_resolve(releases_dir))


def _resolve(folder: str) -> Path:
    here = Path.cwd()
    roots = (one for one in (here, *here.parents) if (one / "_quarto.yml").is_file())
    return next(roots, here) / folder

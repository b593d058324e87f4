"""What programs leave beside the files of a project for themselves; it is no part of any book."""

from __future__ import annotations

from pathlib import PurePath


def is_litter(path: PurePath | str) -> bool:
    """Tell whether a part of a path is hidden (``.``), a lock (``~$``) or an older copy (``…~``).

    Such files come and go while others are open. The path is to be seen from the folder in
    question: what lies in a hidden folder that someone has named is not litter for that.

    Examples
    --------
    >>> [is_litter(name) for name in (".~lock.cases.csv#", "~$cases.xlsx", "a/.git/b", "cases.csv")]
    [True, True, True, False]
    """
    return any(part.startswith((".", "~$")) or part.endswith("~") for part in PurePath(path).parts)

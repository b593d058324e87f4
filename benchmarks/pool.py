"""Execute all chapters with papermill's API in a pool of processes, as one would write it."""

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import papermill


def run(chapter: str) -> None:
    """Execute one chapter into the folder ``executed``."""
    papermill.execute_notebook(chapter, f"executed/{Path(chapter).name}", progress_bar=False)


if __name__ == "__main__":
    Path("executed").mkdir()
    with ProcessPoolExecutor() as pool:
        list(pool.map(run, sys.argv[1:]))

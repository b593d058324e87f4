"""The same work as `helpers.pipeline.workers`, on the machines of a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from helpers.errors import BookError, told
from helpers.pipeline.workers import Done


def run_on_cluster(
    scheduler: str, work: Callable[[Any], Any], tasks: Sequence[Any], timeout: float = 10.0
) -> Iterator[Done]:
    """Run ``work(task)`` for every task on a cluster; yield each as it ends.

    The tasks travel whole, and those of a worker that is lost are done again by another.

    Parameters
    ----------
    scheduler : str
        Address of the scheduler, ``tcp://host:port``.
    timeout : float
        Seconds to wait for the scheduler.

    Raises
    ------
    BookError
        If Dask is not installed or the scheduler does not answer.
    """
    try:
        from distributed import Client, as_completed
    except ImportError:
        message = "--scheduler needs Dask: install the project with its extra, .[cluster]"
        raise BookError(message) from None
    try:
        client = Client(scheduler, timeout=timeout)
    except (OSError, ValueError) as error:
        raise BookError(f"--scheduler {scheduler}: no scheduler answers ({error})") from None
    with client:
        futures = {client.submit(work, task, pure=False, retries=3): task for task in tasks}
        for future in as_completed(futures):
            failure = future.exception()
            if failure is None:
                yield Done(futures[future], future.result())
            else:
                yield Done(futures[future], error=_as_book_error(failure))


def _as_book_error(error: Exception) -> BookError:
    return error if isinstance(error, BookError) else BookError(told(error))

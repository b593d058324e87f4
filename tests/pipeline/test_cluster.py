"""Work on a Dask cluster of two local workers, one of which is killed half way."""

import os
import signal
import time
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from helpers.errors import BookError
from helpers.pipeline.cluster import run_on_cluster


def mark(task: tuple[Path, int]) -> int:
    """Leave a note of who did the task, and take a while."""
    folder, number = task
    (folder / f"{number}-{os.getpid()}").touch()
    time.sleep(0.3)
    return number * number


def refuse(task: int) -> int:
    raise BookError(f"task {task} cannot be done")


@pytest.fixture(scope="module")
def cluster():
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as one:
        yield one


def test_a_lost_worker_costs_no_result(cluster: LocalCluster, tmp_path: Path) -> None:
    with Client(cluster) as client:
        pids = client.run(os.getpid)
    results = run_on_cluster(cluster.scheduler_address, mark, [(tmp_path, n) for n in range(12)])
    done = [next(results), next(results)]
    os.kill(next(iter(pids.values())), signal.SIGKILL)
    done += results
    assert sorted(one.value for one in done) == [n * n for n in range(12)]
    assert all(one.error is None for one in done)


def test_an_error_is_told_as_it_is(cluster: LocalCluster) -> None:
    (done,) = run_on_cluster(cluster.scheduler_address, refuse, [7])
    assert str(done.error) == "task 7 cannot be done"


def test_no_scheduler() -> None:
    with pytest.raises(BookError, match=r"--scheduler tcp://127\.0\.0\.1:9: no scheduler answers"):
        list(run_on_cluster("tcp://127.0.0.1:9", refuse, [1], timeout=0.5))

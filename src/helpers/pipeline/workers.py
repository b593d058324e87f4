"""Running chapters in parallel, each in a process forked from one that is already warm.

The standard library's fork server imports the heavy packages once, before any thread, event
loop or socket exists in it, and forks a process for every chapter. A chapter that crashes, is
killed or takes too long costs only itself.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing as mp
import os
import select
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from helpers.errors import BookError, told
from helpers.pipeline import fork_server
from helpers.pipeline.cores import cores
from helpers.pipeline.fork_server import Streams

HELD = "helpers.pipeline.held"
"""The module whose import waits until there is work to do."""


@dataclass(frozen=True)
class Done:
    """What became of one task: its `value`, or the `error` that ended it."""

    task: Any
    value: Any = None
    error: BookError | None = None
    seconds: float = 0.0


@dataclass
class _Running:
    task: Any
    process: mp.process.BaseProcess
    pipe: Connection
    started: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started


class Workers:
    """Processes that are warm before they start.

    Parameters
    ----------
    preload : sequence of str
        Modules that the fork server imports once; those that cannot be imported are passed over
        (the chapter that needs them will say so).
    jobs : int
        How many processes may run at once.
    timeout : float or None
        Seconds that one task may take, where its time is limited.
    """

    def __init__(
        self, preload: Sequence[str] = (), jobs: int | None = None, timeout: float | None = None
    ) -> None:
        self.jobs = max(1, jobs or cores())
        self.timeout = timeout
        self._started = False
        self._context = fork_server.context(preload)

    def warm_up(self) -> None:
        """Let the imports begin now, while the caller has other things to do."""
        if fork_server.IS_THERE:
            self._started = True
            fork_server.begin()

    def warm_up_and_wait(self) -> None:
        """Let those imports begin that stand before `HELD`, if one day there may be work to do."""
        if fork_server.IS_THERE:
            fork_server.begin_and_wait()

    def close(self) -> None:
        """End the process from which the others are forked, and free the memory that it holds.

        It starts anew when there is more to run.
        """
        if self._started:
            hear, say = self._context.Pipe(duplex=False)
            with contextlib.suppress(ChildProcessError):  # it is gone already
                [done] = self.run(fork_server.end, [hear], lambda _: say.send(None), limited=False)
                if done.value:
                    fork_server.wait_for_end(done.value)
            self._started = False

    def run(
        self,
        work: Callable[[Any], Any],
        tasks: Sequence[Any],
        started: Callable[[Any], None] = lambda _: None,
        limited: bool = True,
    ) -> Iterator[Done]:
        """Run ``work(task)`` for every task; yield each as it ends.

        What is not `limited` may take any time.

        Closing the iterator, or an interrupt, ends all processes.
        """
        waiting, running, limit = list(tasks), list[_Running](), self.timeout if limited else None
        try:
            while waiting or running:
                finished, refused = _finished(running, limit), list[Done]()
                while waiting and len(running) - len(finished) < self.jobs:
                    one = self._start(work, waiting.pop(0))
                    if isinstance(one, Done):
                        refused.append(one)
                    else:
                        running.append(one)
                        started(one.task)
                for one in finished:  # the next are under way while the caller looks at these
                    yield _collect(one, limit)
                    one.process.join()  # has ended by now
                    running.remove(one)
                yield from refused
        finally:
            for one in running:
                _end(one.process)

    def _start(self, work: Callable[[Any], Any], task: Any) -> _Running | Done:
        self.warm_up()
        receiver, sender = self._context.Pipe(duplex=False)
        arguments = work, task, sender, Streams()
        process = self._context.Process(target=_serve, args=arguments, daemon=True)
        try:
            process.start()
        except (EOFError, OSError):  # the fork server is gone
            refusal = BookError("no process can be started for a chapter (out of memory?)")
            return Done(task, error=refusal)
        sender.close()
        return _Running(task, process, receiver)


def _finished(running: list[_Running], limit: float | None) -> list[_Running]:
    """Wait until something ends or runs out of time, if anything runs."""
    if not running:
        return []
    patience = None
    if limit is not None:
        patience = max(0.0, limit - max(one.seconds for one in running))
    ready = wait([one.pipe for one in running], timeout=patience)
    over = [one for one in running if limit and one.seconds >= limit]
    return [one for one in running if one.pipe in ready or one in over]


def _serve(work: Callable[[Any], Any], task: Any, pipe: Connection, _: None) -> None:
    """Run in the child: answer with the value, or with the message of the error."""
    gc.enable()
    try:
        _watch_parent(pipe)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        answer: tuple[Any, str | None] = (work(task), None)
    except BookError as error:
        answer = (None, str(error))
    except KeyboardInterrupt:
        os._exit(130)
    except Exception as error:  # what a chapter meets on its way is not for this module to list
        answer = (None, told(error))
    pipe.send(answer)
    pipe.close()


def _watch_parent(pipe: Connection) -> None:
    """Make a group of this process and all that it may start, which ends with its parent."""
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
        watch = threading.Thread(target=_end_with_parent, args=(pipe.fileno(),), daemon=True)
        try:
            watch.start()
        except RuntimeError as error:
            raise MemoryError from error


def _end_with_parent(pipe: int) -> None:
    """Wait until nobody can hear the answer any more, and end the task and all it started."""
    waiting = select.poll()
    waiting.register(pipe, 0)  # that the other end is closed is told unasked
    waiting.poll()
    os.killpg(0, signal.SIGKILL)


def _collect(one: _Running, timeout: float | None) -> Done:
    seconds = one.seconds
    if not one.pipe.poll():
        _end(one.process)
        return Done(one.task, error=BookError(f"took longer than {timeout:g} s"), seconds=seconds)
    try:
        value, message = one.pipe.recv()
    except (EOFError, OSError):  # it ended before its answer, or in the middle of it
        one.process.join()
        _end(one.process)
        error = BookError(_died(one.process.exitcode))
        return Done(one.task, error=error, seconds=seconds)
    return Done(one.task, value, BookError(message) if message else None, seconds)


def _died(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        hint = " (out of memory?)" if exitcode == -9 else ""
        return f"its process was ended by signal {-exitcode}{hint}"
    return f"its process ended with exit code {exitcode}"


def _end(process: mp.process.BaseProcess) -> None:
    """End a process and what it has started."""
    if hasattr(os, "killpg") and process.pid:
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()

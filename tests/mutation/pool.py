"""A few children at a time, each with a limit; what they end with."""

import os
import signal
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Generic, TypeVar

import attrs

T = TypeVar("T")

TIMED_OUT, BROKEN = -1, 99
_POLL = 0.004


@attrs.frozen
class Child(Generic[T]):
    """What a child is to do.

    Attributes:
        subject: what it is about.
        work: done in the child; what it returns is the child's exit status.
        patience: seconds after which it is killed.
    """

    subject: T
    work: Callable[[], int]
    patience: float


def run_all(children: Iterable[Child[T]], processes: int) -> Iterator[tuple[T, int]]:
    """Each subject with its child's exit status, or `TIMED_OUT`, as they end."""
    waiting, running = deque(children), {}
    while waiting or running:
        while waiting and len(running) < processes:
            child = waiting.popleft()
            running[_forked(child.work)] = (child, time.monotonic() + child.patience)
        for pid, (child, until) in list(running.items()):
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                del running[pid]
                yield child.subject, os.WEXITSTATUS(status) if os.WIFEXITED(status) else TIMED_OUT
            elif time.monotonic() > until:
                os.killpg(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                del running[pid]
                yield child.subject, TIMED_OUT
        time.sleep(_POLL)


def _forked(work: Callable[[], int]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = BROKEN
    try:
        os.setpgid(0, 0)
        code = work()
    except BaseException:  # noqa: BLE001 - a child that cannot even try ends here, and says why
        with Path(os.environ["MUTATION_LOG"]).open("a", encoding="utf-8") as log:
            traceback.print_exc(file=log)
    finally:
        os._exit(code)

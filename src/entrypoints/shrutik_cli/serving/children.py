"""The children of a parent: forked, started again if they die, ended together."""

import gc
import logging
import math
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

import attrs

from shrutik_cli.serving.signals import held_back
from shrutik_core.shared.errors import ShrutikError, Unavailable

_LOG = logging.getLogger(__name__)
_FAILED = 1
# A child that lives shorter has failed to start; so many of these in a row are no accident.
_SETTLED, _MOST_FAILURES = 5.0, 5
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0
_GRACE = 30.0
_POLL = 0.02
_LAST_THREAD = 1.0
_TASKS = Path("/proc/self/task")
# What `ps` and `top` show.
_NAME = Path("/proc/self/comm")


@attrs.define
class Child:
    """One child, in whatever process it lives at the moment.

    Attributes:
        name: for the log.
        run: its whole life.
        delay: seconds after the others that it is first started, so that these are not held up.
        pid: None while it waits to be started.
        started: when it was, or will be.
        failures: times in a row that it ended at once.
    """

    name: str
    run: Callable[[], None]
    delay: float = 0.0
    pid: int | None = None
    started: float = 0.0
    failures: int = 0

    @property
    def code(self) -> str:
        """Its name as it stands in a log."""
        return self.name.replace(" ", "-")


class Children:
    """Keeps children running; single-threaded, as whoever forks must be.

    Args:
        children: none of which runs.
        detach: called first in each new process, to let go of what is the parent's.
    """

    def __init__(self, children: Iterable[Child], detach: Callable[[], None]) -> None:
        self._children = tuple(children)
        self._detach = detach

    def start(self) -> None:
        """Fork each."""
        # What is there now is there for good: a collection that looked at it would copy its pages in every child.
        # None is made before: it would take a tenth of the start and find a thirtieth of what was allocated.
        gc.freeze()
        for child in self._children:
            child.started = time.monotonic() + child.delay
        self.look()

    @property
    def next_start(self) -> float:
        """Seconds until one is due to be started; infinite if all run."""
        waiting = [child.started for child in self._children if child.pid is None]
        return max(0.0, min(waiting, default=math.inf) - time.monotonic())

    def look(self) -> None:
        """Note which have ended, and start those again whose time has come.

        Raises:
            Unavailable: ``process_failing`` if one ends at once, again and again.
        """
        for child in self._children:
            if child.pid is not None:
                self._reap(child, child.pid)
            if child.pid is None and time.monotonic() >= child.started:
                self._fork(child)

    def replace(self, name: str) -> None:
        """Ask one to end, so that it is started again."""
        for child in self._children:
            if child.name == name and child.pid is not None:
                child.started = 0.0
                os.kill(child.pid, signal.SIGTERM)

    def end(self, drain: float, drained: Callable[[], None]) -> None:
        """Ask all to end, wait for half a minute, and kill those that are left.

        Args:
            drain: seconds for which they go on before they end.
            drained: called when these are over, or all have ended.
        """
        self._signal(signal.SIGTERM)
        self._wait(drain)
        drained()
        self._wait(_GRACE)
        self._signal(signal.SIGKILL)
        self._wait(_GRACE)

    def _signal(self, number: signal.Signals) -> None:
        for child in self._children:
            if child.pid is not None:
                os.kill(child.pid, number)

    def _wait(self, seconds: float) -> None:
        give_up = time.monotonic() + seconds
        while self._left() and time.monotonic() < give_up:
            time.sleep(_POLL)

    def _left(self) -> bool:
        for child in self._children:
            if child.pid is not None and os.waitpid(child.pid, os.WNOHANG)[0]:
                child.pid = None
        return any(child.pid is not None for child in self._children)

    def _reap(self, child: Child, pid: int) -> None:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if not ended:
            return
        now = time.monotonic()
        child.pid = None
        child.failures = child.failures + 1 if now - child.started < _SETTLED else 1
        told = _how(os.waitstatus_to_exitcode(status))
        if child.failures >= _MOST_FAILURES:
            detail = f"The {child.name} ends at once whenever it is started ({told}); its messages above say why."
            raise Unavailable("process_failing", detail)
        # Until then it is the time of its next start.
        child.started = now + min(_FIRST_PAUSE * 4 ** (child.failures - 1), _LONGEST_PAUSE)
        _LOG.warning("process_gone", extra={"child": child.code, "child_pid": pid, "how": told})

    def _fork(self, child: Child) -> None:
        _check_alone()
        sys.stdout.flush()
        sys.stderr.flush()
        child.started = time.monotonic()
        with held_back():
            pid = os.fork()
            if pid == 0:
                self._detach()
        if pid == 0:
            _live(child)
        child.pid = pid


def _check_alone() -> None:
    """A thread that is not forked along may hold a lock for ever; one that was joined may take a moment to go."""
    give_up = time.monotonic() + _LAST_THREAD
    while (threads := _threads()) != 1:
        if time.monotonic() > give_up:
            raise RuntimeError(f"The parent has {threads} threads and would fork; it must have one.")
        time.sleep(_POLL / 10)


def _threads() -> int:
    return len(list(_TASKS.iterdir())) if _TASKS.is_dir() else threading.active_count()


def _live(child: Child) -> NoReturn:
    """A child's life; whatever happens, nothing of the parent's is run after it."""
    code = _FAILED
    if _NAME.exists():
        _NAME.write_text(f"shrutik {child.name.removesuffix(' process')}", encoding="ascii")
    try:
        child.run()
        code = 0
    except ShrutikError as error:
        _LOG.error("process_failed", extra={"child": child.code, "code": error.code, "detail": error.detail})
    finally:
        if code and not isinstance(sys.exc_info()[1], ShrutikError | None):
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _how(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"

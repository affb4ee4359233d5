"""The signals that end a process, as an event of a process that works or as a bell of one that waits."""

import os
import select
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_HANDLED = (*ENDING, signal.SIGCHLD)


@contextmanager
def until_signalled() -> Iterator[threading.Event]:
    """An event that a signal to end sets; the signals' former handlers come back at the end."""
    stopping = threading.Event()
    former = {number: signal.signal(number, lambda *_: stopping.set()) for number in ENDING}
    try:
        yield stopping
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


class Bell:
    """Rung by the signals to end and by the end of a child; needs no thread.

    Attributes:
        stopping: whether one of the signals to end came.
    """

    def __init__(self) -> None:
        self.stopping = False
        self._read, self._write = os.pipe()
        os.set_blocking(self._write, False)
        self._former: dict[int, object] = {}
        self._former_wakeup = -1

    def __enter__(self) -> Self:
        """Listen for signals."""
        self._former_wakeup = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        for number in _HANDLED:
            self._former[number] = signal.signal(number, self._note)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the former handlers listen again."""
        for number, handler in self._former.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # as it was given to us
        signal.set_wakeup_fd(self._former_wakeup)
        self.close()

    def wait(self, seconds: float) -> None:
        """Wait until it rings, at most that long."""
        ready, _, _ = select.select([self._read], [], [], seconds)
        if ready:
            os.read(self._read, 1024)

    def leave(self) -> None:
        """In a child that was forked: signals are the child's own again; none is handled until it says how."""
        signal.set_wakeup_fd(-1)
        for number in _HANDLED:
            signal.signal(number, signal.SIG_DFL)
        self.close()

    def close(self) -> None:
        """Let go of the pipe."""
        os.close(self._read)
        os.close(self._write)

    def _note(self, number: int, _frame: object) -> None:
        self.stopping = self.stopping or number in ENDING


@contextmanager
def held_back() -> Iterator[None]:
    """The signals wait until this is over, so that a child that is forked within loses none."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _HANDLED)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

"""Ctrl-C while a library calls back: the library would swallow the exception, so it is raised a moment later."""

import _thread
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 0.05
# The functions through which libsndfile reads and writes what is not a plain file.
_CALLBACKS = "vio_"


class _Pressed:
    """What is known of Ctrl-C in this process."""

    seen = False
    raised = False


def note_only() -> None:
    """In a process that works for another: Ctrl-C between two pieces of work ends none, and the next does not begin."""

    def note(_number: int, _frame: FrameType | None) -> None:
        _Pressed.seen = True

    signal.signal(signal.SIGINT, note)


@contextmanager
def interruptible() -> Iterator[Callable[[], None]]:
    """Within it Ctrl-C raises once, never inside a library's callback; gives a check to be called at each step.

    Raises:
        KeyboardInterrupt: here, in the check or anywhere between, once Ctrl-C was pressed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: None
        return
    before = signal.signal(signal.SIGINT, _on_press)
    try:
        _check()
        yield _check
    finally:
        signal.signal(signal.SIGINT, before)


def forget() -> None:
    """Begin again, as if it was never pressed."""
    _Pressed.seen = _Pressed.raised = False


def _on_press(_number: int, frame: FrameType | None) -> None:
    _Pressed.seen = True
    if _in_callback(frame):
        again = threading.Timer(_AGAIN, _thread.interrupt_main)
        again.daemon = True
        again.start()
        return
    _check()


def _check() -> None:
    if _Pressed.seen and not _Pressed.raised:
        _Pressed.raised = True
        raise KeyboardInterrupt


def _in_callback(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_name.startswith(_CALLBACKS):
            return True
        frame = frame.f_back
    return False

"""How far work is, on one line of a terminal that is written over."""

import sys
import time

import attrs

_MINUTE, _HOUR = 60, 3_600
_WIDTH = 60


def progress_line(title: str, progress: float, elapsed: float) -> str:
    """Per cent, rate and the time that is left if it goes on like this.

    Args:
        title: of the work.
        progress: 0 to 1.
        elapsed: seconds since it was 0.
    """
    told = f"{title}: {progress * 100:.0f} %"
    return told + _goes_on(progress, progress * 100, " %", elapsed)


def count_line(title: str, done: int, total: int, elapsed: float) -> str:
    """The same of things that are counted.

    Args:
        title: of the work.
        done: of them; 0 and up.
        total: of them; there may be more by now.
        elapsed: seconds since none was done.
    """
    share = min(1.0, done / total) if total else 1.0
    told = f"{title}: {done:,} of {total:,}, {share * 100:.0f} %"
    return told + _goes_on(share, done, "", elapsed)


def _goes_on(share: float, amount: float, unit: str, elapsed: float) -> str:
    """Rate and time left, once there is something to tell them by."""
    if share <= 0 or elapsed <= 0:
        return ""
    return f", {amount / elapsed:.2g}{unit} a second, {_time(elapsed * (1 - share) / share)} left"


def _time(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    return f"{seconds / _MINUTE:.0f} min" if seconds < _HOUR else f"{seconds / _HOUR:.1f} h"


@attrs.define
class ProgressLine:
    """Shows lines on standard error if that is a terminal, and clears the last one when it is left."""

    _begun: float = attrs.field(factory=time.monotonic, init=False)

    def __enter__(self) -> "ProgressLine":
        return self

    def __exit__(self, *_: object) -> None:
        self.write("")

    @property
    def elapsed(self) -> float:
        """Seconds since it was made."""
        return time.monotonic() - self._begun

    def write(self, line: str) -> None:
        """This in place of the line before."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{line:<{_WIDTH}}" if line else f"\r{'':<{_WIDTH}}\r")
            sys.stderr.flush()

"""How far a release is, on one line of a terminal that is written over."""

import sys
import time

import attrs

from shrutik_core.releases.release import Release

_MINUTE, _HOUR = 60, 3_600
_WIDTH = 60


def progress_line(title: str, progress: float, elapsed: float) -> str:
    """Per cent, rate and the time that is left if it goes on like this.

    Args:
        title: of the release.
        progress: 0 to 1.
        elapsed: seconds since it was 0.
    """
    told = f"{title}: {progress * 100:.0f} %"
    if progress <= 0 or elapsed <= 0:
        return told
    return f"{told}, {progress * 100 / elapsed:.2g} % a second, {_time(elapsed * (1 - progress) / progress)} left"


def _time(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    return f"{seconds / _MINUTE:.0f} min" if seconds < _HOUR else f"{seconds / _HOUR:.1f} h"


@attrs.define
class BuildProgress:
    """Shows it on standard error if that is a terminal, and clears the line when it is left."""

    _begun: float = attrs.field(factory=time.monotonic, init=False)

    def __enter__(self) -> "BuildProgress":
        return self

    def __exit__(self, *_: object) -> None:
        self._write("")

    def show(self, release: Release) -> None:
        """The release as it is now."""
        self._write(progress_line(release.title, release.progress, time.monotonic() - self._begun))

    def _write(self, line: str) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{line:<{_WIDTH}}" if line else f"\r{'':<{_WIDTH}}\r")
            sys.stderr.flush()

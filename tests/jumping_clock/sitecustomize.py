"""A machine's clock that jumps when a test says so: loaded by each Python that has this folder on its path.

libfaketime would do it for all of a program, but Debian's (0.9.10) breaks the waiting of Python's threads. Each instant
that Shrutik decides by comes from `SystemClock`, and what others' libraries ask for is `time.time`.
"""

import os
import time
from datetime import timedelta
from pathlib import Path

from shrutik_system.clock import SystemClock

_TOLD = Path(os.environ["SHRUTIK_TEST_CLOCK"])
_now, _time = SystemClock.now, time.time


def _seconds() -> float:
    return float(_TOLD.read_text() or 0)


SystemClock.now = lambda self: _now(self) + timedelta(seconds=_seconds())
time.time = lambda: _time() + _seconds()

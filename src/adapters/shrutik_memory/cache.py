"""What was worked out already, in the memory of one process."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event, Lock

import attrs

from shrutik_core.ports.cache import Keeping
from shrutik_core.ports.clock import Clock

MOST_KEPT = 1_000


@attrs.frozen
class _Kept:
    value: bytes | None
    fresh_until: datetime
    until: datetime


class MemoryCache:
    """`Cache` of one process, for many threads.

    Args:
        clock: the present.
        most: names that are remembered; those that were made first go.
    """

    def __init__(self, clock: Clock, most: int = MOST_KEPT) -> None:
        self._clock, self._most, self._lock = clock, most, Lock()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._making: dict[str, Event] = {}

    def get(self, name: str, make: Callable[[], bytes | None], keeping: Keeping) -> bytes | None:
        """See `Cache.get`."""
        while True:
            now = self._clock.now()
            with self._lock:
                kept, making = self._kept.get(name), self._making.get(name)
                if kept is not None and now < (kept.until if making else kept.fresh_until):
                    return kept.value
                if making is None:
                    mine = self._making[name] = Event()
                    break
            if not making.wait(keeping.longest):
                self._give_up(name, making)
        try:
            value = make()
            self._keep(name, mine, value, keeping)
        finally:
            self._give_up(name, mine)
        return value

    def forget(self, name: str) -> None:
        """See `Cache.forget`."""
        with self._lock:
            self._kept.pop(name, None)
            self._making.pop(name, None)

    def _keep(self, name: str, mine: Event, value: bytes | None, keeping: Keeping) -> None:
        fresh, stale = (keeping.nothing, 0.0) if value is None else (keeping.fresh, keeping.stale)
        until = self._clock.now() + timedelta(seconds=fresh)
        with self._lock:
            if self._making.get(name) is mine:
                self._kept[name] = _Kept(value, until, until + timedelta(seconds=stale))
                self._kept.move_to_end(name)
                if len(self._kept) > self._most:
                    self._kept.popitem(last=False)

    def _give_up(self, name: str, making: Event) -> None:
        """Let others make it."""
        with self._lock:
            if self._making.get(name) is making:
                del self._making[name]
        making.set()

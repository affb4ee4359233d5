"""A cache in the process of rows that every request asks for; every change of one reaches it by NOTIFY or a count."""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

import attrs

from shrutik_postgres.account_listener import AccountListener

V = TypeVar("V")

MOST_KEPT = 4_096
# Seconds for which a row is believed whatever is heard: a belt beside the notifications.
LONGEST_AGE = 60.0


@attrs.frozen
class _Entry(Generic[V]):
    value: V
    read_at: float
    count: int


class HeardCache(Generic[V]):
    """Values by the names under which the listener hears of them, for many threads.

    While nothing can be heard, because the listening connection is not there yet or was lost, every look-up reads, and
    the cache begins empty when it listens again.

    Args:
        listener: begins to listen at the first look-up.
        read: reads the value of a name; None if there is none.
        most: values that are kept; those not asked for longest go first.
        longest_age: seconds.
        count_of: how often what stands under a name has changed, as far as processes on this machine tell each other at
            once; a notification takes its time, and on other machines it is all there is.
    """

    def __init__(
        self,
        listener: AccountListener,
        read: Callable[[str], V | None],
        *,
        most: int = MOST_KEPT,
        longest_age: float = LONGEST_AGE,
        count_of: Callable[[str], int] = lambda _: 0,
    ) -> None:
        self._listener = listener
        self._count_of = count_of
        self._read = read
        self._most = most
        self._longest_age = longest_age
        self._lock = Lock()
        self._entries: OrderedDict[str, _Entry[V]] = OrderedDict()
        # How often something was heard: what was read before may be out of date.
        self._heard = 0
        listener.tell(self._forget)

    def find(self, name: str) -> V | None:
        """The value, as it was at the end of the last change that was heard of."""
        self._listener.start()
        with self._lock:
            heard, entry = self._heard, self._entries.get(name)
            if entry is not None:
                self._entries.move_to_end(name)
        now, count = time.monotonic(), self._count_of(name)
        if entry is not None and entry.count == count and self._is_fresh(entry, now):
            return entry.value
        value = self._read(name)
        if value is not None:
            self._keep(name, _Entry(value, now, count), heard)
        return value

    def _is_fresh(self, entry: _Entry[V], now: float) -> bool:
        return self._listener.listening and now - entry.read_at < self._longest_age

    def _keep(self, name: str, entry: _Entry[V], heard: int) -> None:
        with self._lock:
            if heard == self._heard and self._listener.listening:
                self._entries[name] = entry
                self._entries.move_to_end(name)
                if len(self._entries) > self._most:
                    self._entries.popitem(last=False)

    def _forget(self, name: str | None) -> None:
        """Read one value anew, or all of them, when they are asked for next."""
        with self._lock:
            self._heard += 1
            if name is None:
                self._entries.clear()
            else:
                self._entries.pop(name, None)

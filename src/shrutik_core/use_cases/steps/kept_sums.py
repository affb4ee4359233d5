"""Sums whose cost grows with the tables, kept for some minutes, so that they are not made for each call."""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

import attrs

KEPT = timedelta(minutes=2)
"""How long sums are told again before they are made anew."""
MOST_KEPT = 1_000
"""So many different sums are kept at most; those that were made first go."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@attrs.define
class KeptSums(Generic[K, V]):
    """Sums by what they are of; one for all calls, from any thread."""

    _known: dict[K, tuple[datetime, V]] = attrs.field(factory=dict, init=False)

    def get(self, key: K, now: datetime, make: Callable[[], V]) -> V:
        """The sums, made by ``make`` if there are none or if they are older than `KEPT`."""
        until, known = self._known.get(key, (now, None))
        if known is not None:
            if now < until:
                return known
            # Who asks meanwhile is told the former sums, and does not make them, too.
            self._known[key] = now + KEPT, known
        made = make()
        self._known[key] = now + KEPT, made
        while len(self._known) > MOST_KEPT:
            self._known.pop(next(iter(self._known)), None)
        return made

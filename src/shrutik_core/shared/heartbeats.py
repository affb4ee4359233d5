"""Heartbeats of processes that do jobs, and which of these processes are lost."""

from collections.abc import Mapping
from uuid import UUID

import attrs

LOOKS_WITHOUT_A_BEAT = 3
"""A process whose count stood still over so many looks, one after the other, is lost."""


@attrs.frozen
class Heartbeat:
    """A process that does jobs, as it shows that it lives.

    Attributes:
        worker: the process, as the jobs name it that run in it.
        host: name of its machine, for people.
        queues: names of the queues that it serves.
        threads: jobs that it does at once.
        count: grows with each beat; no clock is asked, for those of machines may jump.
    """

    worker: UUID
    host: str
    queues: tuple[str, ...]
    threads: int = attrs.field(validator=attrs.validators.ge(1))
    count: int = attrs.field(default=0, validator=attrs.validators.ge(0))

    def beat(self) -> "Heartbeat":
        """The same, one beat later."""
        return attrs.evolve(self, count=self.count + 1)


@attrs.frozen
class _Seen:
    """A count, and over how many looks since the first it has stood still."""

    count: int
    still: int = 0


@attrs.frozen
class Watch:
    """What one who watches has seen of the counts; it begins anew if it could not look in between."""

    _seen: Mapping[UUID, _Seen] = attrs.field(factory=dict)

    def look(self, counts: Mapping[UUID, int]) -> "Watch":
        """The watch after another look at the counts of all processes."""
        return Watch({worker: _next(self._seen.get(worker), count) for worker, count in counts.items()})

    @property
    def lost(self) -> frozenset[UUID]:
        """Those who gave no beat over the last looks."""
        return frozenset(worker for worker, seen in self._seen.items() if seen.still >= LOOKS_WITHOUT_A_BEAT)


def _next(before: _Seen | None, count: int) -> _Seen:
    if before is None or before.count != count:
        return _Seen(count)
    return _Seen(count, before.still + 1)

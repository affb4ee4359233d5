"""The pulse of an installation: what it was asked, and what waited, in each five minutes of the last 30 days."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import attrs

SLOT = timedelta(minutes=5)
KEPT = timedelta(days=30)
"""For so long slots are kept; they are 8,640 at most, however much is done."""
MOST_POINTS = 120
"""That a plot has, so that each can be seen."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@attrs.frozen
class PulseSlot:
    """What was seen in one stretch of time.

    Attributes:
        begins: UTC.
        requests: of the API that were answered.
        failed: of these, with 5xx.
        decided: chunks that consensus decided.
        waiting: jobs that waited, at most.
        oldest: seconds for which the oldest due job had waited, at most.
        dead: jobs that are dead, at most.
    """

    begins: datetime
    requests: int = 0
    failed: int = 0
    decided: int = 0
    waiting: int = 0
    oldest: float = 0.0
    dead: int = 0

    def joined(self, other: "PulseSlot") -> "PulseSlot":
        """Both together, from where this begins: what was counted is added, of what was seen the most is kept."""
        return PulseSlot(
            self.begins,
            requests=self.requests + other.requests,
            failed=self.failed + other.failed,
            decided=self.decided + other.decided,
            waiting=max(self.waiting, other.waiting),
            oldest=max(self.oldest, other.oldest),
            dead=max(self.dead, other.dead),
        )


def slot_at(now: datetime, width: timedelta = SLOT) -> datetime:
    """When the slot began that this instant lies in; slots of any width are counted from 1970."""
    return now - (now - _EPOCH) % width


def width_for(span: timedelta) -> timedelta:
    """How long the points of a plot of this span are: whole slots, and few enough of them for `MOST_POINTS`."""
    slots = -(-span // SLOT)
    return SLOT * max(1, -(-slots // MOST_POINTS))


def gathered(slots: Iterable[PulseSlot], span: timedelta, now: datetime) -> tuple[PulseSlot, ...]:
    """The points of a plot that ends now, oldest first, also those in which nothing was seen.

    Args:
        slots: of which those within the span count.
        span: `SLOT` to `KEPT`.
        now: UTC.
    """
    width = width_for(span)
    last = slot_at(now, width)
    points = {last - back * width: PulseSlot(last - back * width) for back in reversed(range(-(-span // width)))}
    for slot in slots:
        begins = slot_at(slot.begins, width)
        if begins in points:
            points[begins] = points[begins].joined(slot)
    return tuple(points.values())

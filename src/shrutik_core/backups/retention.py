"""Which back-ups are kept: the last of each of so many days, weeks and months."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import attrs

from shrutik_core.shared.errors import Invalid

MOST = 10_000


@attrs.frozen
class Retention:
    """How many are kept; the newest back-up of all is kept whatever this says.

    Days, weeks (ISO 8601, from Monday on) and months are those of UTC, and only those count in which a back-up was
    made: after a month without back-ups, as many old ones are kept as before.

    Attributes:
        daily: days of which the last back-up is kept, 0 to `MOST`.
        weekly: weeks, the same.
        monthly: months, the same.
    """

    daily: int = 7
    weekly: int = 4
    monthly: int = 12

    def __attrs_post_init__(self) -> None:
        for number in (self.daily, self.weekly, self.monthly):
            if not 0 <= number <= MOST:
                raise Invalid("retention_invalid", f"Of days, weeks and months, 0 to {MOST} can be kept, not {number}.")

    def kept(self, instants: Iterable[datetime]) -> frozenset[datetime]:
        """Those back-ups, by their instants, that are kept."""
        newest_first = sorted(set(instants), reverse=True)
        kept = set(newest_first[:1])
        for number, period in ((self.daily, _day), (self.weekly, _week), (self.monthly, _month)):
            kept |= _last_of_each(newest_first, number, period)
        return frozenset(kept)


def _last_of_each(
    newest_first: list[datetime], number: int, period: Callable[[datetime], tuple[int, ...]]
) -> set[datetime]:
    last: dict[tuple[int, ...], datetime] = {}
    for instant in newest_first:
        last.setdefault(period(instant.astimezone(UTC)), instant)
    return set(list(last.values())[:number])


def _day(instant: datetime) -> tuple[int, ...]:
    return instant.year, instant.month, instant.day


def _week(instant: datetime) -> tuple[int, ...]:
    return tuple(instant.isocalendar())[:2]


def _month(instant: datetime) -> tuple[int, ...]:
    return instant.year, instant.month

"""How many workers a queue should have: by the age of its oldest job, up at once, down once it was calm for a while.

The rule is that of Kubernetes' autoscaler over KEDA, so that a host of containers does the same as a cluster.
"""

import math
from datetime import datetime, timedelta

import attrs

from shrutik_core.shared.errors import Invalid, declare

MOST_WORKERS = 100
TOLERANCE = 0.1
"""By this part the age may be off what the workers are good for without anything being changed."""
_LONGEST = timedelta(days=1)

declare(Invalid, "scaling_invalid", "Workers cannot be scaled by these numbers.")


@attrs.frozen
class ScalingRule:
    """What one queue gets.

    Attributes:
        patience: seconds of age that one worker is good for; an age of three times as much asks for three workers.
        fewest: workers that there are at any time, 0 to ``most``.
        most: workers that there are at the most, 1 to `MOST_WORKERS`.
        calm: for so long fewer must have been enough before one is taken away; up to a day.

    Raises:
        Invalid: ``scaling_invalid``.
    """

    patience: float = 60.0
    fewest: int = 1
    most: int = 4
    calm: timedelta = timedelta(minutes=5)

    def __attrs_post_init__(self) -> None:
        wrong = {
            "a worker must be good for more than 0 seconds of age": not 0 < self.patience < math.inf,
            f"the least is 0 or more, and the most is from 1 to {MOST_WORKERS} and not below the least": not (
                0 <= self.fewest <= self.most <= MOST_WORKERS and self.most > 0
            ),
            "calm lasts from 0 seconds to a day": not timedelta() <= self.calm <= _LONGEST,
        }
        for why, is_so in wrong.items():
            if is_so:
                raise Invalid("scaling_invalid", f"Workers cannot be scaled like this: {why}.")

    def wish(self, age: float, workers: int) -> int:
        """How many workers this age asks for, whatever was asked for before.

        Args:
            age: seconds for which the oldest due job has waited; 0 if none does.
            workers: that there are.
        """
        good_for = self.patience * workers
        if abs(age - good_for) <= TOLERANCE * good_for:
            return self._within(workers)
        return self._within(math.ceil(min(age / self.patience, float(MOST_WORKERS))))

    def _within(self, workers: int) -> int:
        return max(self.fewest, min(self.most, workers))


@attrs.frozen
class Scaling:
    """How many workers a queue has, and what was wished for lately; it is never changed, but followed by another.

    Attributes:
        rule: of the queue.
        workers: that there should be; at first the fewest.
        wishes: of the time of calm before the last look, each with its instant, oldest first; the first is the number
            that there was at the beginning.
    """

    rule: ScalingRule
    workers: int = attrs.field(default=attrs.Factory(lambda self: self.rule.fewest, takes_self=True))
    wishes: tuple[tuple[datetime, int], ...] = ()

    def seen(self, age: float, now: datetime) -> "Scaling":
        """What follows once the queue was looked at.

        Args:
            age: seconds for which the oldest due job has waited; 0 if none does.
            now: not before the last look.
        """
        begun = self.wishes or ((now, self.workers),)
        lately = tuple(one for one in begun if one[0] > now - self.rule.calm)
        wishes = (*lately, (now, self.rule.wish(age, self.workers)))
        return attrs.evolve(self, workers=max(number for _, number in wishes), wishes=wishes)

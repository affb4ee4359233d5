"""First limits: how much an account may do on one day of which nothing shows who is behind it."""

import attrs

from shrutik_core.people.arrival import Vetting
from shrutik_core.shared.errors import Invalid, UsedUp, declare

declare(
    UsedUp,
    "daily_tasks_used_up",
    "This account has been lent as many tasks as it may today.",
    {"most": "Tasks that the account is lent in a day."},
)
declare(Invalid, "first_limits_invalid", "These cannot be the limits of an unverified account.")

FIRST_MINUTES = 10.0
FIRST_TASKS = 100


@attrs.frozen
class FirstLimits:
    """What an unverified account may do on one day, which begins at midnight UTC.

    Tasks are counted when they are lent, whatever becomes of them, so that neither texts nor skips exceed their limit.

    Attributes:
        seconds: of sound that it may upload, above 0; None for no limit.
        tasks: that it may be lent, above 0; None for no limit.
        by_letter: whether an account with an address counts as unverified until a letter to it was answered.

    Raises:
        Invalid: ``first_limits_invalid``.
    """

    seconds: float | None = FIRST_MINUTES * 60
    tasks: int | None = FIRST_TASKS
    by_letter: bool = False

    def __attrs_post_init__(self) -> None:
        if any(limit is not None and not limit > 0 for limit in (self.seconds, self.tasks)):
            raise Invalid("first_limits_invalid", "Seconds and tasks must be above 0, or None for no limit.")

    def tasks_for(self, vetting: Vetting) -> int | None:
        """Tasks that an account may be lent on one day; None for any number."""
        return None if vetting.is_verified(by_letter=self.by_letter) else self.tasks

    def seconds_for(self, vetting: Vetting, others: float | None) -> float | None:
        """Seconds of sound that an account may upload on one day; None for any number.

        Args:
            vetting: what is known of the account.
            others: the limit of everybody.
        """
        if vetting.is_verified(by_letter=self.by_letter) or self.seconds is None:
            return others
        return self.seconds if others is None else min(self.seconds, others)

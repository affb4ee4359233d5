"""How much one person may upload on one day."""

import math
from datetime import datetime, timedelta
from typing import Any

import attrs

from shrutik_core.shared.errors import Invalid, UsedUp, declare

declare(
    UsedUp,
    "daily_upload_used_up",
    "This account has uploaded as much as it may today.",
    {"most_bytes": "That may be uploaded in a day.", "most_seconds": "Of sound that may be uploaded in a day."},
)
declare(Invalid, "quota_invalid", "This cannot be a limit for a day's uploads.")

_MEGABYTE = 1024 * 1024


@attrs.frozen
class Uploaded:
    """What a person has uploaded in a time, whatever became of it.

    Attributes:
        bytes: of the originals.
        seconds: of those recordings whose length is known; others count when they are decoded.
    """

    bytes: int = 0
    seconds: float = 0.0


def _limit(_: object, attribute: "attrs.Attribute[Any]", value: float | None) -> None:
    if value is not None and not value > 0:
        raise Invalid("quota_invalid", f"{attribute.name} must be above 0, or None for no limit.")


@attrs.frozen
class DailyQuota:
    """How much one person may upload on one day, which begins at midnight UTC.

    Bytes never exceed their limit. How long a recording is, is known only once it is decoded, so a day's sum of seconds
    may exceed its limit by what was taken before.

    Attributes:
        bytes: above 0; None for no limit.
        seconds: of sound, above 0; None for no limit.

    Raises:
        Invalid: ``quota_invalid``.
    """

    bytes: int | None = attrs.field(default=None, validator=_limit)
    seconds: float | None = attrs.field(default=None, validator=_limit)

    @property
    def limited(self) -> bool:
        """Whether there is a limit at all."""
        return self.bytes is not None or self.seconds is not None

    def room(self, uploaded: Uploaded) -> int | None:
        """Bytes that may still be uploaded after this much; None for any number."""
        return None if self.bytes is None else max(0, self.bytes - uploaded.bytes)

    def check(self, uploaded: Uploaded, now: datetime, size: int = 1) -> None:
        """Let pass whoever has uploaded this much since midnight and may upload ``size`` bytes more, at least one.

        Raises:
            UsedUp: ``daily_upload_used_up``, until the next midnight UTC.
        """
        full: str | None = None
        most: dict[str, object] = {}
        if self.bytes is not None and uploaded.bytes + max(size, 1) > self.bytes:
            full, most = f"{self.bytes / _MEGABYTE:g} MB", {"most_bytes": self.bytes}
        elif self.seconds is not None and uploaded.seconds >= self.seconds:
            full, most = f"{self.seconds / 60:g} minutes of sound", {"most_seconds": self.seconds}
        if full is not None:
            left = midnight(now) + timedelta(days=1) - now
            detail = f"Each person may upload {full} a day, and this would be more; send it after midnight UTC."
            raise UsedUp("daily_upload_used_up", detail, retry_after=math.ceil(left.total_seconds()), extra=most)


def midnight(now: datetime) -> datetime:
    """When the day of an instant began, UTC."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0)

"""How much of releases one person may download a day, whole files and parts of them alike."""

import math

import attrs

from shrutik_core.people.rate_limits import MOST_TOKENS, Rate
from shrutik_core.ports.rate_limiter import RateLimiter
from shrutik_core.shared.errors import FieldError, Invalid, UsedUp, declare
from shrutik_core.shared.ids import ContributorId

declare(
    UsedUp,
    "daily_download_used_up",
    "This account has downloaded as much as it may today.",
    {"most": "GB that may be downloaded in a day."},
)
declare(Invalid, "download_quota_invalid", "This cannot be a limit for a day's downloads.")

_DAY = 24 * 3_600
_KILOBYTE = 1_000
_KILOBYTES_PER_GIGABYTE = 1_000_000
MOST_GIGABYTES = MOST_TOKENS // _KILOBYTES_PER_GIGABYTE


@attrs.frozen
class DownloadQuota:
    """Counts bytes when they are asked for, begun kilobytes whole; what was used comes back evenly over a day.

    Attributes:
        limiter: keeps the counts.
        gigabytes: that one person may download a day, up to `MOST_GIGABYTES`; 0 for no limit.

    Raises:
        Invalid: ``download_quota_invalid``.
    """

    limiter: RateLimiter
    gigabytes: int = 0

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.gigabytes <= MOST_GIGABYTES:
            detail = f"A day's downloads are limited to 1 to {MOST_GIGABYTES} GB, or by 0 not at all."
            raise Invalid("download_quota_invalid", detail, errors=[FieldError("gigabytes", detail)])

    def __call__(self, person: ContributorId, size: int) -> None:
        """Count bytes that a person asks for; what is larger than a day's share takes the whole of it.

        Args:
            person: whose share it is, however they are known.
            size: bytes asked for, 0 and up.

        Raises:
            UsedUp: ``daily_download_used_up``.
        """
        if not (self.gigabytes and size):
            return
        rate = Rate(self.gigabytes * _KILOBYTES_PER_GIGABYTE, _DAY)
        count = min(-(-size // _KILOBYTE), rate.most)
        reserve = self.limiter.take(f"download.account.{person}", rate, count)
        if not reserve.granted:
            seconds = max(1, math.ceil(reserve.wait))
            detail = (
                f"Each person may download {self.gigabytes} GB of releases a day, and this would be more; ask again in "
                f"{seconds} seconds. Keep what you have of a file, and fetch the rest with a Range request."
            )
            extra = {"most": self.gigabytes}
            raise UsedUp("daily_download_used_up", detail, retry_after=seconds, extra=extra)

"""A report: a person's word that something is wrong with a settled clip, which keeps it back until it is looked at."""

from datetime import datetime

import attrs

from shrutik_core.shared.errors import Conflict, FieldError, Invalid, declare
from shrutik_core.shared.ids import ChunkId, ClipReportId, ContributorId
from shrutik_core.shared.plain import check_plain

declare(Invalid, "report_reason", "The reason is empty or too long.", {"most": "Characters that a reason may have."})
declare(Conflict, "report_answered", "A reviewer has looked at what this person reported.")
declare(
    Conflict,
    "reports_waiting",
    "Too many reports by this person wait for a reviewer.",
    {"most": "Reports by one person that may wait at once."},
)

LONGEST_REPORT = 1_000
"""Characters that a reason may have."""
MOST_WAITING = 100
"""Reports of one person that may wait at once: nobody keeps a whole release back alone."""


def _reason(text: str) -> str:
    trimmed = check_plain(text, "reason").strip()
    if not 0 < len(trimmed) <= LONGEST_REPORT:
        detail = f"Say in 1 to {LONGEST_REPORT} characters what is wrong with the clip."
        raise Invalid("report_reason", detail, errors=[FieldError("reason", detail)], extra={"most": LONGEST_REPORT})
    return trimmed


@attrs.frozen
class ClipReport:
    """What one person reported of one clip; there is one of each person and clip.

    Attributes:
        id: UUIDv7.
        chunk: the clip.
        contributor: who reported it.
        reason: what is wrong with it, in the person's own words.
        reported_at: UTC; when the person reported it first.
        answered_at: when a reviewer decided on the clip, UTC; None while it waits.

    Raises:
        Invalid: ``report_reason``, or ``text_invalid`` if the reason cannot be stored.
    """

    id: ClipReportId
    chunk: ChunkId
    contributor: ContributorId
    reason: str = attrs.field(converter=_reason)
    reported_at: datetime
    answered_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether no reviewer has looked yet."""
        return self.answered_at is None

    def say(self, reason: str) -> "ClipReport":
        """The report with another reason.

        Raises:
            Conflict: ``report_answered``.
            Invalid: ``report_reason`` or ``text_invalid``.
        """
        if not self.waits:
            raise Conflict("report_answered", "A reviewer has looked at this clip since you reported it.")
        return attrs.evolve(self, reason=reason)


def check_may_report(waiting: int) -> None:
    """Let pass who has not too many reports that wait.

    Raises:
        Conflict: ``reports_waiting``.
    """
    if waiting >= MOST_WAITING:
        detail = f"{MOST_WAITING} clips that you reported wait for a reviewer; report more once they are looked at."
        raise Conflict("reports_waiting", detail, extra={"most": MOST_WAITING})

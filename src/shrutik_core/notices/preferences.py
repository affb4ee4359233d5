"""What a person chose about notices, and what follows: whether they are told, and when by mail."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import attrs

from shrutik_core.notices.catalogue import MAILED, RULES, Channel
from shrutik_core.notices.notice import NoticeKind
from shrutik_core.shared.errors import FieldError, Invalid, declare
from shrutik_core.shared.ids import ContributorId

declare(Invalid, "notice_choice_invalid", "Notices of this kind cannot reach people in this way.")
declare(Invalid, "utc_offset_invalid", "No clock is that far from UTC.")

DIGEST_HOUR = 8
"""The hour, in the person's own time, at which daily and weekly letters go out; weekly ones on Monday."""
LEAST_OFFSET, MOST_OFFSET = -12 * 60, 14 * 60
"""Minutes by which clocks may differ from UTC."""


@attrs.frozen
class NoticePreferences:
    """One person's.

    Attributes:
        contributor: whose.
        choices: what they chose, by kind; for a kind that is not there the default counts.
        utc_offset: minutes by which their clock is ahead of UTC, -720 to 840; None if it is not known.

    Raises:
        Invalid: ``utc_offset_invalid``.
    """

    contributor: ContributorId
    choices: Mapping[NoticeKind, Channel] = attrs.field(factory=dict)
    utc_offset: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.utc_offset is not None and not LEAST_OFFSET <= self.utc_offset <= MOST_OFFSET:
            detail = f"A clock is {LEAST_OFFSET} to {MOST_OFFSET} minutes ahead of UTC."
            raise Invalid("utc_offset_invalid", detail, errors=[FieldError("utc_offset", detail)])

    def channel(self, kind: NoticeKind) -> Channel:
        """How notices of this kind reach the person; a choice that is not allowed any more counts as none."""
        rule = RULES[kind]
        chosen = self.choices.get(kind)
        return chosen if chosen is not None and chosen in rule.choices else rule.default

    def mailed(self, kind: NoticeKind) -> bool:
        """Whether letters of notices hold such a one."""
        return self.channel(kind) in MAILED and not RULES[kind].own_letter

    def mail_at(self, kind: NoticeKind, now: datetime) -> datetime | None:
        """When such a notice is to go out by mail, UTC; None if it is not.

        Args:
            kind: of the notice.
            now: when it is kept, UTC.
        """
        channel = self.channel(kind)
        if not self.mailed(kind):
            return None
        if channel is Channel.AT_ONCE:
            return now
        return next_digest(now, self.utc_offset or 0, weekly=channel is Channel.WEEKLY)

    def choose(self, changes: Mapping[NoticeKind, Channel]) -> "NoticePreferences":
        """The same with other choices for some kinds.

        Raises:
            Invalid: ``notice_choice_invalid``, at each kind that cannot be told so.
        """
        wrong = [kind for kind, channel in changes.items() if channel not in RULES[kind].choices]
        if wrong:
            errors = [FieldError(f"choices.{kind}", _among(kind)) for kind in wrong]
            raise Invalid("notice_choice_invalid", errors[0].detail, errors=errors)
        return attrs.evolve(self, choices={**self.choices, **changes})

    def without_mail(self, kinds: Iterable[NoticeKind]) -> "NoticePreferences":
        """The same without mail about those of these kinds that may be had without; on the page they stay."""
        left = {one: Channel.PAGE for one in kinds if RULES[one].may_leave_mail and self.channel(one) in MAILED}
        return self.choose(left)


def next_digest(now: datetime, utc_offset: int, *, weekly: bool) -> datetime:
    """When the next letter of a day, or of a week, goes out after an instant.

    Args:
        now: UTC.
        utc_offset: minutes by which the person's clock is ahead of UTC.
        weekly: whether it is that of a week, which goes out on Monday.

    Returns:
        UTC; later than ``now``, and by no more than a day or a week.
    """
    ahead = timedelta(minutes=utc_offset)
    local = now + ahead
    morning = local.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    if morning <= local:
        morning += timedelta(days=1)
    if weekly:
        morning += timedelta(days=-morning.weekday() % 7)
    return morning - ahead


def _among(kind: NoticeKind) -> str:
    choices = ", ".join(sorted(RULES[kind].choices))
    return f"Choose one of these for notices of the kind {kind}: {choices}."

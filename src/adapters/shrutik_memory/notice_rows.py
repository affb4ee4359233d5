"""Rows about notices and log-ins that are not entities of the core."""

from datetime import datetime

import attrs

from shrutik_core.shared.ids import ContributorId, LetterId, NoticeId


@attrs.frozen
class PostedNotice:
    """A notice that is to go out by mail, and the letter that it was put into."""

    notice: NoticeId
    contributor: ContributorId
    due_at: datetime
    letter: LetterId | None = None


@attrs.frozen
class KnownDevice:
    """A device by which an account was logged in to, and when it last was."""

    contributor: ContributorId
    device: str
    used_at: datetime

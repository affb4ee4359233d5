"""The port of the notices to people."""

from datetime import datetime
from typing import Protocol

from shrutik_core.notices.notice import Notice
from shrutik_core.shared.ids import ContributorId, NoticeId
from shrutik_core.shared.pages import Page, PageRequest


class Notices(Protocol):
    """What each person was told."""

    def add(self, notice: Notice) -> None:
        """Keep a new one; its contributor is there."""
        ...

    def page(self, contributor: ContributorId, request: PageRequest, *, unread: bool = False) -> Page[Notice]:
        """A person's own, or those that they have not read, newest first."""
        ...

    def mark_read(self, contributor: ContributorId, now: datetime, up_to: NoticeId | None = None) -> int:
        """Note that the person has read what they had not; how many it were.

        Args:
            contributor: whose they are.
            now: UTC.
            up_to: only this one and older ones, by their ids; None for all.
        """
        ...

    def forget_of(self, contributor: ContributorId) -> None:
        """Delete all of a person's."""
        ...

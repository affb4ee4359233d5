"""The ports of the notices to people: what each was told, what of it waits for the post, and what they chose."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from shrutik_core.notices.notice import Notice
from shrutik_core.notices.preferences import NoticePreferences
from shrutik_core.shared.ids import ContributorId, LetterId, NoticeId
from shrutik_core.shared.pages import Page, PageRequest


class Notices(Protocol):
    """What each person was told."""

    def add(self, notice: Notice) -> bool:
        """Keep a new one, whose contributor is there; False, and nothing else, if they were told of its cause before.

        A notice without a cause is always kept.
        """
        ...

    def page(self, contributor: ContributorId, request: PageRequest, *, unread: bool = False) -> Page[Notice]:
        """A person's own, or those that they have not read, newest first."""
        ...

    def unread(self, contributor: ContributorId, most: int) -> int:
        """How many the person has not read, counted up to so many."""
        ...

    def mark_read(
        self, contributor: ContributorId, now: datetime, up_to: NoticeId | None = None, only: NoticeId | None = None
    ) -> int:
        """Note that the person has read what they had not; how many there were.

        Args:
            contributor: whose they are.
            now: UTC.
            up_to: only this one and older ones, by their ids; None for all.
            only: this one alone; None for all that `up_to` says.
        """
        ...

    def forget(self, before: datetime, most: int) -> int:
        """Delete up to so many from before an instant; how many there were."""
        ...

    def forget_of(self, contributor: ContributorId) -> None:
        """Delete all of a person's."""
        ...


class NoticePost(Protocol):
    """Notices that are to go out by mail, each in one letter and no other."""

    def add(self, notice: Notice, due_at: datetime) -> None:
        """Let a notice that is kept wait until it is due, UTC."""
        ...

    def due(self, now: datetime, most: int) -> Sequence[ContributorId]:
        """Up to so many people for whom something is due that is in no letter yet, those who waited longest first."""
        ...

    def put_into(self, letter: LetterId, contributor: ContributorId, now: datetime) -> tuple[Notice, ...]:
        """Put all that is due for a person and in no letter yet into this one; what that is, the oldest first.

        Of two units of work that do so at once, one gets all and the other nothing.
        """
        ...

    def of_letter(self, letter: LetterId) -> tuple[Notice, ...]:
        """What was put into a letter and is still kept, the oldest first."""
        ...

    def remove(self, letter: LetterId) -> None:
        """Forget what was put into a letter: it was sent, or will not be."""
        ...

    def forget(self, before: datetime, most: int) -> int:
        """Forget up to so many that were due before, whether they are in a letter or not; how many there were."""
        ...


class PreferencesOfNotices(Protocol):
    """What people chose about notices."""

    def find(self, contributor: ContributorId) -> NoticePreferences:
        """A person's; those of somebody who chose nothing if nothing is kept."""
        ...

    def save(self, preferences: NoticePreferences) -> None:
        """Keep them, in place of those before."""
        ...

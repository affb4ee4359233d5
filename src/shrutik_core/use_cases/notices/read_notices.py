"""Read one's own notices, and say that one has."""

import attrs

from shrutik_core.notices.notice import Notice
from shrutik_core.people.roles import Actor
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import NoticeId
from shrutik_core.shared.pages import Page, PageRequest

MOST_COUNTED = 100
"""Unread notices that are counted; nobody needs to know of more than that there are more."""


@attrs.frozen
class ReadNotices:
    """A person's own notices."""

    units_of_work: UnitsOfWork
    clock: Clock

    def list(self, actor: Actor, request: PageRequest, *, unread: bool = False) -> Page[Notice]:
        """All, or those that were not read yet, newest first."""
        with self.units_of_work() as uow:
            return uow.notices.page(actor.id, request, unread=unread)

    def unread(self, actor: Actor) -> int:
        """How many were not read yet, counted up to `MOST_COUNTED`."""
        with self.units_of_work() as uow:
            return uow.notices.unread(actor.id, MOST_COUNTED)

    def mark_read(self, actor: Actor, up_to: NoticeId | None = None, only: NoticeId | None = None) -> int:
        """How many are read by this: this notice and the older ones, only one, or all."""
        with self.units_of_work() as uow:
            count = uow.notices.mark_read(actor.id, self.clock.now(), up_to, only)
            uow.commit()
        return count

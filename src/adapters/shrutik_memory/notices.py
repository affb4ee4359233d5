"""Notices in memory."""

from datetime import datetime

import attrs

from shrutik_core.notices.notice import Notice
from shrutik_core.shared.ids import ContributorId, NoticeId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore


class MemoryNotices:
    """`Notices` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.notices

    def add(self, notice: Notice) -> None:
        """See `Notices.add`."""
        self._rows.put(notice.id, notice)

    def page(self, contributor: ContributorId, request: PageRequest, *, unread: bool = False) -> Page[Notice]:
        """See `Notices.page`."""
        own = self._rows.group("contributor", contributor)
        wanted = [row for row in own if row.read_at is None or not unread]
        return newest_first(wanted, request, lambda row: row.created_at)

    def mark_read(self, contributor: ContributorId, now: datetime, up_to: NoticeId | None = None) -> int:
        """See `Notices.mark_read`."""
        own = self._rows.group("contributor", contributor)
        found = [row for row in own if row.read_at is None and (up_to is None or row.id <= up_to)]
        for row in found:
            self._rows.put(row.id, attrs.evolve(row, read_at=now))
        return len(found)

    def forget_of(self, contributor: ContributorId) -> None:
        """See `Notices.forget_of`."""
        for row in self._rows.group("contributor", contributor):
            self._rows.remove(row.id)

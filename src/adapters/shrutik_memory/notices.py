"""Notices in memory."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from shrutik_core.notices.notice import Notice
from shrutik_core.notices.preferences import NoticePreferences
from shrutik_core.shared.ids import ContributorId, LetterId, NoticeId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.notice_rows import PostedNotice
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore


class MemoryNotices:
    """`Notices` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.notices

    def add(self, notice: Notice) -> bool:
        """See `Notices.add`."""
        about = notice.kind, notice.cause
        if notice.cause and any((one.kind, one.cause) == about for one in self._own(notice.contributor)):
            return False
        self._rows.put(notice.id, notice)
        return True

    def page(self, contributor: ContributorId, request: PageRequest, *, unread: bool = False) -> Page[Notice]:
        """See `Notices.page`."""
        wanted = [row for row in self._own(contributor) if row.read_at is None or not unread]
        return newest_first(wanted, request, lambda row: row.created_at)

    def unread(self, contributor: ContributorId, most: int) -> int:
        """See `Notices.unread`."""
        return min(most, sum(row.read_at is None for row in self._own(contributor)))

    def mark_read(
        self, contributor: ContributorId, now: datetime, up_to: NoticeId | None = None, only: NoticeId | None = None
    ) -> int:
        """See `Notices.mark_read`."""
        unread = [row for row in self._own(contributor) if row.read_at is None]
        found = [row for row in unread if (up_to is None or row.id <= up_to) and only in {None, row.id}]
        for row in found:
            self._rows.put(row.id, attrs.evolve(row, read_at=now))
        return len(found)

    def forget(self, before: datetime, most: int) -> int:
        """See `Notices.forget`."""
        over = [row for row in self._rows.all() if row.created_at < before][:most]
        for row in over:
            self._rows.remove(row.id)
        return len(over)

    def forget_of(self, contributor: ContributorId) -> None:
        """See `Notices.forget_of`."""
        for row in self._own(contributor):
            self._rows.remove(row.id)

    def _own(self, contributor: ContributorId) -> list[Notice]:
        return list(self._rows.group("contributor", contributor))


class MemoryNoticePost:
    """`NoticePost` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows, self._notices = store.notice_post, store.notices

    def add(self, notice: Notice, due_at: datetime) -> None:
        """See `NoticePost.add`."""
        self._rows.put(notice.id, PostedNotice(notice.id, notice.contributor, due_at))

    def due(self, now: datetime, most: int) -> Sequence[ContributorId]:
        """See `NoticePost.due`."""
        waiting = [row for row in self._rows.all() if row.letter is None and row.due_at <= now]
        people = dict.fromkeys(row.contributor for row in sorted(waiting, key=lambda row: row.due_at))
        return list(people)[:most]

    def put_into(self, letter: LetterId, contributor: ContributorId, now: datetime) -> tuple[Notice, ...]:
        """See `NoticePost.put_into`."""
        theirs = self._rows.group("contributor", contributor)
        for row in [row for row in theirs if row.letter is None and row.due_at <= now]:
            self._rows.put(row.notice, attrs.evolve(row, letter=letter))
        return self.of_letter(letter)

    def of_letter(self, letter: LetterId) -> tuple[Notice, ...]:
        """See `NoticePost.of_letter`."""
        held = (self._notices.get(row.notice) for row in self._rows.group("letter", letter))
        return tuple(sorted((one for one in held if one is not None), key=lambda one: one.id))

    def remove(self, letter: LetterId) -> None:
        """See `NoticePost.remove`."""
        for row in list(self._rows.group("letter", letter)):
            self._rows.remove(row.notice)

    def forget(self, before: datetime, most: int) -> int:
        """See `NoticePost.forget`."""
        over = [row for row in self._rows.all() if row.due_at < before][:most]
        for row in over:
            self._rows.remove(row.notice)
        return len(over)


class MemoryPreferencesOfNotices:
    """`PreferencesOfNotices` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.notice_preferences

    def find(self, contributor: ContributorId) -> NoticePreferences:
        """See `PreferencesOfNotices.find`."""
        return self._rows.get(contributor) or NoticePreferences(contributor)

    def save(self, preferences: NoticePreferences) -> None:
        """See `PreferencesOfNotices.save`."""
        self._rows.put(preferences.contributor, preferences)

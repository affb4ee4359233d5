"""Notices that go out by mail, and what people chose about it, on PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.notices.catalogue import Channel
from shrutik_core.notices.notice import Notice, NoticeKind
from shrutik_core.notices.preferences import NoticePreferences
from shrutik_core.shared.ids import ContributorId, LetterId
from shrutik_postgres.repositories.notices import notice_of
from shrutik_postgres.tables.notices import notice_post, notice_preferences, notices
from shrutik_postgres.transaction import Transaction

_ROW = notice_post.c
_KINDS, _CHANNELS = frozenset(map(str, NoticeKind)), frozenset(map(str, Channel))


class PostgresNoticePost:
    """`NoticePost` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, notice: Notice, due_at: datetime) -> None:
        """See `NoticePost.add`."""
        values = {"notice": notice.id, "contributor": notice.contributor, "due_at": due_at}
        self._transaction.run(insert(notice_post).values(values))

    def due(self, now: datetime, most: int) -> Sequence[ContributorId]:
        """See `NoticePost.due`."""
        waiting = select(_ROW.contributor).where(_ROW.letter.is_(None), _ROW.due_at <= now)
        people = waiting.group_by(_ROW.contributor).order_by(func.min(_ROW.due_at), _ROW.contributor).limit(most)
        return [ContributorId(row.contributor) for row in self._transaction.all(people)]

    def put_into(self, letter: LetterId, contributor: ContributorId, now: datetime) -> tuple[Notice, ...]:
        """See `NoticePost.put_into`."""
        waiting = _ROW.contributor == contributor, _ROW.letter.is_(None), _ROW.due_at <= now
        taken = self._transaction.run(update(notice_post).where(*waiting).values(letter=letter))
        return self.of_letter(letter) if taken else ()

    def of_letter(self, letter: LetterId) -> tuple[Notice, ...]:
        """See `NoticePost.of_letter`."""
        held = select(notices).join(notice_post, _ROW.notice == notices.c.id).where(_ROW.letter == letter)
        return tuple(map(notice_of, self._transaction.all(held.order_by(notices.c.id))))

    def remove(self, letter: LetterId) -> None:
        """See `NoticePost.remove`."""
        self._transaction.run(delete(notice_post).where(_ROW.letter == letter))

    def forget(self, before: datetime, most: int) -> int:
        """See `NoticePost.forget`."""
        over = select(_ROW.notice).where(_ROW.due_at < before).limit(most).with_for_update(skip_locked=True)
        return self._transaction.run(delete(notice_post).where(_ROW.notice.in_(over)))


class PostgresPreferencesOfNotices:
    """`PreferencesOfNotices` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def find(self, contributor: ContributorId) -> NoticePreferences:
        """See `PreferencesOfNotices.find`."""
        theirs = select(notice_preferences).where(notice_preferences.c.contributor == contributor)
        row = self._transaction.first(theirs)
        if row is None:
            return NoticePreferences(contributor)
        # A later version may know kinds and channels that this one does not.
        known = {kind: channel for kind, channel in row.choices.items() if kind in _KINDS and channel in _CHANNELS}
        choices = {NoticeKind(kind): Channel(channel) for kind, channel in known.items()}
        return NoticePreferences(contributor, choices, row.utc_offset)

    def save(self, preferences: NoticePreferences) -> None:
        """See `PreferencesOfNotices.save`."""
        choices = {kind.value: channel.value for kind, channel in preferences.choices.items()}
        kept = {"choices": choices, "utc_offset": preferences.utc_offset}
        statement = upsert(notice_preferences).values(contributor=preferences.contributor, **kept)
        self._transaction.run(statement.on_conflict_do_update(index_elements=["contributor"], set_=kept))

"""Notices on PostgreSQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from shrutik_core.notices.notice import Notice, NoticeKind
from shrutik_core.shared.ids import ContributorId, NoticeId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.notices import notices
from shrutik_postgres.transaction import Transaction


class PostgresNotices:
    """`Notices` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, notice: Notice) -> None:
        """See `Notices.add`."""
        values = {
            "id": notice.id,
            "contributor": notice.contributor,
            "kind": notice.kind.value,
            "created_at": notice.created_at,
            "facts": dict(notice.facts),
            "read_at": notice.read_at,
        }
        self._transaction.add(insert(notices), [values])

    def page(self, contributor: ContributorId, request: PageRequest, *, unread: bool = False) -> Page[Notice]:
        """See `Notices.page`."""
        wanted = select(notices).where(notices.c.contributor == contributor)
        if unread:
            wanted = wanted.where(notices.c.read_at.is_(None))
        return newest_first(self._transaction, wanted, request, by_birth(notices), _notice)

    def mark_read(self, contributor: ContributorId, now: datetime, up_to: NoticeId | None = None) -> int:
        """See `Notices.mark_read`."""
        unread = update(notices).where(notices.c.contributor == contributor, notices.c.read_at.is_(None))
        if up_to is not None:
            unread = unread.where(notices.c.id <= up_to)
        return self._transaction.run(unread.values(read_at=now))

    def forget_of(self, contributor: ContributorId) -> None:
        """See `Notices.forget_of`."""
        self._transaction.run(delete(notices).where(notices.c.contributor == contributor))


def _notice(row: Row[Any]) -> Notice:
    return Notice(row.id, row.contributor, NoticeKind(row.kind), row.created_at, row.facts, row.read_at)

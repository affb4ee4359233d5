"""Notices on PostgreSQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.notices.notice import Notice, NoticeKind
from shrutik_core.shared.ids import ContributorId, NoticeId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.notices import notices
from shrutik_postgres.transaction import Transaction

_WITH_CAUSE = text("cause <> ''")


class PostgresNotices:
    """`Notices` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, notice: Notice) -> bool:
        """See `Notices.add`."""
        values = {
            "id": notice.id,
            "contributor": notice.contributor,
            "kind": notice.kind.value,
            "created_at": notice.created_at,
            "facts": dict(notice.facts),
            "read_at": notice.read_at,
            "cause": notice.cause,
        }
        about = ["contributor", "kind", "cause"]
        once = upsert(notices).values(values).on_conflict_do_nothing(index_elements=about, index_where=_WITH_CAUSE)
        return self._transaction.first(once.returning(notices.c.id)) is not None

    def page(self, contributor: ContributorId, request: PageRequest, *, unread: bool = False) -> Page[Notice]:
        """See `Notices.page`."""
        wanted = select(notices).where(notices.c.contributor == contributor)
        if unread:
            wanted = wanted.where(notices.c.read_at.is_(None))
        return newest_first(self._transaction, wanted, request, by_birth(notices), notice_of)

    def unread(self, contributor: ContributorId, most: int) -> int:
        """See `Notices.unread`."""
        theirs = select(notices.c.id).where(notices.c.contributor == contributor, notices.c.read_at.is_(None))
        return int(self._transaction.scalar(select(func.count()).select_from(theirs.limit(most).subquery())))

    def mark_read(
        self, contributor: ContributorId, now: datetime, up_to: NoticeId | None = None, only: NoticeId | None = None
    ) -> int:
        """See `Notices.mark_read`."""
        unread = update(notices).where(notices.c.contributor == contributor, notices.c.read_at.is_(None))
        if up_to is not None:
            unread = unread.where(notices.c.id <= up_to)
        if only is not None:
            unread = unread.where(notices.c.id == only)
        return self._transaction.run(unread.values(read_at=now))

    def forget(self, before: datetime, most: int) -> int:
        """See `Notices.forget`."""
        over = select(notices.c.id).where(notices.c.created_at < before).limit(most)
        return self._transaction.run(delete(notices).where(notices.c.id.in_(over.with_for_update(skip_locked=True))))

    def forget_of(self, contributor: ContributorId) -> None:
        """See `Notices.forget_of`."""
        self._transaction.run(delete(notices).where(notices.c.contributor == contributor))


def notice_of(row: Row[Any]) -> Notice:
    """The notice of a row."""
    return Notice(row.id, row.contributor, NoticeKind(row.kind), row.created_at, row.facts, row.read_at, row.cause)

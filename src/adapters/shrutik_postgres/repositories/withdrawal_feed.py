"""The repository of withdrawal feeds on PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, TextClause, select, text

from shrutik_core.people.withdrawal import WithdrawalStatus
from shrutik_core.releases.release import ReleaseStatus
from shrutik_core.releases.withdrawn_clip import WithdrawalReason, WithdrawnClip
from shrutik_core.shared.ids import RecordingId, ReleaseId, WithdrawalId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.repositories.paging import by_index
from shrutik_postgres.repositories.series_feeds import PostgresSeriesFeeds
from shrutik_postgres.tables.withdrawals import withdrawn_clips
from shrutik_postgres.transaction import Transaction

_ADD = """
WITH added AS (
    INSERT INTO withdrawn_clips (release, number, withdrawal, clip, reason, at)
    SELECT told.release,
        (SELECT coalesce(max(number), 0) FROM withdrawn_clips AS before WHERE before.release = told.release)
            + row_number() OVER (PARTITION BY told.release ORDER BY told.clip),
        :withdrawal, told.clip, :reason, :at
    FROM ({told}) AS told
    RETURNING release, clip
)
SELECT releases.name AS series, added.clip, array_agg(releases.version) AS versions
FROM added JOIN releases ON releases.id = added.release
GROUP BY releases.name, added.clip ORDER BY releases.name
"""
# A release that was built before clips had ids of their own in it names them by those of the chunks.
_HELD = f"""
SELECT member.release, coalesce(member.clip, member.chunk::text) AS clip
FROM chunks JOIN release_members AS member ON member.chunk = chunks.id
JOIN releases ON releases.id = member.release
WHERE chunks.recording = ANY(:recordings)
AND releases.status IN ('{ReleaseStatus.READY}', '{ReleaseStatus.SUPERSEDED}')
"""
_STANDS = f"""
JOIN withdrawals ON withdrawals.id = told.withdrawal AND withdrawals.status <> '{WithdrawalStatus.UNDONE}'
WHERE told.reason <> '{WithdrawalReason.UNDONE}'"""
_UNDONE = f"""
SELECT mine.release, mine.clip FROM withdrawn_clips AS mine
WHERE mine.withdrawal = :withdrawal AND mine.reason <> '{WithdrawalReason.UNDONE}' AND NOT EXISTS (
    SELECT FROM withdrawn_clips AS told {_STANDS} AND told.release = mine.release AND told.clip = mine.clip
)
"""
_CONCERNS = f"SELECT EXISTS (SELECT FROM withdrawn_clips AS told {_STANDS} AND told.release = :release)"


class PostgresWithdrawalFeed:
    """`WithdrawalFeed` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._series = PostgresSeriesFeeds(transaction)

    def alone(self) -> None:
        """See `WithdrawalFeed.alone`."""
        self._transaction.alone("withdrawal feed")

    def tell(
        self, withdrawal: WithdrawalId, recordings: Sequence[RecordingId], reason: WithdrawalReason, at: datetime
    ) -> None:
        """See `WithdrawalFeed.tell`."""
        statement = text(_ADD.format(told=_HELD)).bindparams(recordings=list(recordings))
        self._add(statement, withdrawal, reason, at)

    def take_back(self, withdrawal: WithdrawalId, at: datetime) -> None:
        """See `WithdrawalFeed.take_back`."""
        self._add(text(_ADD.format(told=_UNDONE)), withdrawal, WithdrawalReason.UNDONE, at)

    def concerns(self, release: ReleaseId) -> bool:
        """See `WithdrawalFeed.concerns`."""
        return bool(self._transaction.scalar(text(_CONCERNS).bindparams(release=release)))

    def releases_of(self, withdrawal: WithdrawalId) -> tuple[ReleaseId, ...]:
        """See `WithdrawalFeed.releases_of`."""
        told = select(withdrawn_clips.c.release).where(withdrawn_clips.c.withdrawal == withdrawal).distinct()
        return tuple(ReleaseId(row.release) for row in self._transaction.all(told.order_by(withdrawn_clips.c.release)))

    def page(self, release: ReleaseId, request: PageRequest) -> Page[WithdrawnClip]:
        """See `WithdrawalFeed.page`."""
        feed = select(withdrawn_clips).where(withdrawn_clips.c.release == release)
        return by_index(self._transaction, feed, request, withdrawn_clips.c.number, withdrawn_clips.c.at, _clip)

    def _add(self, statement: TextClause, withdrawal: WithdrawalId, reason: WithdrawalReason, at: datetime) -> None:
        bound = statement.bindparams(withdrawal=withdrawal, reason=reason.value, at=at)
        for series, rows in groupby(self._transaction.all(bound), attrgetter("series")):
            self._series.tell(series, {row.clip: row.versions for row in rows}, reason, at)


def _clip(row: Row[Any]) -> WithdrawnClip:
    return WithdrawnClip(row.number, row.clip, WithdrawalReason(row.reason), row.at)

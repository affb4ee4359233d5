"""The repository of series' feeds on PostgreSQL."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import exists, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.releases.feed.feed import next_rows
from shrutik_core.releases.feed.head import SignedHead, read_signed_head, write_signed_head
from shrutik_core.releases.feed.row import FeedTip, tip_of
from shrutik_core.releases.release import ReleaseStatus
from shrutik_core.releases.withdrawn_clip import WithdrawalReason
from shrutik_postgres.tables.releases import releases
from shrutik_postgres.tables.withdrawals import series_feed_rows, series_heads
from shrutik_postgres.transaction import Transaction

_OUT = (ReleaseStatus.READY.value, ReleaseStatus.SUPERSEDED.value)


class PostgresSeriesFeeds:
    """`SeriesFeeds` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def exists(self, series: str) -> bool:
        """See `SeriesFeeds.exists`."""
        out = exists().where(releases.c.name == series, releases.c.status.in_(_OUT))
        return bool(self._transaction.scalar(select(out)))

    def tip(self, series: str) -> FeedTip:
        """See `SeriesFeeds.tip`."""
        rows = select(series_feed_rows).where(series_feed_rows.c.series == series)
        last = self._transaction.first(rows.order_by(series_feed_rows.c.seq.desc()).limit(1))
        return tip_of(last.seq, last.line) if last else FeedTip()

    def lines(self, series: str, after: int, most: int) -> Sequence[str]:
        """See `SeriesFeeds.lines`."""
        rows = series_feed_rows.c
        wanted = select(rows.line).where(rows.series == series, rows.seq > after).order_by(rows.seq).limit(most)
        return [row.line for row in self._transaction.all(wanted)]

    def head(self, series: str) -> SignedHead | None:
        """See `SeriesFeeds.head`."""
        text = self._transaction.scalar(select(series_heads.c.head).where(series_heads.c.series == series))
        return None if text is None else read_signed_head(text)

    def alone(self, series: str) -> None:
        """See `SeriesFeeds.alone`."""
        self._transaction.alone("feed head", series)

    def keep_head(self, signed: SignedHead) -> None:
        """See `SeriesFeeds.keep_head`."""
        row = {"series": signed.head.series, "head": write_signed_head(signed)}
        statement = upsert(series_heads).values(row)
        self._transaction.run(statement.on_conflict_do_update(index_elements=["series"], set_=row))

    def tell(self, series: str, told: Mapping[str, Iterable[int]], reason: WithdrawalReason, at: datetime) -> None:
        """Add a row for each clip of a series; whoever calls was let `alone` by `WithdrawalFeed`."""
        rows = next_rows(self.tip(series), at, series, told, reason)
        added = ({"series": series, "seq": row.seq, "line": row.line} for row in rows)
        self._transaction.add_many(insert(series_feed_rows).returning(series_feed_rows.c.seq), added)

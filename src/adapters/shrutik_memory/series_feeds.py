"""The repository of series' feeds in memory."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from shrutik_core.releases.feed.feed import next_rows
from shrutik_core.releases.feed.head import SignedHead
from shrutik_core.releases.feed.row import FeedRow, FeedTip
from shrutik_core.releases.release import ReleaseStatus
from shrutik_core.releases.withdrawn_clip import WithdrawalReason
from shrutik_memory.store import MemoryStore

OUT = frozenset({ReleaseStatus.READY, ReleaseStatus.SUPERSEDED})
"""Of a release that somebody may hold a copy of."""


class MemorySeriesFeeds:
    """`SeriesFeeds` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def exists(self, series: str) -> bool:
        """See `SeriesFeeds.exists`."""
        return any(release.status in OUT for release in self._store.releases.group("name", series))

    def tip(self, series: str) -> FeedTip:
        """See `SeriesFeeds.tip`."""
        rows = self._rows(series)
        return rows[-1].tip if rows else FeedTip()

    def lines(self, series: str, after: int, most: int) -> Sequence[str]:
        """See `SeriesFeeds.lines`."""
        return [row.line for row in self._rows(series)[after : after + most]]

    def head(self, series: str) -> SignedHead | None:
        """See `SeriesFeeds.head`."""
        return self._store.feed_heads.get(series)

    def alone(self, series: str) -> None:
        """See `SeriesFeeds.alone`; there is nobody else, for units of work wait for each other."""

    def keep_head(self, signed: SignedHead) -> None:
        """See `SeriesFeeds.keep_head`."""
        self._store.feed_heads.put(signed.head.series, signed)

    def tell(self, told: Iterable[tuple[str, int, str]], reason: WithdrawalReason, at: datetime) -> None:
        """Add rows for clips of releases.

        Args:
            told: series, version and clip.
            reason: why.
            at: now.
        """
        held: dict[str, dict[str, list[int]]] = {}
        for series, version, clip in told:
            held.setdefault(series, {}).setdefault(clip, []).append(version)
        for series, clips in held.items():
            for row in next_rows(self.tip(series), at, series, clips, reason):
                self._store.feed_rows.put((series, row.seq), row)

    def _rows(self, series: str) -> list[FeedRow]:
        return sorted(self._store.feed_rows.group("series", series), key=lambda row: row.seq)

"""The repository of withdrawal feeds in memory."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from shrutik_core.people.withdrawal import WithdrawalStatus
from shrutik_core.releases.withdrawn_clip import WithdrawalReason, WithdrawnClip
from shrutik_core.shared.ids import RecordingId, ReleaseId, WithdrawalId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.paging import cut, index_cursor
from shrutik_memory.series_feeds import OUT, MemorySeriesFeeds
from shrutik_memory.store import MemoryStore, ToldClip


class MemoryWithdrawalFeed:
    """`WithdrawalFeed` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._rows = store.withdrawn_clips
        self._series = MemorySeriesFeeds(store)

    def alone(self) -> None:
        """See `WithdrawalFeed.alone`; there is nobody else, for units of work wait for each other."""

    def tell(
        self, withdrawal: WithdrawalId, recordings: Sequence[RecordingId], reason: WithdrawalReason, at: datetime
    ) -> None:
        """See `WithdrawalFeed.tell`."""
        chunks = {chunk.id for one in recordings for chunk in self._store.chunks.group("recording", one)}
        told: list[tuple[ReleaseId, str]] = []
        for release in self._store.releases.all():
            if release.status in OUT:
                members = self._store.members.get(release.id) or frozenset()
                told += [(release.id, clip) for clip in sorted(one.clip for one in members if one.chunk in chunks)]
        self._add(told, withdrawal, reason, at)

    def take_back(self, withdrawal: WithdrawalId, at: datetime) -> None:
        """See `WithdrawalFeed.take_back`."""
        told = {(one.release, one.row.clip) for one in self._rows.group("withdrawal", withdrawal)}
        back = [(release, clip) for release, clip in sorted(told) if clip not in self._out(release)]
        self._add(back, withdrawal, WithdrawalReason.UNDONE, at)

    def concerns(self, release: ReleaseId) -> bool:
        """See `WithdrawalFeed.concerns`."""
        return any(True for _ in self._out(release))

    def releases_of(self, withdrawal: WithdrawalId) -> tuple[ReleaseId, ...]:
        """See `WithdrawalFeed.releases_of`."""
        return tuple(sorted({one.release for one in self._rows.group("withdrawal", withdrawal)}))

    def page(self, release: ReleaseId, request: PageRequest) -> Page[WithdrawnClip]:
        """See `WithdrawalFeed.page`."""
        after = 0 if request.cursor is None else index_cursor(request.cursor)
        taken = [one.row for one in self._rows.group("release", release) if request.takes(one.row.at)]
        rest = sorted((row for row in taken if row.number > after), key=lambda row: row.number)
        return cut(rest, request, lambda row: str(row.number), len(taken))

    def _out(self, release: ReleaseId) -> Iterator[str]:
        """The clips of the release that a withdrawal which stands told of."""
        for one in self._rows.group("release", release):
            withdrawal = self._store.withdrawals.get(one.withdrawal)
            stands = withdrawal is not None and withdrawal.status is not WithdrawalStatus.UNDONE
            if stands and one.row.reason is not WithdrawalReason.UNDONE:
                yield one.row.clip

    def _add(
        self,
        told: Sequence[tuple[ReleaseId, str]],
        withdrawal: WithdrawalId,
        reason: WithdrawalReason,
        at: datetime,
    ) -> None:
        for release, clip in told:
            number = len(self._rows.group("release", release)) + 1
            row = WithdrawnClip(number, clip, reason, at)
            self._rows.put((release, number), ToldClip(release, withdrawal, row))
        self._series.tell(self._by_series(told), reason, at)

    def _by_series(self, told: Iterable[tuple[ReleaseId, str]]) -> Iterator[tuple[str, int, str]]:
        for id_, clip in told:
            release = self._store.releases.get(id_)
            if release is not None:
                yield release.name, release.version, clip

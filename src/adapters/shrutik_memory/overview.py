"""An overview of what a memory store holds, and of what was done in it."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus, Settler
from shrutik_core.collections.overview import Overview, OverviewDay, TranscriptionCounts
from shrutik_core.recordings.recording import Recording, RecordingStatus
from shrutik_core.review.review import Review, ReviewStatus
from shrutik_core.shared.ids import ChunkId, CollectionId
from shrutik_core.transcription.task import TaskStatus
from shrutik_core.transcription.transcription import Transcription
from shrutik_memory.store import MemoryStore

COUNTED = frozenset({RecordingStatus.UPLOADED, RecordingStatus.PROCESSING, RecordingStatus.CHUNKED})
LIVING = frozenset({ChunkStatus.OPEN, ChunkStatus.IN_REVIEW, ChunkStatus.SETTLED})


def seconds_of(recording: Recording) -> float:
    """How long it lasts; 0 as long as it is not processed."""
    return recording.sound.duration if recording.sound else 0.0


def overview(
    store: MemoryStore, collection: CollectionId | None, since: datetime, now: datetime, ahead: timedelta
) -> Overview:
    """See `Activities.overview`."""
    chunks = [chunk for chunk in store.chunks.all() if collection in {None, chunk.collection}]
    known = {chunk.id for chunk in chunks}
    sums = _Sums(
        recordings=[one for one in store.recordings.all() if collection in {None, one.collection}],
        chunks=chunks,
        texts=[one for one in store.transcriptions.all() if one.chunk in known],
        reviews=[one for one in store.reviews.all() if one.chunk in known and one.status is ReviewStatus.DECIDED],
        leased=sum(
            task.chunk in known and not task.gold and task.lease_expires_at > now
            for task in store.tasks.group("status", TaskStatus.LEASED)
        ),
        since=since,
    )
    return sums.told(ahead)


@attrs.frozen
class _Sums:
    recordings: list[Recording]
    chunks: list[Chunk]
    texts: list[Transcription]
    reviews: list[Review]
    leased: int
    since: datetime

    def told(self, ahead: timedelta) -> Overview:
        """The overview by a clock so far ahead of UTC."""
        open_ones = [chunk for chunk in self.chunks if chunk.status is ChunkStatus.OPEN]
        return Overview(
            recordings=Counter(one.status for one in self.recordings),
            chunks=Counter(chunk.status for chunk in self.chunks),
            transcriptions=TranscriptionCounts(
                votes=sum(chunk.votes for chunk in self.chunks if chunk.status is not ChunkStatus.WITHDRAWN),
                leased=self.leased,
                wanted=sum(chunk.votes_wanted for chunk in open_ones),
            ),
            days=self._days(ahead),
        )

    def _days(self, ahead: timedelta) -> tuple[OverviewDay, ...]:
        sums: dict[date, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        for at, name, seconds in (*self._recorded(), *self._transcribed(), *self._settled()):
            if at >= self.since:
                sums[(at + ahead).date()][name].append(seconds)
        people: dict[date, set[UUID]] = defaultdict(set)
        for at, person in self._active():
            if at >= self.since:
                people[(at + ahead).date()].add(person)
        return tuple(
            OverviewDay(
                day, **{name: math.fsum(all_) for name, all_ in sums[day].items()}, people=len(people.get(day, ()))
            )
            for day in sorted({*sums, *people})
        )

    def _recorded(self) -> Iterator[tuple[datetime, str, float]]:
        for one in self.recordings:
            yield one.created_at, "recorded", seconds_of(one) if one.status in COUNTED else 0.0

    def _transcribed(self) -> Iterator[tuple[datetime, str, float]]:
        for chunk, times in self._voted():
            if chunk.status in LIVING:
                yield min(times), "transcribed", chunk.duration

    def _settled(self) -> Iterator[tuple[datetime, str, float]]:
        for chunk, times in self._voted():
            if chunk.status is ChunkStatus.SETTLED and chunk.settled_by is Settler.CONSENSUS:
                yield max(times), "settled", chunk.duration
        decided = {one.chunk: one for one in sorted(self.reviews, key=lambda one: one.id) if not one.earlier}
        for chunk in self.chunks:
            last = decided.get(chunk.id)
            by_reviewer = chunk.status is ChunkStatus.SETTLED and chunk.settled_by is Settler.REVIEWER
            if by_reviewer and last is not None and last.decided_at is not None:
                yield last.decided_at, "settled", chunk.duration

    def _voted(self) -> Iterator[tuple[Chunk, list[datetime]]]:
        times: dict[ChunkId, list[datetime]] = defaultdict(list)
        for text in self.texts:
            if not text.gold:
                times[text.chunk].append(text.created_at)
        return ((chunk, times[chunk.id]) for chunk in self.chunks if chunk.id in times)

    def _active(self) -> Iterator[tuple[datetime, UUID]]:
        yield from ((one.created_at, one.contributor) for one in self.recordings)
        yield from ((one.created_at, one.contributor) for one in self.texts)
        yield from ((one.decided_at, one.reviewer) for one in self.reviews if one.decided_at and one.reviewer)

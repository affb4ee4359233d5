"""Sums over what people did, in memory."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.collections.overview import Overview
from shrutik_core.collections.progress import Progress
from shrutik_core.people.activity import ActiveDay, Activity
from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.leaderboard import Contribution, Given
from shrutik_core.shared.ids import CollectionId, ContributorId, SpeakerId
from shrutik_memory.overview import COUNTED, LIVING, overview, seconds_of
from shrutik_memory.store import MemoryStore


class MemoryActivities:
    """`Activities` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def of_person(
        self, contributor: ContributorId, voice: SpeakerId, since: datetime, ahead: timedelta = timedelta()
    ) -> Activity:
        """See `Activities.of_person`."""
        recordings = [row for row in self._store.recordings.group("speaker", voice) if row.status in COUNTED]
        texts = self._store.transcriptions.group("contributor", contributor)
        chunks = [chunk for row in recordings for chunk in self._store.chunks.group("recording", row.id)]
        seconds: dict[date, list[float]] = defaultdict(list)
        for row in recordings:
            if row.created_at >= since:
                seconds[(row.created_at + ahead).date()].append(seconds_of(row))
        typed = Counter((row.created_at + ahead).date() for row in texts if row.created_at >= since)
        return Activity(
            recorded_seconds=math.fsum(map(seconds_of, recordings)),
            recordings=len(recordings),
            transcriptions=len(texts),
            settled=sum(chunk.status is ChunkStatus.SETTLED for chunk in chunks),
            days=tuple(
                ActiveDay(day, math.fsum(seconds.get(day, [])), typed[day]) for day in sorted({*seconds, *typed})
            ),
        )

    def of_collection(self, collection: CollectionId) -> Progress:
        """See `Activities.of_collection`."""
        rows = [row for row in self._store.recordings.all() if row.collection == collection and row.status in COUNTED]
        chunks = [chunk for chunk in self._store.chunks.group("collection", collection) if chunk.status in LIVING]
        settled = [chunk for chunk in chunks if chunk.status is ChunkStatus.SETTLED]
        transcribed = [chunk for chunk in chunks if chunk.votes or chunk.status is ChunkStatus.SETTLED]
        return Progress(
            recorded=math.fsum(map(seconds_of, rows)),
            transcribed=math.fsum(chunk.duration for chunk in transcribed),
            settled=math.fsum(chunk.duration for chunk in settled),
            speakers=len({row.speaker for row in rows}),
        )

    def overview(
        self, collection: CollectionId | None, since: datetime, now: datetime, ahead: timedelta = timedelta()
    ) -> Overview:
        """See `Activities.overview`."""
        return overview(self._store, collection, since, now, ahead)

    def contributions(self, collection: CollectionId, since: datetime) -> Sequence[Contribution]:
        """See `Activities.contributions`."""
        return [
            Contribution(one.id, one.name, self._given(one, collection, since), self._given(one, collection))
            for one in self._store.contributors.all()
            if one.on_leaderboard and one.status is ContributorStatus.ACTIVE and one.withdrawn_at is None
        ]

    def _given(self, person: Contributor, collection: CollectionId, since: datetime | None = None) -> Given:
        recordings = self._store.recordings.group("speaker", person.speaker)
        texts = self._store.transcriptions.group("contributor", person.id)
        chunks = {chunk.id for chunk in self._store.chunks.group("collection", collection)}
        return Given(
            math.fsum(
                seconds_of(row)
                for row in recordings
                if row.collection == collection and row.status in COUNTED and (not since or row.created_at >= since)
            ),
            sum(row.chunk in chunks and (not since or row.created_at >= since) for row in texts),
        )

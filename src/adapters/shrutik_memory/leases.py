"""Leases as they are given out, in memory."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import blake2b
from itertools import islice
from uuid import UUID

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.collections.collection import Collection
from shrutik_core.people.arrival import Arrival, Vetting, kin, may_be_one_person
from shrutik_core.people.contributor import Contributor
from shrutik_core.ports.leases import Borrower, Turn
from shrutik_core.shared.ids import ContributorId
from shrutik_core.transcription.assignment import Candidate, KnownVoices, Obstacle, obstacle, urgency
from shrutik_core.transcription.gold import GoldCandidate, from_start, may_be_lent
from shrutik_core.transcription.queue import QueueCounts
from shrutik_core.transcription.task import TaskStatus
from shrutik_memory.store import MemoryStore

_HELD = frozenset({TaskStatus.LEASED, TaskStatus.SKIPPED})


def _turn(chunk: Chunk) -> tuple[int, bytes]:
    """By urgency, then in an order that ids do not show, and that is the same in every run."""
    return urgency(chunk), blake2b(chunk.id.bytes, key=b"turn").digest()


class MemoryLeases:
    """`Leases` in memory; everything is locked because only one unit of work runs at a time."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def begin(self, person: ContributorId, collection: str) -> tuple[Turn | None, Collection | None]:
        """See `Leases.begin`."""
        contributor = self._store.contributors.get(person)
        named = next(iter(self._store.collections.group("slug", collection)), None)
        turn = self._whose(contributor) if contributor else None
        return turn, named or self._store.collections.get(_id(collection))

    def offer(
        self, borrower: Borrower, count: int, most_held: int, now: datetime, start: UUID | None = None
    ) -> tuple[tuple[Chunk, ...], tuple[Chunk, ...]]:
        """See `Leases.offer`."""
        places = int(max(0, min(count, most_held - self.held(borrower.person, now), self._left(borrower))))
        golds: Iterable[Chunk] = () if start is None else self._golds(borrower, start)
        return tuple(islice(self._ordinary(borrower, now), places)), tuple(islice(golds, places))

    def held(self, person: ContributorId, now: datetime) -> int:
        """See `Leases.held`."""
        rows = self._store.tasks.group("contributor", person)
        return sum(row.status in _HELD and row.lease_expires_at > now for row in rows)

    def count(self, borrower: Borrower, now: datetime) -> QueueCounts:
        """See `Leases.count`."""
        chunks = self._store.chunks.group("collection", borrower.collection)
        found = Counter(self._obstacle(chunk, borrower, now) for chunk in chunks if chunk.status is ChunkStatus.OPEN)
        return QueueCounts(Counter(chunk.status for chunk in chunks), found)

    def _left(self, borrower: Borrower) -> float:
        if borrower.most_since is None:
            return math.inf
        most, since = borrower.most_since
        return most - sum(row.leased_at >= since for row in self._store.tasks.group("contributor", borrower.person))

    def _whose(self, contributor: Contributor) -> Turn:
        arrival = self._arrival(contributor)
        others = [
            one.speaker
            for came in self._store.arrivals.group("origin", arrival.origin)
            if (one := self._store.contributors.get(came.contributor)) is not None
            and may_be_one_person((contributor, arrival), (one, came))
        ]
        return Turn(contributor.speaker, kin(others), Vetting.of(contributor, arrival))

    def _arrival(self, contributor: Contributor) -> Arrival:
        return self._store.arrivals.get(contributor.id) or Arrival(contributor.id)

    def _ordinary(self, borrower: Borrower, now: datetime) -> Iterator[Chunk]:
        for chunk in sorted(self._store.chunks.group("queue", (borrower.collection, ChunkStatus.OPEN)), key=_turn):
            if self._obstacle(chunk, borrower, now) is None:
                yield chunk

    def _obstacle(self, chunk: Chunk, borrower: Borrower, now: datetime) -> Obstacle | None:
        tasks = self._store.tasks.group("chunk", chunk.id)
        ends = [task.lease_expires_at for task in tasks if task.status is TaskStatus.LEASED and not task.gold]
        had_before = any(task.contributor == borrower.person for task in tasks)
        candidate = Candidate(chunk, sum(end > now for end in ends), had_before=had_before)
        entrusted = [chunk.speaker] if self._entrusted(chunk, borrower.person) else []
        return obstacle(candidate, KnownVoices(borrower.speaker, borrower.kin, entrusted))

    def _golds(self, borrower: Borrower, start: UUID) -> Iterator[Chunk]:
        for candidate in from_start(self._gold_candidates(borrower), start):
            entrusted = self._entrusted(candidate.chunk, borrower.person)
            if may_be_lent(candidate, borrower.person, borrower.voices) and not entrusted:
                yield candidate.chunk

    def _entrusted(self, chunk: Chunk, person: ContributorId) -> bool:
        found = self._store.entrusted.get(chunk.speaker)
        return found is not None and found.facilitator == person

    def _gold_candidates(self, borrower: Borrower) -> Iterator[GoldCandidate]:
        for gold in self._store.golds.group("collection", borrower.collection):
            chunk = self._store.chunks.get(gold.chunk)
            if chunk is not None:
                had = self._store.tasks.group("pair", (gold.chunk, borrower.person))
                yield GoldCandidate(gold, chunk, had_before=bool(had))


def _id(reference: str) -> UUID | None:
    try:
        return UUID(reference)
    except ValueError:
        return None

"""Leases as they are given out, on PostgreSQL: one statement to begin, one to find and lock what may be lent."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.collections.collection import Collection
from shrutik_core.people.arrival import SAME_PERSON, SMALLEST_CLASS, Vetting, kin
from shrutik_core.people.roles import Role
from shrutik_core.ports.leases import Borrower, Turn
from shrutik_core.shared.ids import ContributorId
from shrutik_core.transcription.assignment import Obstacle
from shrutik_core.transcription.queue import QueueCounts
from shrutik_postgres.repositories import lending
from shrutik_postgres.repositories.chunks import to_chunk
from shrutik_postgres.repositories.given import array
from shrutik_postgres.repositories.prompts import to_collection
from shrutik_postgres.transaction import Transaction


class PostgresLeases:
    """`Leases` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def begin(self, person: ContributorId, collection: str) -> tuple[Turn | None, Collection | None]:
        """See `Leases.begin`."""
        lock = self._transaction.number_of("leases", person)
        values = {
            "lock": lock,
            "person": person,
            "reference": collection,
            "id": _id(collection),
            "same_person": SAME_PERSON,
            "most_kin": SMALLEST_CLASS - 1,
        }
        (row,) = self._transaction.rows(lending.BEGIN, values)
        return None if row.speaker is None else _turn(row), None if row.id is None else to_collection(row)

    def offer(
        self, borrower: Borrower, count: int, most_held: int, now: datetime, start: UUID | None = None
    ) -> tuple[tuple[Chunk, ...], tuple[Chunk, ...]]:
        """See `Leases.offer`."""
        most_lent, since = borrower.most_since or (None, now)
        values = {
            "collection": borrower.collection,
            "person": borrower.person,
            "own": array(borrower.voices),
            "most_lent": most_lent,
            "since": since,
            "count": count,
            "most_held": most_held,
            "now": now,
            "start": start,
        }
        self._transaction.mark()
        ordinary, golds = self._found(values)
        if not ordinary and self._transaction.rows(lending.CANDIDATE, values):
            # Whoever waits may hold nothing that others wait for: neither golds, nor candidates that had changed when
            # they were locked, which are not in the answer and held all the same.
            self._transaction.back_to_mark()
            self._transaction.rows(lending.WAIT, values)
            ordinary, golds = self._found(values)
        self._transaction.locked.update(chunk.id for chunk in ordinary + golds)
        return ordinary, golds

    def held(self, person: ContributorId, now: datetime) -> int:
        """See `Leases.held`."""
        (row,) = self._transaction.rows(lending.HELD, {"person": person, "now": now})
        return int(row.number)

    def count(self, borrower: Borrower, now: datetime) -> QueueCounts:
        """See `Leases.count`."""
        values = {
            "person": borrower.person,
            "speaker": borrower.speaker,
            "kin": array(borrower.kin),
            "collection": borrower.collection,
            "now": now,
        }
        statuses, found = Counter[ChunkStatus](), Counter[Obstacle | None]()
        for row in self._transaction.rows(lending.COUNT, values):
            statuses[ChunkStatus(row.status)] += row.number
            if row.status == ChunkStatus.OPEN:
                found[Obstacle(row.obstacle) if row.obstacle else None] += row.number
        return QueueCounts(statuses, found)

    def _found(self, values: dict[str, Any]) -> tuple[tuple[Chunk, ...], tuple[Chunk, ...]]:
        rows = self._transaction.rows(lending.FIRST[values["start"] is not None], values)
        return self._all(rows, values), _chunks(rows, "gold")

    def _all(self, rows: Sequence[Row[Any]], values: dict[str, Any]) -> tuple[Chunk, ...]:
        """The ordinary chunks of an answer and of those after it, if its window held too few."""
        ordinary, most_lent = _chunks(rows, "ordinary"), values["most_lent"]
        # What was found is held already: it counts against the places that are left.
        while last := next((row for row in rows if row.kind == "more"), None):
            place = {"votes": last.votes, "turn": last.turn, "last": last.id}
            held = {name: values[name] - len(ordinary) for name in ("count", "most_held")}
            if most_lent is not None:
                held["most_lent"] = most_lent - len(ordinary)
            rows = self._transaction.rows(lending.NEXT, values | place | held)
            ordinary += _chunks(rows, "ordinary")
        return ordinary


def _turn(row: Row[Any]) -> Turn:
    vetting = Vetting(Role(row.role), row.address, row.verified, row.vouched)
    return Turn(row.speaker, kin(row.kin), vetting)


def _chunks(rows: Sequence[Row[Any]], kind: str) -> tuple[Chunk, ...]:
    return tuple(to_chunk(row) for row in rows if row.kind == kind)


def _id(reference: str) -> UUID | None:
    try:
        return UUID(reference)
    except ValueError:
        return None

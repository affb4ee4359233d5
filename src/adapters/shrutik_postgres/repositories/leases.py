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
from shrutik_core.transcription.gold import MOST_HEARERS
from shrutik_core.transcription.queue import QueueCounts
from shrutik_core.transcription.task import TaskStatus
from shrutik_postgres.repositories.chunks import COLUMNS, to_chunk
from shrutik_postgres.repositories.given import array
from shrutik_postgres.repositories.prompts import to_collection
from shrutik_postgres.transaction import Transaction

# So many candidates are looked at in one statement, and so many gold items of one person's circle in all.
_WINDOW = 100
_NAMES = [column.name for column in COLUMNS]
_CHUNK = ", ".join(f"chunks.{name}" for name in _NAMES)

_BEGIN = """
SELECT pg_advisory_xact_lock(%(lock)s), own.*, found.*
FROM (SELECT) AS turn LEFT JOIN LATERAL (
    SELECT speaker, role, email IS NOT NULL AS address, email_verified_at IS NOT NULL AS verified,
        coalesce(vouched, false) AS vouched, ARRAY(
            SELECT others.speaker FROM arrivals AS came JOIN contributors AS others ON others.id = came.contributor
            WHERE came.origin = arrivals.origin AND came.contributor <> contributors.id
            AND NOT came.vouched AND NOT arrivals.vouched
            AND others.created_at > contributors.created_at - %(same_person)s
            AND others.created_at < contributors.created_at + %(same_person)s
            LIMIT %(most_kin)s
        ) AS kin
    FROM contributors LEFT JOIN arrivals ON arrivals.contributor = contributors.id
    WHERE contributors.id = %(person)s
) AS own ON true LEFT JOIN LATERAL (
    SELECT * FROM collections WHERE slug = %(reference)s
    UNION ALL SELECT * FROM collections WHERE id = %(id)s::uuid
    LIMIT 1
) AS found ON true
"""
# What the index of open chunks can tell of `assignment.obstacle`; its conditions are written out, not parameters, so
# that the planner sees that the partial index serves.
# What those say whom the person looks after is as good as their own voice; the list is made once in a statement.
_NOT_ENTRUSTED = "chunks.speaker <> ALL (ARRAY(SELECT id FROM entrusted_speakers WHERE facilitator = %(person)s))"
_OFFERED = f"""
    chunks.collection = %(collection)s AND chunks.status = '{ChunkStatus.OPEN}' AND chunks.free_at < 'infinity'
    AND chunks.free_at <= %(now)s
    AND chunks.speaker <> ALL (%(own)s::uuid[]) AND {_NOT_ENTRUSTED} AND %(person)s <> ALL (chunks.had)"""
# The row remembers those who had the chunk lately; this asks for all who ever had it.
_NOT_HAD = "NOT EXISTS (SELECT FROM tasks WHERE tasks.chunk = chunks.id AND tasks.contributor = %(person)s)"
_BEHIND = """
    AND chunks.votes <= %(votes)s
    AND (chunks.votes < %(votes)s OR (chunks.turn, chunks.id) > (%(turn)s, %(last)s))"""
_PLACES = f"""
places AS MATERIALIZED (
    SELECT greatest(0, least(%(count)s, %(most_held)s - count(*), %(most_lent)s::int - (
        SELECT count(*) FROM tasks
        WHERE %(most_lent)s::int IS NOT NULL AND contributor = %(person)s AND leased_at >= %(since)s
    ))) AS free FROM tasks
    WHERE contributor = %(person)s AND status IN ('{TaskStatus.LEASED}', '{TaskStatus.SKIPPED}')
    AND lease_expires_at > %(now)s
)"""
# The order is `assignment.urgency`, then the drawn one. Each candidate is locked by itself and asked again, and no more
# of them than there are places: lending a chunk changes its row (see `places`), so of two who found the same candidate
# the second does not get its last place.
_ORDINARY = """
near AS MATERIALIZED (
    SELECT id, votes, turn FROM chunks WHERE {offered}{behind}
    ORDER BY votes DESC, turn, id LIMIT {window}
),
ordinary AS MATERIALIZED (
    SELECT found.* FROM near, LATERAL (
        SELECT {chunk} FROM chunks WHERE chunks.id = near.id AND {offered} AND {not_had}
        FOR NO KEY UPDATE SKIP LOCKED
    ) AS found LIMIT (SELECT free FROM places)
)"""
_NOT_WORN = f"gold_items.collection = %(collection)s AND gold_items.lent < {MOST_HEARERS}"
_GOLDS = f"""
golds AS MATERIALIZED (
    SELECT found.* FROM (
        (SELECT chunk FROM gold_items WHERE {_NOT_WORN} AND chunk >= %(start)s ORDER BY chunk LIMIT {_WINDOW})
        UNION ALL
        (SELECT chunk FROM gold_items WHERE {_NOT_WORN} AND chunk < %(start)s ORDER BY chunk LIMIT {_WINDOW})
    ) AS circle, LATERAL (
        SELECT {_CHUNK} FROM chunks JOIN gold_items ON gold_items.chunk = chunks.id
        WHERE chunks.id = circle.chunk AND {_NOT_WORN} AND chunks.status = '{ChunkStatus.SETTLED}'
        AND chunks.speaker <> ALL (%(own)s::uuid[]) AND {_NOT_ENTRUSTED} AND gold_items.marked_by <> %(person)s
        AND %(person)s <> ALL (chunks.had) AND {_NOT_HAD}
        FOR NO KEY UPDATE OF chunks, gold_items SKIP LOCKED
    ) AS found LIMIT (SELECT free FROM places)
)"""
# Where the search goes on if the window held too few: its last candidate. In most answers there is none.
_LAST = ", ".join(f"near.{name}" if name in {"id", "votes"} else "NULL" for name in _NAMES)
_MORE = f"""
SELECT 'more' AS kind, near.turn, {_LAST} FROM near
WHERE (SELECT count(*) FROM ordinary) < (SELECT free FROM places)
ORDER BY near.votes DESC, near.turn, near.id OFFSET {_WINDOW - 1} LIMIT 1"""


# Who would be told that there is nothing waits for one candidate, which is being decided perhaps: of those who hold
# chunks while they wait for chunks, some would wait for each other, and this holds none yet.
_WAIT = f"""
WITH {_PLACES},
near AS MATERIALIZED (
    SELECT id, votes, turn FROM chunks WHERE {_OFFERED} ORDER BY votes DESC, turn, id LIMIT {_WINDOW}
)
SELECT id FROM chunks WHERE (SELECT free FROM places) > 0 AND id = (
    SELECT near.id FROM near JOIN chunks ON chunks.id = near.id WHERE {_NOT_HAD} LIMIT 1
) FOR NO KEY UPDATE"""

_HELD = f"""
SELECT count(*) AS number FROM tasks
WHERE contributor = %(person)s AND status IN ('{TaskStatus.LEASED}', '{TaskStatus.SKIPPED}')
AND lease_expires_at > %(now)s"""
# The order is that of `assignment.obstacle`; the person's tasks are found once for the statement.
_COUNT = f"""
SELECT status, obstacle, count(*) AS number FROM (
    SELECT status, CASE
        WHEN speaker = %(speaker)s THEN '{Obstacle.OWN_VOICE}'
        WHEN speaker = ANY (%(kin)s::uuid[]) THEN '{Obstacle.KIN_VOICE}'
        WHEN speaker = ANY (ARRAY(SELECT id FROM entrusted_speakers WHERE facilitator = %(person)s))
            THEN '{Obstacle.ENTRUSTED_VOICE}'
        WHEN id IN (SELECT chunk FROM tasks WHERE contributor = %(person)s) THEN '{Obstacle.HAD_BEFORE}'
        WHEN free_at > %(now)s THEN '{Obstacle.ENOUGH_VOTES}'
    END AS obstacle
    FROM chunks WHERE collection = %(collection)s AND status = '{ChunkStatus.OPEN}'
    UNION ALL SELECT status, '{Obstacle.NOT_OPEN}' FROM chunks
    WHERE collection = %(collection)s AND status <> '{ChunkStatus.OPEN}'
) AS counted GROUP BY status, obstacle"""


def _offer(*, behind: bool, golds: bool) -> str:
    ordinary = _ORDINARY.format(
        offered=_OFFERED, behind=_BEHIND if behind else "", window=_WINDOW, chunk=_CHUNK, not_had=_NOT_HAD
    )
    parts = [_PLACES, ordinary, _GOLDS] if golds else [_PLACES, ordinary]
    answers = ["SELECT 'ordinary' AS kind, NULL::float8 AS turn, ordinary.* FROM ordinary"]
    answers += ["SELECT 'gold', NULL, golds.* FROM golds"] if golds else []
    return f"WITH {', '.join(parts)}\n" + "\nUNION ALL ".join([*answers, f"({_MORE})"])


_FIRST = {golds: _offer(behind=False, golds=golds) for golds in (False, True)}
_NEXT = _offer(behind=True, golds=False)


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
        (row,) = self._transaction.rows(_BEGIN, values)
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
        rows = self._transaction.rows(_FIRST[start is not None], values)
        ordinary, golds = self._all(rows, values), _chunks(rows, "gold")
        if not ordinary and self._transaction.rows(_WAIT, values):
            ordinary = self._all(self._transaction.rows(_FIRST[False], values), values)
        self._transaction.locked.update(chunk.id for chunk in ordinary + golds)
        return ordinary, golds

    def held(self, person: ContributorId, now: datetime) -> int:
        """See `Leases.held`."""
        (row,) = self._transaction.rows(_HELD, {"person": person, "now": now})
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
        for row in self._transaction.rows(_COUNT, values):
            statuses[ChunkStatus(row.status)] += row.number
            if row.status == ChunkStatus.OPEN:
                found[Obstacle(row.obstacle) if row.obstacle else None] += row.number
        return QueueCounts(statuses, found)

    def _all(self, rows: Sequence[Row[Any]], values: dict[str, Any]) -> tuple[Chunk, ...]:
        """The ordinary chunks of an answer and of those after it, if its window held too few."""
        ordinary, most_lent = _chunks(rows, "ordinary"), values["most_lent"]
        # What was found is held already: it counts against the places that are left.
        while last := next((row for row in rows if row.kind == "more"), None):
            place = {"votes": last.votes, "turn": last.turn, "last": last.id}
            held = {name: values[name] - len(ordinary) for name in ("count", "most_held")}
            if most_lent is not None:
                held["most_lent"] = most_lent - len(ordinary)
            rows = self._transaction.rows(_NEXT, values | place | held)
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

"""The statements of lending, written out: how a turn begins, what may be lent, what is counted."""

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.transcription.assignment import Obstacle
from shrutik_core.transcription.gold import MOST_HEARERS
from shrutik_core.transcription.task import TaskStatus
from shrutik_postgres.repositories.chunks import COLUMNS

# So many candidates are looked at in one statement, and so many gold items of one person's circle in all.
_WINDOW = 100
_NAMES = [column.name for column in COLUMNS]
_CHUNK = ", ".join(f"chunks.{name}" for name in _NAMES)

BEGIN = """
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


# Who would be told that there is nothing waits for one candidate, which is being decided perhaps, and holds no other
# row meanwhile: of those who hold chunks while they wait for chunks, some would wait for each other.
CANDIDATE = f"""
WITH {_PLACES},
near AS MATERIALIZED (
    SELECT id, votes, turn FROM chunks WHERE {_OFFERED} ORDER BY votes DESC, turn, id LIMIT {_WINDOW}
)
SELECT id FROM chunks WHERE (SELECT free FROM places) > 0 AND id = (
    SELECT near.id FROM near JOIN chunks ON chunks.id = near.id WHERE {_NOT_HAD} LIMIT 1
)"""
WAIT = f"{CANDIDATE} FOR NO KEY UPDATE"

HELD = f"""
SELECT count(*) AS number FROM tasks
WHERE contributor = %(person)s AND status IN ('{TaskStatus.LEASED}', '{TaskStatus.SKIPPED}')
AND lease_expires_at > %(now)s"""
# The order is that of `assignment.obstacle`; the person's tasks are found once for the statement.
COUNT = f"""
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


FIRST = {golds: _offer(behind=False, golds=golds) for golds in (False, True)}
NEXT = _offer(behind=True, golds=False)

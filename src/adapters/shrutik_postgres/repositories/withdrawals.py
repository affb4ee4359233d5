"""The repository of withdrawals on PostgreSQL; what goes with one goes out and in by one statement for each table."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, text, update

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.people.consent import Purpose
from shrutik_core.people.withdrawal import Withdrawal, WithdrawalStatus, WithdrawalSubject
from shrutik_core.ports.withdrawals import PutBack
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.review.review import ReviewStatus
from shrutik_core.shared.ids import ChunkId, ContributorId, RecordingId, WithdrawalId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.transcription.task import TaskStatus
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.withdrawals import StateKind, withdrawals, withdrawn_states
from shrutik_postgres.transaction import Transaction, Values

_STANDING = (WithdrawalStatus.REQUESTED.value, WithdrawalStatus.ERASING.value)
_CHUNKS = "SELECT id FROM chunks WHERE recording = ANY(:recordings)"
_IN_HAND = f"chunks.recording = ANY(:recordings) AND chunks.status <> '{ChunkStatus.WITHDRAWN}'"
_LOCK = f"{_CHUNKS} ORDER BY id FOR NO KEY UPDATE"
_TAKE_OUT = (
    f"""
    INSERT INTO withdrawn_states (withdrawal, thing, kind, status)
    SELECT :withdrawal, id, '{StateKind.RECORDING}', status FROM recordings WHERE id = ANY(:recordings)
    ON CONFLICT DO NOTHING
    """,
    f"""
    INSERT INTO withdrawn_states (withdrawal, thing, kind, status)
    SELECT :withdrawal, id, '{StateKind.CHUNK}', status FROM chunks WHERE {_IN_HAND}
    ON CONFLICT DO NOTHING
    """,
    f"""
    UPDATE tasks SET status = '{TaskStatus.CANCELLED}', finished_at = :now
    WHERE status = '{TaskStatus.LEASED}' AND chunk IN ({_CHUNKS})
    """,
    f"""
    UPDATE reviews SET status = '{ReviewStatus.CLOSED}' WHERE status = '{ReviewStatus.QUEUED}' AND chunk IN ({_CHUNKS})
    """,
    f"UPDATE chunks SET status = '{ChunkStatus.WITHDRAWN}' WHERE {_IN_HAND}",
)
_STATES = f"SELECT thing FROM withdrawn_states WHERE withdrawal = :withdrawal AND kind = '{StateKind.CHUNK}'"
_LOCK_STATES = f"SELECT id FROM chunks WHERE id IN ({_STATES}) ORDER BY id FOR NO KEY UPDATE"
# Nobody has a lease on what is withdrawn, so that votes alone take its places.
_PUT_BACK = """
UPDATE chunks SET status = found.status,
    free_at = CASE WHEN chunks.votes >= chunks.wanted THEN 'infinity'::timestamptz ELSE '-infinity' END
FROM withdrawn_states AS found WHERE found.withdrawal = :withdrawal AND found.thing = chunks.id
RETURNING chunks.id, chunks.status, chunks.votes
"""
_QUEUE_AGAIN = f"""
UPDATE reviews SET status = '{ReviewStatus.QUEUED}' WHERE id IN (
    SELECT DISTINCT ON (reviews.chunk) reviews.id FROM reviews
    JOIN withdrawn_states AS found ON found.thing = reviews.chunk
    WHERE found.withdrawal = :withdrawal AND found.status = '{ChunkStatus.IN_REVIEW}'
    AND reviews.status = '{ReviewStatus.CLOSED}' ORDER BY reviews.chunk, reviews.id DESC
)
"""


class PostgresWithdrawals:
    """`Withdrawals` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, withdrawal: Withdrawal) -> None:
        """See `Withdrawals.add`."""
        self._transaction.add(insert(withdrawals), [_values(withdrawal)])

    def save(self, withdrawal: Withdrawal) -> None:
        """See `Withdrawals.save`."""
        statement = update(withdrawals).where(withdrawals.c.id == withdrawal.id).values(_values(withdrawal))
        self._transaction.change(statement, "withdrawal")

    def find(self, withdrawal: WithdrawalId, *, lock: bool = False) -> Withdrawal | None:
        """See `Withdrawals.find`."""
        wanted = select(withdrawals).where(withdrawals.c.id == withdrawal)
        row = self._transaction.first(wanted.with_for_update(key_share=True) if lock else wanted)
        return _withdrawal(row) if row else None

    def page(self, contributor: ContributorId, request: PageRequest) -> Page[Withdrawal]:
        """See `Withdrawals.page`."""
        theirs = select(withdrawals).where(withdrawals.c.contributor == contributor)
        return newest_first(self._transaction, theirs, request, by_birth(withdrawals, "requested_at"), _withdrawal)

    def standing(self, contributor: ContributorId) -> tuple[Withdrawal, ...]:
        """See `Withdrawals.standing`."""
        theirs = select(withdrawals).where(
            withdrawals.c.contributor == contributor, withdrawals.c.status.in_(_STANDING)
        )
        return tuple(_withdrawal(row) for row in self._transaction.all(theirs.order_by(withdrawals.c.id)))

    def of_recording(self, recording: RecordingId) -> Withdrawal | None:
        """See `Withdrawals.of_recording`."""
        holding = withdrawn_states.c.withdrawal == withdrawals.c.id, withdrawn_states.c.thing == recording
        row = self._transaction.first(select(withdrawals).where(*holding).limit(1))
        return _withdrawal(row) if row else None

    def take_out(self, withdrawal: WithdrawalId, recordings: Sequence[RecordingId], now: datetime) -> None:
        """See `Withdrawals.take_out`."""
        ids = list(recordings)
        self._lock(_LOCK, {"recordings": ids})
        for sql in _TAKE_OUT:
            self._run(sql, {"withdrawal": withdrawal, "recordings": ids, "now": now})

    def put_back(self, withdrawal: WithdrawalId) -> PutBack:
        """See `Withdrawals.put_back`."""
        values = {"withdrawal": withdrawal}
        self._lock(_LOCK_STATES, values)
        back = self._transaction.all(text(_PUT_BACK).bindparams(**values))
        self._run(_QUEUE_AGAIN, values)
        recordings = {RecordingId(row.thing): RecordingStatus(row.status) for row in self._recordings_of(withdrawal)}
        self.forget_states(withdrawal)
        undecided = sorted(ChunkId(row.id) for row in back if row.status == ChunkStatus.OPEN and row.votes)
        return PutBack(recordings, tuple(undecided))

    def recordings_of(self, withdrawal: WithdrawalId) -> tuple[RecordingId, ...]:
        """See `Withdrawals.recordings_of`."""
        return tuple(RecordingId(row.thing) for row in self._recordings_of(withdrawal))

    def forget_states(self, withdrawal: WithdrawalId) -> None:
        """See `Withdrawals.forget_states`."""
        self._transaction.run(delete(withdrawn_states).where(withdrawn_states.c.withdrawal == withdrawal))

    def _recordings_of(self, withdrawal: WithdrawalId) -> Sequence[Row[Any]]:
        of = withdrawn_states.c.withdrawal == withdrawal, withdrawn_states.c.kind == StateKind.RECORDING.value
        return self._transaction.all(select(withdrawn_states).where(*of).order_by(withdrawn_states.c.thing))

    def _lock(self, sql: str, values: Values) -> None:
        self._transaction.locked.update(row.id for row in self._transaction.all(text(sql).bindparams(**values)))

    def _run(self, sql: str, values: Mapping[str, Any]) -> None:
        named = {name: value for name, value in values.items() if f":{name}" in sql}
        self._transaction.run(text(sql).bindparams(**named))


def _values(withdrawal: Withdrawal) -> Values:
    subject = withdrawal.subject
    return {
        "id": withdrawal.id,
        "contributor": withdrawal.contributor,
        "speaker": withdrawal.speaker,
        "recording": subject.recording,
        "collection": subject.collection,
        "purpose": subject.purpose.value if subject.purpose else None,
        "requested_at": withdrawal.requested_at,
        "undo_until": withdrawal.undo_until,
        "status": withdrawal.status.value,
        "ended_at": withdrawal.ended_at,
    }


def _withdrawal(row: Row[Any]) -> Withdrawal:
    purpose = Purpose(row.purpose) if row.purpose else None
    return Withdrawal(
        id=row.id,
        contributor=row.contributor,
        speaker=row.speaker,
        subject=WithdrawalSubject(row.recording, row.collection, purpose),
        requested_at=row.requested_at,
        undo_until=row.undo_until,
        status=WithdrawalStatus(row.status),
        ended_at=row.ended_at,
    )

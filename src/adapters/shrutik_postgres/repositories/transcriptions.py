"""The repository of transcriptions on PostgreSQL."""

from typing import Any

from sqlalchemy import Row, insert, select

from shrutik_core.shared.ids import ChunkId, ContributorId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.transcription.transcription import Transcription
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.tasks import transcriptions
from shrutik_postgres.transaction import Transaction, Values


class PostgresTranscriptions:
    """`Transcriptions` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, transcription: Transcription) -> None:
        """See `Transcriptions.add`."""
        self._transaction.add(insert(transcriptions), [_values(transcription)])

    def of_chunk(self, chunk: ChunkId) -> tuple[Transcription, ...]:
        """See `Transcriptions.of_chunk`."""
        return self._oldest_first(chunk, gold=False)

    def gold_of_chunk(self, chunk: ChunkId) -> tuple[Transcription, ...]:
        """See `Transcriptions.gold_of_chunk`."""
        return self._oldest_first(chunk, gold=True)

    def find_for(self, chunk: ChunkId, contributor: ContributorId) -> Transcription | None:
        """See `Transcriptions.find_for`."""
        wanted = select(transcriptions).where(
            transcriptions.c.chunk == chunk, transcriptions.c.contributor == contributor
        )
        row = self._transaction.first(wanted)
        return to_transcription(row) if row else None

    def page(self, contributor: ContributorId, request: PageRequest) -> Page[Transcription]:
        """See `Transcriptions.page`."""
        theirs = select(transcriptions).where(transcriptions.c.contributor == contributor)
        return newest_first(
            self._transaction,
            theirs,
            request,
            by_birth(transcriptions),
            to_transcription,
        )

    def _oldest_first(self, chunk: ChunkId, *, gold: bool) -> tuple[Transcription, ...]:
        heard = select(transcriptions).where(transcriptions.c.chunk == chunk, transcriptions.c.gold.is_(gold))
        return tuple(to_transcription(row) for row in self._transaction.all(heard.order_by(transcriptions.c.id)))


def _values(transcription: Transcription) -> Values:
    return {
        "id": transcription.id,
        "task": transcription.task,
        "chunk": transcription.chunk,
        "contributor": transcription.contributor,
        "text": transcription.text,
        "created_at": transcription.created_at,
        "late": transcription.late,
        "gold": transcription.gold,
    }


def to_transcription(row: Row[Any]) -> Transcription:
    """The transcription of a whole row."""
    return Transcription(
        id=row.id,
        task=row.task,
        chunk=row.chunk,
        contributor=row.contributor,
        text=row.text,
        created_at=row.created_at,
        late=row.late,
        gold=row.gold,
    )

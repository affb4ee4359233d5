"""The repository of clip sets on PostgreSQL."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, ScalarSelect, Table, Uuid, any_, delete, func, literal, select, union_all, update
from sqlalchemy.dialects.postgresql import ARRAY

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.chunking.cuts import Cuts
from shrutik_core.chunking.rechunking import RecordingClips
from shrutik_core.shared.ids import ChunkId, RecordingId
from shrutik_core.transcription.task import AWAITED
from shrutik_postgres.repositories.chunks import COLUMNS, PostgresChunks, to_chunk
from shrutik_postgres.repositories.jobs import PostgresJobs
from shrutik_postgres.repositories.recordings import cut_values
from shrutik_postgres.tables.chunks import chunks, consensuses
from shrutik_postgres.tables.golds import gold_items
from shrutik_postgres.tables.recordings import cuts
from shrutik_postgres.tables.releases import clip_measures, release_members
from shrutik_postgres.tables.reviews import reviews
from shrutik_postgres.tables.tasks import tasks, transcriptions
from shrutik_postgres.transaction import Transaction

_MARKS: tuple[Table, ...] = (reviews, gold_items, release_members)
# Nothing else of a chunk is deleted with it here: a text or a mark that the caller overlooked would keep it, by its
# reference, and the whole transaction would fail.
_GO: tuple[Table, ...] = (tasks, consensuses, clip_measures)


class PostgresClipSets:
    """`ClipSets` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._jobs = PostgresJobs(transaction)
        self._chunks = PostgresChunks(transaction)

    def find(self, recording: RecordingId, *, lock: bool = False) -> RecordingClips:
        """See `ClipSets.find`."""
        theirs = select(*COLUMNS).where(chunks.c.recording == recording).order_by(chunks.c.id)
        rows = self._transaction.all(theirs.with_for_update() if lock else theirs)
        found = sorted(map(to_chunk, rows), key=lambda chunk: chunk.index)
        # Another statement, so that it sees all that was committed before the locks were had.
        typed, awaited, marked = self._counted([chunk.id for chunk in found])
        return RecordingClips(tuple(found), typed, awaited, marked)

    def replace(self, cuts_: Cuts, chunks_: Sequence[Chunk]) -> None:
        """See `ClipSets.replace`."""
        theirs = select(chunks.c.id).where(chunks.c.recording == cuts_.recording)
        self._jobs.cancel({row.id for row in self._transaction.all(theirs)})
        for table in _GO:
            self._transaction.run(delete(table).where(table.c.chunk.in_(theirs)))
        self._transaction.run(delete(chunks).where(chunks.c.recording == cuts_.recording))
        self._transaction.run(update(cuts).where(cuts.c.recording == cuts_.recording).values(cut_values(cuts_)))
        self._chunks.add_all(chunks_)

    def _counted(self, ids: Sequence[ChunkId]) -> tuple[int, int, int]:
        """Texts, tasks whose text may come, and marks, of these chunks."""
        among = any_(literal(list(ids), ARRAY(Uuid)))
        waiting = tasks.c.status.in_([status.value for status in AWAITED])
        marks = union_all(*(select(table.c.chunk).where(table.c.chunk == among) for table in _MARKS)).subquery()
        row = self._transaction.first(
            select(
                _count(transcriptions, transcriptions.c.chunk == among).label("typed"),
                _count(tasks, (tasks.c.chunk == among) & waiting).label("awaited"),
                select(func.count()).select_from(marks).scalar_subquery().label("marked"),
            )
        )
        return (row.typed, row.awaited, row.marked) if row else (0, 0, 0)


def _count(table: Table, where: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).where(where).scalar_subquery()

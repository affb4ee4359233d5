"""The repository of fingerprints on PostgreSQL."""

from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Integer, Row, Select, bindparam, delete, func, select, text, true
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.recordings.copies import RecordingFingerprint, marks
from shrutik_core.recordings.fingerprint import Fingerprint
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.shared.ids import CollectionId, RecordingId
from shrutik_postgres.tables.fingerprints import recording_fingerprints, recording_marks
from shrutik_postgres.tables.recordings import recordings
from shrutik_postgres.transaction import Transaction

_TABLE = recording_fingerprints
_NEWEST_OF_A_MARK = 256
# So many times more are ranked than are wanted: some may be of recordings that count no more.
_SPARE = 4
_COUNTED = text(f"recordings.status IN ('{RecordingStatus.PROCESSING}', '{RecordingStatus.CHUNKED}')")


class PostgresFingerprints:
    """`Fingerprints` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def alone(self, collection: CollectionId) -> None:
        """See `Fingerprints.alone`."""
        self._transaction.alone("copies", collection)

    def put(self, kept: RecordingFingerprint) -> None:
        """See `Fingerprints.put`."""
        row = {
            "recording": kept.recording,
            "collection": kept.collection,
            "sha256": kept.sha256,
            "words": kept.fingerprint.words,
        }
        self._transaction.run(upsert(_TABLE).values(row).on_conflict_do_nothing())
        rows = [
            {"collection": kept.collection, "mark": mark, "recording": kept.recording}
            for mark in marks(kept.fingerprint)
        ]
        if rows:
            self._transaction.run(upsert(recording_marks).values(rows).on_conflict_do_nothing())

    def find(self, recording: RecordingId) -> RecordingFingerprint | None:
        """See `Fingerprints.find`."""
        row = self._transaction.first(select(_TABLE).where(_TABLE.c.recording == recording))
        return _print(row) if row else None

    def remove(self, recording: RecordingId) -> None:
        """See `Fingerprints.remove`."""
        kept = self.find(recording)
        if kept is None:
            return
        # By the index of marks, which begins with these two.
        of = recording_marks.c.collection == kept.collection, recording_marks.c.mark.in_(marks(kept.fingerprint))
        self._transaction.run(delete(recording_marks).where(*of, recording_marks.c.recording == recording))
        self._transaction.run(delete(_TABLE).where(_TABLE.c.recording == recording))

    def near(self, one: RecordingFingerprint, most: int) -> tuple[RecordingFingerprint, ...]:
        """See `Fingerprints.near`."""
        same = _TABLE.c.collection == one.collection, _TABLE.c.sha256 == one.sha256
        found = [_print(row) for row in self._transaction.all(_counted(one, *same).limit(most))]
        ranked = [row.recording for row in self._transaction.all(_sharing(one, _SPARE * most))]
        rest = {row.recording: _print(row) for row in self._transaction.all(_those(one, ranked))}
        known = {other.recording for other in found}
        return (*found, *[rest[id_] for id_ in ranked if id_ in rest and id_ not in known])[:most]


def _counted(one: RecordingFingerprint, *conditions: ColumnElement[bool]) -> Select[Any]:
    joined = select(_TABLE).join(recordings, recordings.c.id == _TABLE.c.recording)
    others = joined.where(*conditions, _TABLE.c.recording != one.recording, _COUNTED)
    return others.order_by(_TABLE.c.recording.desc())


def _those(one: RecordingFingerprint, ids: list[RecordingId]) -> Select[Any]:
    return _counted(one, _TABLE.c.recording.in_(ids))


def _sharing(one: RecordingFingerprint, most: int) -> Select[Any]:
    """Recordings by how many marks they share; for each mark a bounded stretch of the index is read."""
    wanted = bindparam("marks", list(marks(one.fingerprint)), ARRAY(Integer))
    asked = func.unnest(wanted).table_valued("mark").render_derived("asked")
    of_mark = (
        select(recording_marks.c.recording)
        .where(recording_marks.c.collection == one.collection, recording_marks.c.mark == asked.c.mark)
        .order_by(recording_marks.c.recording.desc())
        .limit(_NEWEST_OF_A_MARK)
        .lateral("of_mark")
    )
    shared = func.count().desc(), of_mark.c.recording.desc()
    joined = select(of_mark.c.recording).select_from(asked.join(of_mark, true()))
    return joined.group_by(of_mark.c.recording).order_by(*shared).limit(most)


def _print(row: Row[Any]) -> RecordingFingerprint:
    return RecordingFingerprint(row.recording, row.collection, row.sha256, Fingerprint(bytes(row.words)))

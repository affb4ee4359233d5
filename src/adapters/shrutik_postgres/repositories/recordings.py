"""The repository of recordings and of their cuts on PostgreSQL."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, TextClause, Uuid, any_, bindparam, func, insert, literal, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.chunking.cuts import Cut, Cuts
from shrutik_core.people.origin import Origin
from shrutik_core.recordings.daily_quota import Uploaded
from shrutik_core.recordings.recording import Reason, Recording, RecordingStatus, Sound
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import CollectionId, ContributorId, RecordingId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.spans import Span
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.prompts import prompts
from shrutik_postgres.tables.recordings import COUNTED, cuts, recordings
from shrutik_postgres.transaction import Transaction, Values

# Of a prompt's speakers, those of its latest recordings stand beside its counter; `Prompts.next_for` asks these first.
LATEST_VOICES = 32

_SOUND = ("duration", "sample_rate", "channels", "samples", "codec", "container")


class PostgresRecordings:
    """`Recordings` on PostgreSQL; keeps the prompts' counters of recordings as well.

    A recording never changes its prompt or speaker.
    """

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, recording: Recording) -> None:
        """See `Recordings.add`."""
        self._transaction.add(insert(recordings), [_recording_values(recording)])
        if recording.status in COUNTED:
            self._count(recording)

    def save(self, recording: Recording) -> None:
        """See `Recordings.save`."""
        known = select(recordings.c.status).where(recordings.c.id == recording.id)
        before = self._transaction.first(known.with_for_update(key_share=True))
        if before is None:
            raise Missing("recording_missing", "There is no such recording.")
        statement = update(recordings).where(recordings.c.id == recording.id)
        self._transaction.run(statement.values(_recording_values(recording)))
        if before.status in COUNTED and recording.status not in COUNTED:
            self._discount(recording)
        if recording.status in COUNTED and before.status not in COUNTED:
            self._count(recording)

    def find(self, recording: RecordingId, *, lock: bool = False) -> Recording | None:
        """See `Recordings.find`."""
        wanted = select(recordings).where(recordings.c.id == recording)
        row = self._transaction.first(wanted.with_for_update(key_share=True) if lock else wanted)
        return _recording(row) if row else None

    def page(
        self,
        request: PageRequest,
        *,
        contributor: ContributorId | None = None,
        collection: CollectionId | None = None,
        status: RecordingStatus | None = None,
        speaker: SpeakerId | None = None,
    ) -> Page[Recording]:
        """See `Recordings.page`."""
        wanted: Select[Any] = select(recordings)
        if contributor is not None:
            wanted = wanted.where(recordings.c.contributor == contributor)
        if collection is not None:
            wanted = wanted.where(recordings.c.collection == collection)
        if status is not None:
            wanted = wanted.where(recordings.c.status == status.value)
        if speaker is not None:
            wanted = wanted.where(recordings.c.speaker == speaker)
        return newest_first(self._transaction, wanted, request, by_birth(recordings), _recording)

    def of_speaker(self, speaker: SpeakerId, collection: CollectionId | None = None) -> tuple[RecordingId, ...]:
        """See `Recordings.of_speaker`."""
        theirs = select(recordings.c.id).where(recordings.c.speaker == speaker)
        if collection is not None:
            theirs = theirs.where(recordings.c.collection == collection)
        return tuple(RecordingId(row.id) for row in self._transaction.all(theirs.order_by(recordings.c.id)))

    def origins(self, ids: Iterable[RecordingId]) -> Mapping[RecordingId, Origin]:
        """See `Recordings.origins`."""
        theirs = recordings.c.id == any_(literal(list(set(ids)), ARRAY(Uuid)))
        rows = self._transaction.all(
            select(recordings.c.id, recordings.c.origin).where(theirs, recordings.c.origin.is_not(None))
        )
        return {row.id: row.origin for row in rows}

    def uploaded(self, contributor: ContributorId, since: datetime, *, lock: bool = False) -> Uploaded:
        """See `Recordings.uploaded`."""
        if lock:
            self._transaction.alone("uploads", contributor)
        sums = select(
            func.coalesce(func.sum(recordings.c.audio_size), 0).label("bytes"),
            func.coalesce(func.sum(recordings.c.duration), 0.0).label("seconds"),
        )
        theirs = sums.where(recordings.c.contributor == contributor, recordings.c.created_at >= since)
        # Ids are born in the order of time, so the index of a person's recordings begins and ends there.
        first = PageRequest(created_after=since).first_id()
        row = self._transaction.first(theirs.where(recordings.c.id >= first))
        return Uploaded(int(row.bytes), float(row.seconds)) if row else Uploaded()

    def keep_cuts(self, cuts_: Cuts) -> Cuts:
        """See `Recordings.keep_cuts`."""
        values = cut_values(cuts_)
        self._transaction.run(upsert(cuts).values(values).on_conflict_do_nothing(index_elements=[cuts.c.recording]))
        return self.cuts(cuts_.recording) or cuts_

    def cuts(self, recording: RecordingId) -> Cuts | None:
        """See `Recordings.cuts`."""
        row = self._transaction.first(select(cuts).where(cuts.c.recording == recording))
        if row is None:
            return None
        planned = tuple(Cut(Span(start, end), silent) for start, end, silent in row.cuts)
        return Cuts(recording=row.recording, digest=row.digest, cuts=planned)

    def _count(self, recording: Recording) -> None:
        self._change_prompt(recording, +1, text(f"(array_prepend(:speaker, voices))[1:{LATEST_VOICES}]"))

    def _discount(self, recording: Recording) -> None:
        self._change_prompt(recording, -1, text("array_remove(voices, :speaker)"))

    def _change_prompt(self, recording: Recording, more: int, voices: TextClause) -> None:
        if recording.prompt is not None:
            speaker = bindparam("speaker", recording.speaker, Uuid)
            statement = update(prompts).where(prompts.c.id == recording.prompt)
            self._transaction.run(
                statement.values(recorded=prompts.c.recorded + more, voices=voices.bindparams(speaker))
            )


def cut_values(cuts_: Cuts) -> Values:
    """The row of a recording's cuts."""
    return {
        "recording": cuts_.recording,
        "digest": cuts_.digest,
        "cuts": [[cut.span.start, cut.span.end, cut.silent] for cut in cuts_.cuts],
    }


def _recording_values(recording: Recording) -> Values:
    return {
        "id": recording.id,
        "collection": recording.collection,
        "speaker": recording.speaker,
        "contributor": recording.contributor,
        "prompt": recording.prompt,
        "audio_key": recording.audio.key,
        "audio_size": recording.audio.size,
        "audio_sha256": recording.audio.sha256,
        "media_type": recording.media_type,
        "created_at": recording.created_at,
        "updated_at": recording.updated_at,
        "status": recording.status.value,
        "reasons": [{"code": reason.code, "detail": reason.detail} for reason in recording.reasons],
        "quality": dict(recording.quality),
        "chunk_count": recording.chunk_count,
        "metadata": dict(recording.metadata),
        "copy_of": recording.copy_of,
        "withdrawn_at": recording.withdrawn_at,
        "origin": recording.origin,
    } | {name: getattr(recording.sound, name, None) for name in _SOUND}


def _recording(row: Row[Any]) -> Recording:
    return Recording(
        id=row.id,
        collection=row.collection,
        speaker=row.speaker,
        contributor=row.contributor,
        prompt=row.prompt,
        audio=StoredBlob(row.audio_key, row.audio_size, row.audio_sha256),
        media_type=row.media_type,
        created_at=row.created_at,
        updated_at=row.updated_at,
        status=RecordingStatus(row.status),
        reasons=tuple(Reason(reason["code"], reason["detail"]) for reason in row.reasons),
        sound=None if row.duration is None else Sound(**{name: getattr(row, name) for name in _SOUND}),
        quality=row.quality,
        chunk_count=row.chunk_count,
        metadata=row.metadata,
        copy_of=row.copy_of,
        withdrawn_at=row.withdrawn_at,
        origin=row.origin,
    )

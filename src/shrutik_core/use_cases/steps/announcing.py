"""Tell of what happened: events, beside what made them true, in the same unit of work."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.events.catalogue import EventType
from shrutik_core.events.happening import Happening, new_happening
from shrutik_core.people.withdrawal import Withdrawal, WithdrawalKind, WithdrawalStatus
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.recordings.recording import Recording, RecordingStatus
from shrutik_core.releases.release import Release
from shrutik_core.shared.ids import CollectionId, HappeningId

_OF_RECORDINGS = {
    RecordingStatus.CHUNKED: EventType.RECORDING_CHUNKED,
    RecordingStatus.REFUSED: EventType.RECORDING_REFUSED,
    RecordingStatus.FAILED: EventType.RECORDING_FAILED,
}
_OF_CHUNKS = {
    ChunkStatus.SETTLED: EventType.CHUNK_SETTLED,
    ChunkStatus.REJECTED: EventType.CHUNK_REJECTED,
    ChunkStatus.IN_REVIEW: EventType.REVIEW_ASKED,
    ChunkStatus.OPEN: EventType.CHUNK_REOPENED,
}
_OF_WITHDRAWALS = {
    WithdrawalStatus.UNDONE: EventType.WITHDRAWAL_UNDONE,
    WithdrawalStatus.DONE: EventType.WITHDRAWAL_ERASED,
}


def announce(
    uow: UnitOfWork,
    ids: IdSource,
    now: datetime,
    type_: EventType,
    data: Mapping[str, object],
    collections: Iterable[CollectionId] = (),
) -> None:
    """Tell the programs that asked for it.

    Args:
        uow: that commits what happened too.
        ids: makes the event's id.
        now: UTC.
        type_: what happened.
        data: the facts that the catalogue lists for it.
        collections: those that it is of; none if it concerns all.
    """
    uow.deliveries.announce([new_happening(HappeningId(ids.new()), type_, now, data, collections)])


def announce_recording(uow: UnitOfWork, ids: IdSource, now: datetime, recording: Recording) -> None:
    """Tell that a recording was chunked or refused, or failed."""
    data: dict[str, object] = {
        "recording": str(recording.id),
        "collection": str(recording.collection),
        "status": recording.status.value,
    }
    if recording.status is RecordingStatus.CHUNKED:
        data["chunks"] = recording.chunk_count or 0
    else:
        data["reasons"] = [reason.code for reason in recording.reasons]
    announce(uow, ids, now, _OF_RECORDINGS[recording.status], data, [recording.collection])


def announce_chunks(uow: UnitOfWork, ids: IdSource, now: datetime, changes: Iterable[tuple[Chunk, Chunk]]) -> None:
    """Tell of chunks that came into another state: each as it was and as it is."""
    changed = [after for before, after in changes if before.status is not after.status and after.status in _OF_CHUNKS]
    uow.deliveries.announce([_of_chunk(ids, now, chunk) for chunk in changed])


def announce_release(uow: UnitOfWork, ids: IdSource, now: datetime, release: Release, type_: EventType) -> None:
    """Tell that a release is ready, or failed."""
    data: dict[str, object] = {
        "release": str(release.id),
        "version": release.version,
        "status": release.status.value,
    }
    if type_ is EventType.RELEASE_READY:
        data["clips"] = release.clips
    announce(uow, ids, now, type_, data, release.selection.collections)


def announce_withdrawal(uow: UnitOfWork, ids: IdSource, now: datetime, withdrawal: Withdrawal) -> None:
    """Tell all programs that asked that somebody took something back, or undid it, or that it is deleted."""
    releases = sorted(str(one) for one in uow.withdrawal_feed.releases_of(withdrawal.id))
    kind = withdrawal.subject.kind
    requested = EventType.CONSENT_WITHDRAWN if kind is WithdrawalKind.PURPOSE else EventType.VOICE_WITHDRAWN
    type_ = _OF_WITHDRAWALS.get(withdrawal.status, requested)
    announce(uow, ids, now, type_, {"withdrawal": str(withdrawal.id), "kind": kind.value, "releases": releases})


def _of_chunk(ids: IdSource, now: datetime, chunk: Chunk) -> Happening:
    data = {
        "chunk": str(chunk.id),
        "recording": str(chunk.recording),
        "collection": str(chunk.collection),
        "status": chunk.status.value,
    }
    if chunk.settled_by is not None and chunk.status is ChunkStatus.SETTLED:
        data["by"] = chunk.settled_by.value
    return new_happening(HappeningId(ids.new()), _OF_CHUNKS[chunk.status], now, data, [chunk.collection])

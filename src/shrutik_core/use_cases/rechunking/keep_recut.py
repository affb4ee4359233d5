"""Keep a recording that was cut anew: its new clips take the place of the old, if nobody has worked on these."""

import attrs

from shrutik_core.chunking.chunk import Chunk, clip_key, clips_prefix
from shrutik_core.chunking.rechunking import Rechunked
from shrutik_core.collections.collection import Collection
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.recordings.recording import Recording, RecordingStatus, recording_prefix
from shrutik_core.shared.ids import RecordingId
from shrutik_core.use_cases.rechunking.recut import Recut, RecutOrder, RecutOutcome
from shrutik_core.use_cases.steps.lookups import collection_of
from shrutik_core.use_cases.steps.new_chunk import new_chunk


@attrs.frozen
class KeepRecut:
    """Puts the clips of one recording in place, in one transaction, in which all is looked at again under locks."""

    units_of_work: UnitsOfWork
    blobs: BlobStore
    clock: Clock

    def __call__(self, outcome: RecutOutcome) -> Rechunked:
        """What became of the recording; the old clips are deleted once the new ones are kept.

        Raises:
            Unavailable: if a store does not answer.
        """
        order, recut = outcome.order, outcome.recut
        if recut is None:
            return Rechunked.FAILED
        if not outcome.differs:
            return Rechunked.SAME
        if not order.writes:
            return Rechunked.CUT
        with self.units_of_work() as uow:
            recording = uow.recordings.find(order.recording, lock=True)
            if recording is None or recording.status is not RecordingStatus.CHUNKED:
                return self._taken_back(recording)
            old = uow.clip_sets.find(recording.id, lock=True)
            obstacle = _obstacle(uow, recording, order, recut) or old.hindrance
            if obstacle is not None or not self._all_there(recut):
                return obstacle or Rechunked.CHANGED
            self._replace(uow, recording, recut)
            uow.commit()
        self._tidy(recording.id)
        return Rechunked.CUT

    def _all_there(self, recut: Recut) -> bool:
        """Whether no other run has taken the clips for those of former rules meanwhile, and deleted them."""
        sizes = {entry.key: entry.size for entry in self.blobs.list(clips_prefix(recut.cuts.recording))}
        blobs = [recut.blob(index) for index in range(len(recut.clips))]
        return all(sizes.get(blob.key) == blob.size for blob in blobs)

    def _taken_back(self, recording: Recording | None) -> Rechunked:
        """Of a voice that was erased while it was cut, nothing may stay."""
        if recording is not None and recording.erased:
            for entry in tuple(self.blobs.list(recording_prefix(recording.id))):
                self.blobs.delete(entry.key)
        return Rechunked.CHANGED

    def _replace(self, uow: UnitOfWork, recording: Recording, recut: Recut) -> None:
        new = self._chunks(recording, collection_of(uow, recording), recut)
        uow.clip_sets.replace(recut.cuts, new)
        uow.recordings.save(attrs.evolve(recording, chunk_count=len(new), updated_at=self.clock.now()))

    def _chunks(self, recording: Recording, collection: Collection, recut: Recut) -> tuple[Chunk, ...]:
        now, rate = self.clock.now(), recut.sample_rate
        return tuple(
            new_chunk(recording, collection, recut.cuts, index, rate, recut.blob(index), clip.quality, now)
            for index, clip in enumerate(recut.clips)
        )

    def _tidy(self, recording: RecordingId) -> None:
        """Delete what lies beside the recording's clips, under its lock, so that no other run counts on it."""
        with self.units_of_work() as uow:
            uow.recordings.find(recording, lock=True)
            known = {clip_key(recording, chunk.id) for chunk in uow.clip_sets.find(recording).chunks}
            for entry in tuple(self.blobs.list(clips_prefix(recording))):
                if f"{entry.key.rpartition('.')[0]}.flac" not in known:
                    self.blobs.delete(entry.key)


def _obstacle(uow: UnitOfWork, recording: Recording, order: RecutOrder, recut: Recut) -> Rechunked | None:
    """What happened to the recording or its collection since the order was given, if that matters."""
    if collection_of(uow, recording).policies.chunking != order.rules or recording.audio != order.audio:
        return Rechunked.CHANGED
    cuts = uow.recordings.cuts(recording.id)
    if cuts == order.now:
        return None
    return Rechunked.SAME if cuts is not None and recut.same_as(cuts) else Rechunked.CHANGED

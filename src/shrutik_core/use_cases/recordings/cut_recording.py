"""Cut a recording: its clips are stored, then its chunks are laid before the transcribers."""

from typing import BinaryIO

import attrs

from shrutik_core.chunking.chunk import Chunk, clip_key
from shrutik_core.ports.audio import AudioProcessor, EncodedClip
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.recordings.recording import Recording, RecordingStatus
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import RecordingId, name_chunk
from shrutik_core.use_cases.recordings.open_work import CutsToMake, at_work
from shrutik_core.use_cases.steps.announcing import announce_recording
from shrutik_core.use_cases.steps.clip_blocks import blocks_of
from shrutik_core.use_cases.steps.new_chunk import new_chunk


@attrs.frozen
class CutRecording:
    """Writes the clips of a plan; broken off anywhere, it goes on and writes the same clips."""

    units_of_work: UnitsOfWork
    blobs: BlobStore
    audio_processor: AudioProcessor
    clock: Clock
    ids: IdSource

    def __call__(self, work: CutsToMake, source: BinaryIO) -> tuple[Chunk, ...]:
        """The chunks, whose clips are stored; not yet to be seen by anyone.

        Args:
            work: from `PlanRecording`.
            source: the recording's audio, seekable.

        Raises:
            Invalid: if the audio cannot be decoded.
            Missing: ``recording_missing`` if the recording was never measured.
        """
        sound = work.recording.sound
        if sound is None:
            raise Missing("recording_missing", "The recording's measurements are gone.")
        spans = [cut.span for cut in work.cuts.cuts]
        clips = self.audio_processor.cut(source, spans, replay=work.replay)
        return tuple(self._store(work, sound.sample_rate, clip) for clip in clips)

    def _store(self, work: CutsToMake, rate: int, clip: EncodedClip) -> Chunk:
        recording = work.recording
        key = clip_key(recording.id, name_chunk(recording.id, work.cuts.digest, clip.span))
        audio = self.blobs.put(key, blocks_of(clip.stream))
        return new_chunk(
            recording,
            work.collection,
            work.cuts,
            clip.index,
            rate,
            audio,
            clip.quality.to_mapping(),
            self.clock.now(),
        )

    def finish(self, recording: RecordingId, chunks: tuple[Chunk, ...]) -> Recording:
        """The recording, chunked, with its chunks kept in the same transaction.

        Raises:
            NoWorkLeft: if it needs no more work.
        """
        with self.units_of_work() as uow:
            now = self.clock.now()
            done = at_work(uow, recording).become(RecordingStatus.CHUNKED, now)
            done = attrs.evolve(done, chunk_count=len(chunks))
            uow.chunks.add_all(chunks)
            uow.recordings.save(done)
            announce_recording(uow, self.ids, now, done)
            uow.commit()
        return done

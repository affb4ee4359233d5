"""The repository of clip sets in memory."""

from collections.abc import Sequence

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.chunking.cuts import Cuts
from shrutik_core.chunking.rechunking import RecordingClips
from shrutik_core.shared.ids import ChunkId, RecordingId
from shrutik_core.transcription.task import AWAITED
from shrutik_memory.jobs import MemoryJobs
from shrutik_memory.store import MemoryStore


class MemoryClipSets:
    """`ClipSets` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._jobs = MemoryJobs(store)

    def find(self, recording: RecordingId, *, lock: bool = False) -> RecordingClips:  # noqa: ARG002 - all is locked
        """See `ClipSets.find`."""
        store = self._store
        chunks = sorted(store.chunks.group("recording", recording), key=lambda chunk: chunk.index)
        ids = [chunk.id for chunk in chunks]
        return RecordingClips(
            tuple(chunks),
            typed=sum(len(store.transcriptions.group("chunk", one)) for one in ids),
            awaited=sum(task.status in AWAITED for one in ids for task in store.tasks.group("chunk", one)),
            marked=self._marked(ids),
        )

    def replace(self, cuts: Cuts, chunks: Sequence[Chunk]) -> None:
        """See `ClipSets.replace`."""
        store = self._store
        gone = [chunk.id for chunk in store.chunks.group("recording", cuts.recording)]
        self._jobs.cancel(set(gone))
        for chunk in gone:
            for task in store.tasks.group("chunk", chunk):
                store.tasks.remove(task.id)
            for table in (store.consensuses, store.measures, store.chunks):
                table.remove(chunk)
        store.cuts.put(cuts.recording, cuts)
        for new in chunks:
            store.chunks.put(new.id, new)

    def _marked(self, chunks: Sequence[ChunkId]) -> int:
        store, ids = self._store, set(chunks)
        members = sum(
            one.chunk in ids for release in store.releases.all() for one in store.members.get(release.id) or ()
        )
        reviews = sum(len(store.reviews.group("chunk", one)) for one in chunks)
        return members + reviews + sum(store.golds.get(one) is not None for one in chunks)

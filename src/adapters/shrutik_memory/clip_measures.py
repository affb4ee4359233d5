"""The repository of measures in memory."""

from collections.abc import Iterable, Mapping

from shrutik_core.releases.shards.sound_shape import MeasuredClip
from shrutik_core.shared.ids import ChunkId
from shrutik_memory.store import MemoryStore


class MemoryClipMeasures:
    """`ClipMeasures` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows, self._chunks = store.measures, store.chunks

    def of(self, chunks: Iterable[ChunkId]) -> Mapping[ChunkId, MeasuredClip]:
        """See `ClipMeasures.of`."""
        found = ((chunk, self._rows.get(chunk)) for chunk in chunks)
        return {chunk: measured for chunk, measured in found if measured is not None}

    def keep(self, measures: Mapping[ChunkId, MeasuredClip]) -> None:
        """See `ClipMeasures.keep`."""
        for chunk, measured in measures.items():
            if self._chunks.get(chunk) is not None and self._rows.get(chunk) is None:
                self._rows.put(chunk, measured)

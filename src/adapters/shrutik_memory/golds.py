"""The repository of gold items in memory."""

from collections.abc import Iterable, Mapping

from shrutik_core.shared.ids import ChunkId
from shrutik_core.transcription.gold import Gold
from shrutik_memory.store import MemoryStore


class MemoryGolds:
    """`Golds` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.golds
        self._collections = store.collections

    def put(self, gold: Gold) -> None:
        """See `Golds.put`."""
        self._rows.put(gold.chunk, gold)

    def remove(self, chunk: ChunkId) -> None:
        """See `Golds.remove`."""
        if self._rows.get(chunk) is not None:
            self._rows.remove(chunk)

    def find(self, chunk: ChunkId) -> Gold | None:
        """See `Golds.find`."""
        return self._rows.get(chunk)

    def find_all(self, chunks: Iterable[ChunkId]) -> Mapping[ChunkId, tuple[Gold, str]]:
        """See `Golds.find_all`."""
        golds = [gold for gold in map(self._rows.get, chunks) if gold is not None]
        languages = {one.id: one.language for one in self._collections.all()}
        return {gold.chunk: (gold, languages[gold.collection]) for gold in golds if gold.collection in languages}

"""The repository of consensus records in memory."""

from shrutik_core.consensus.record import ConsensusRecord
from shrutik_core.shared.ids import ChunkId
from shrutik_memory.store import MemoryStore


class MemoryConsensuses:
    """`Consensuses` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.consensuses

    def put(self, record: ConsensusRecord) -> None:
        """See `Consensuses.put`."""
        self._rows.put(record.chunk, record)

    def find(self, chunk: ChunkId) -> ConsensusRecord | None:
        """See `Consensuses.find`."""
        return self._rows.get(chunk)

"""The repository of consensus records."""

from typing import Protocol

from shrutik_core.consensus.record import ConsensusRecord
from shrutik_core.shared.ids import ChunkId


class Consensuses(Protocol):
    """The latest consensus of each chunk."""

    def put(self, record: ConsensusRecord) -> None:
        """Keep it in place of an earlier one of the same chunk."""
        ...

    def find(self, chunk: ChunkId) -> ConsensusRecord | None:
        """By chunk."""
        ...

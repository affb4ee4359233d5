"""Which chunk a clip of a release is, for hundreds of thousands of them in little room."""

from bisect import bisect_left
from uuid import UUID

import attrs

from shrutik_core.shared.ids import ChunkId

_HALF = 16


@attrs.define
class ClipChunks:
    """Chunks by the pseudonyms of their clips: some 65 bytes for each."""

    _rows: list[bytes] = attrs.field(factory=list)
    _sorted: bool = True

    def add(self, clip: str, chunk: ChunkId) -> None:
        """Note a clip; each once."""
        self._rows.append(bytes.fromhex(clip) + chunk.bytes)
        self._sorted = False

    def chunk(self, clip: str) -> ChunkId:
        """Which chunk it is.

        Raises:
            LookupError: if it was not noted.
        """
        if not self._sorted:
            self._rows.sort()
            self._sorted = True
        wanted = bytes.fromhex(clip)
        at = bisect_left(self._rows, wanted)
        if at == len(self._rows) or self._rows[at][:_HALF] != wanted:
            raise LookupError(f"The clip {clip} was not noted.")
        return ChunkId(UUID(bytes=self._rows[at][_HALF:]))

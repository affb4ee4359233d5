"""What was decoded of a short recording, kept so that it need not be decoded again to be cut."""

from collections.abc import Iterator, Sequence

import numpy as np

from shrutik_audio.decoding.counting import Piece, split
from shrutik_audio.decoding.decoder import Declared
from shrutik_audio.samples import BLOCK, Block
from shrutik_core.shared.spans import Span

# More than 32 MB, so that the system takes it back as a whole: five minutes at 48 kHz, in floats.
_ROOM = 56 << 20


class Replay:
    """Samples of a recording as `Decoding` gave them.

    Attributes:
        declared: what the recording said of its sound.
    """

    def __init__(self, declared: Declared, samples: Block, uncounted: Sequence[Span] = ()) -> None:
        self.declared, self._samples, self._uncounted = declared, samples, uncounted

    def blocks(self) -> Iterator[Block]:
        """The samples in order, as `Decoding.blocks`."""
        return (piece.block for piece in self.pieces())

    def pieces(self) -> Iterator[Piece]:
        """The samples in order, as `Decoding.pieces`."""
        size = max(1, BLOCK // self.declared.channels)
        starts = range(0, len(self._samples), size)
        yield from split((Piece(self._samples[start : start + size], counts=True) for start in starts), self._uncounted)

    def close(self) -> None:
        """Nothing is open."""


class ReplayBuffer:
    """Keeps the samples of a recording while they are 56 MB or fewer, and only if decoding them takes long.

    Args:
        declared: what the recording says of its sound.
    """

    def __init__(self, declared: Declared) -> None:
        self._declared = declared
        self._samples: Block | None = None
        self._count = 0
        self._keeps = declared.lossy or declared.codec == "flac"

    def feed(self, block: Block) -> None:
        """Takes the next block, (frames, channels)."""
        if not self._keeps:
            return
        if self._samples is None:
            room = _ROOM // (block.itemsize * block.shape[1])
            self._samples = np.empty((room, block.shape[1]), block.dtype)
        end = self._count + len(block)
        if end > len(self._samples) or block.dtype != self._samples.dtype:
            self._samples, self._keeps = None, False
            return
        self._samples[self._count : end] = block
        self._count = end

    def finish(self, uncounted: Sequence[Span] = ()) -> Replay | None:
        """What was kept, of which these samples do not count; None if it was too long, or is quickly decoded again."""
        if self._samples is None:
            return None
        return Replay(self._declared, self._samples[: self._count], uncounted)

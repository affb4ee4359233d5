"""Samples of frames as FFmpeg decodes them, joined until they make a block."""

from collections.abc import Iterator

import numpy as np
from av.audio.frame import AudioFrame

from shrutik_audio.samples import BLOCK, Block

_DTYPES = {"u8": "u1", "s16": "i2", "s32": "i4", "s64": "i8", "flt": "f4", "dbl": "f8"}
# What samples of a block are, if not what FFmpeg hands out.
_GIVEN = {"u1": "i2", "i8": "i4"}
_FRAME = 1 << 13


class Gathered:
    """Samples of one frame after another, until they make a block; at half the cost of an array for each frame.

    Args:
        form: FFmpeg's name of how samples lie in a frame.
        channels: of every frame.
        rate: of every frame.
    """

    def __init__(self, form: str, channels: int, rate: int) -> None:
        self.form, self.channels, self.rate = form, channels, rate
        self._planar = form.endswith("p")
        self._dtype = np.dtype(_DTYPES[form.removesuffix("p")])
        self._planes = channels if self._planar else 1
        self._values = 1 if self._planar else channels
        self._room = np.empty((self._planes, 0), self._dtype)
        self._used = 0

    @property
    def count(self) -> int:
        """Samples so far, over all channels."""
        return self._used * self._planes

    def add(self, frame: AudioFrame) -> None:
        """Takes the samples of a frame of this form."""
        values = frame.samples * self._values
        end = self._used + values
        if end > self._room.shape[1]:
            grown = np.empty((self._planes, max(end, BLOCK // self._planes + _FRAME)), self._dtype)
            grown[:, : self._used] = self._room[:, : self._used]
            self._room = grown
        room, start, dtype = self._room, self._used, self._dtype
        for row, plane in zip(room, frame.planes, strict=True):
            row[start:end] = np.frombuffer(memoryview(plane), dtype, values)
        self._used = end

    def drop(self, count: int) -> None:
        """Forgets so many of the last samples of each channel."""
        self._used -= count * self._values

    def take(self) -> Block:
        """What was gathered, (frames, channels); it begins again after that."""
        joined = self._room[:, : self._used]
        self._room, self._used = np.empty((self._planes, 0), self._dtype), 0
        # Frame by frame in memory, as all that measures it reads it: half again as fast as plane by plane.
        block: Block = np.ascontiguousarray(joined.T) if self._planar else joined.reshape(-1, self.channels)
        if block.dtype == np.uint8:
            return (block.astype(np.int16) - 128) << 8
        return (block >> 32).astype(np.int32) if block.dtype == np.int64 else block

    def silence(self, samples: int) -> Iterator[Block]:
        """So many samples of silence for each channel, in blocks such as `take` gives."""
        coded = self._dtype.str[1:]
        size = max(1, BLOCK // self.channels)
        for start in range(0, samples, size):
            yield np.zeros((min(size, samples - start), self.channels), _GIVEN.get(coded, coded))

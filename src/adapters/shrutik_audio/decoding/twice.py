"""One channel of AAC that its decoder gives twice, in case a frame tells how to spread it over two."""

from collections.abc import Iterator
from itertools import chain

import attrs
from av.audio.frame import AudioFrame

from shrutik_audio.decoding.decoder import Declared

LOOK = 5.0
"""Seconds from the start in which a spread channel would show: what is to be spread is so from its first sound on."""

_TYPE_BITS, _RATE_BITS, _CHANNEL_BITS, _OWN_RATE_BITS = 5, 4, 4, 24
_ESCAPED_TYPE, _MORE_TYPE_BITS, _OWN_RATE = 31, 6, 15
_ADTS = b"\xff"


def coded_channels(header: bytes) -> int:
    """How many channels AAC is coded with; 0 if that is not told.

    Args:
        header: that of a frame of ADTS, or what an MP4 or a WebM says of the coding; empty for none.
    """
    if len(header) >= 4 and header.startswith(_ADTS):
        return (header[2] & 1) << 2 | header[3] >> 6
    bits = "".join(f"{byte:08b}" for byte in header[:8])
    at = _TYPE_BITS
    if bits and int(bits[:at], 2) == _ESCAPED_TYPE:
        at += _MORE_TYPE_BITS
    rate = bits[at : at + _RATE_BITS]
    at += _RATE_BITS + (_OWN_RATE_BITS if rate and int(rate, 2) == _OWN_RATE else 0)
    channels = bits[at : at + _CHANNEL_BITS]
    return int(channels, 2) if len(channels) == _CHANNEL_BITS else 0


def as_coded(declared: Declared, coding: bytes, frames: Iterator[AudioFrame]) -> tuple[Declared, Iterator[AudioFrame]]:
    """What is declared, with one channel if that was coded alone and comes twice; and all of the frames.

    Args:
        declared: as the first frame has it.
        coding: as `coded_channels` takes it.
        frames: from the first on.
    """
    if declared.codec != "aac" or declared.channels != 2 or coded_channels(coding) != 1:
        return declared, frames
    first: list[AudioFrame] = []
    wanted = LOOK * declared.rate
    for frame in frames:
        first.append(frame)
        wanted -= frame.samples
        if wanted <= 0:
            break
    one = all(_comes_twice(frame) for frame in first)
    return attrs.evolve(declared, channels=1) if one else declared, chain(first, frames)


def _comes_twice(frame: AudioFrame) -> bool:
    left, *others = frame.planes
    return len(others) == 1 and bytes(left) == bytes(others[0])

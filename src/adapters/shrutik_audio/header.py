"""Headers that do not fit their file: a length that was never filled in, an end that is missing."""

import struct
from typing import BinaryIO

from shrutik_core.recordings.facts import Damage
from shrutik_core.recordings.media import MediaType

_NONE: frozenset[Damage] = frozenset()
_STREAMED = 0x7FFF_0000
_MAX_CHUNKS = 64
_OGG_TAIL = 65_307
_OGG_LAST_PAGE = 4


def _wav_damage(source: BinaryIO, size: int) -> frozenset[Damage]:
    """Walks the RIFF chunks to ``data`` and compares its declared size with what is there."""
    at = 12
    for _ in range(_MAX_CHUNKS):
        source.seek(at)
        head = source.read(8)
        if len(head) < 8:
            return _NONE
        name, length = struct.unpack("<4sI", head)
        if name == b"data":
            there = size - at - 8
            if (length == 0 and there > 0) or (length >= _STREAMED and there < length):
                return frozenset({Damage.HEADER})
            return frozenset({Damage.TRUNCATED}) if there < length else _NONE
        at += 8 + length + (length & 1)
    return _NONE


def _ogg_damage(source: BinaryIO, size: int) -> frozenset[Damage]:
    """The last page of an Ogg stream says that it is the last."""
    source.seek(max(0, size - _OGG_TAIL))
    tail = source.read(_OGG_TAIL)
    at = tail.rfind(b"OggS")
    if at < 0 or len(tail) < at + 27:
        return frozenset({Damage.TRUNCATED})
    segments = tail[26 + at]
    end = at + 27 + segments + sum(tail[at + 27 : at + 27 + segments])
    whole = end <= len(tail) and tail[at + 5] & _OGG_LAST_PAGE
    return _NONE if whole else frozenset({Damage.TRUNCATED})


def header_damage(source: BinaryIO, media: MediaType, size: int) -> frozenset[Damage]:
    """What the header and the end of a file of ``size`` bytes tell of its damage."""
    source.seek(0)
    if media is MediaType.WAV and source.read(4) == b"RIFF":
        return _wav_damage(source, size)
    return _ogg_damage(source, size) if media is MediaType.OGG else _NONE

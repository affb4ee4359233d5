"""The first frame of an MP3, which says how many frames and bytes follow, and whether there is more than that."""

import struct
from typing import BinaryIO

_LOOK = 1 << 12
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_HAS_FRAMES, _HAS_BYTES = 1, 2
_ID3_V1, _APE = 128, 32
# Two frames of the largest kind.
_SLACK = 3_000


def holds_more(source: BinaryIO, size: int) -> bool:
    """Whether an MP3 of ``size`` bytes holds more sound than its Xing or Info header says.

    libsndfile stops where that header says, so that what was appended to the file, or miscounted, would be lost.
    """
    start = _behind_tags(source)
    source.seek(start)
    head = source.read(_LOOK)
    place = max(head.find(b"Xing", 0, 64), head.find(b"Info", 0, 64))
    if place < 0 or len(head) < place + 16 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return False
    flags, *numbers = struct.unpack_from(">3I", head, place + 4)
    there = size - start - _tags_behind(source, size) - _SLACK
    if flags & _HAS_FRAMES and there > _most_bytes(head, numbers.pop(0), there):
        return True
    return bool(flags & _HAS_BYTES) and there > numbers[0]


def _behind_tags(source: BinaryIO) -> int:
    """Where the first frame should begin: behind the ID3v2 tags in front of it."""
    at = 0
    while True:
        source.seek(at)
        head = source.read(10)
        if len(head) < 10 or head[:3] != b"ID3":
            return at
        length = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
        at += 10 + length + (10 if head[5] & 0x10 else 0)


def _tags_behind(source: BinaryIO, size: int) -> int:
    """Bytes of an APE and an ID3v1 tag at the end."""
    source.seek(max(0, size - _ID3_V1 - _APE))
    tail = source.read(_ID3_V1 + _APE)
    known = _ID3_V1 if tail[-_ID3_V1:].startswith(b"TAG") else 0
    ape = tail[len(tail) - known - _APE : len(tail) - known]
    return known + (struct.unpack_from("<I", ape, 12)[0] + _APE if ape.startswith(b"APETAGEX") else 0)


def _most_bytes(head: bytes, frames: int, unknown: int) -> float:
    """How many bytes so many frames can take, at the highest bit rate: that of the first need not be the others'."""
    version, rate = head[1] >> 3 & 3, head[2] >> 2 & 3
    if version not in _RATES or rate == 3:
        return unknown
    highest, per_bit = (320, 144_000) if version == 3 else (160, 72_000)
    return highest * per_bit / _RATES[version][rate] * (frames + 1)

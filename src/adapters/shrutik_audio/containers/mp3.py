"""The first frame of an MP3, which says how many frames and bytes follow, and whether there is more than that."""

import struct
from typing import BinaryIO

_LOOK = 1 << 12
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_HAS_FRAMES, _HAS_BYTES = 1, 2
# kbit/s that frames of MPEG 1, and of 2 and 2.5, may have; that of the first need not be the others'.
_LOWEST, _HIGHEST = (32, 8), (320, 160)
# Two frames of the largest kind.
_SLACK = 3_000


def holds_more(source: BinaryIO, size: int) -> bool:
    """Whether an MP3 of ``size`` bytes, tags not counted, holds more sound than its Xing or Info header says."""
    head, place = _first_frame(source)
    if place < 0:
        return False
    flags, *numbers = struct.unpack_from(">3I", head, place + 4)
    there = size - _SLACK
    if flags & _HAS_FRAMES and there > _bytes(head, numbers.pop(0) + 1, _HIGHEST, there):
        return True
    return bool(flags & _HAS_BYTES) and there > numbers[0]


def tells_length(source: BinaryIO, size: int) -> bool:
    """Whether the length that an MP3 of ``size`` bytes declares was counted; else it was guessed from its size."""
    head, place = _first_frame(source)
    return place >= 0 and bool(head[place + 7] & _HAS_FRAMES) and not holds_more(source, size)


def is_plain(source: BinaryIO, size: int) -> bool:
    """Whether an MP3 of ``size`` bytes is just as long as its Xing or Info header says, as encoders write them."""
    head, place = _first_frame(source)
    if place < 0 or head[place + 7] & (_HAS_FRAMES | _HAS_BYTES) != _HAS_FRAMES | _HAS_BYTES:
        return False
    frames, told = struct.unpack_from(">2I", head, place + 8)
    least = _bytes(head, frames - 1, _LOWEST, 0)
    return least <= size and abs(told - size) <= min(_SLACK, size // 200)


def _first_frame(source: BinaryIO) -> tuple[bytes, int]:
    """The bytes of the first frame, and where in it a Xing or Info header lies; -1 if there is none."""
    source.seek(0)
    head = source.read(_LOOK)
    place = max(head.find(b"Xing", 0, 64), head.find(b"Info", 0, 64))
    if place < 0 or len(head) < place + 16 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return head, -1
    return head, place


def _bytes(head: bytes, frames: int, rates: tuple[int, int], unknown: float) -> float:
    """How many bytes so many frames take at one bit rate for MPEG 1 and another for the rest."""
    version, rate = head[1] >> 3 & 3, head[2] >> 2 & 3
    if version not in _RATES or rate == 3:
        return unknown
    kilobits, per_bit = (rates[0], 144_000) if version == 3 else (rates[1], 72_000)
    return kilobits * per_bit / _RATES[version][rate] * frames

"""The frames of AMR: how long each is, and what it stands for."""

from collections.abc import Iterator
from enum import Enum
from itertools import islice
from typing import BinaryIO

HEADS = {"amrnb": b"#!AMR\n", "amrwb": b"#!AMR-WB\n"}
"""What a file of each coding begins with, by FFmpeg's name of the coding."""
# Bytes of a frame with its head, by its type; 1 for types that have no body or are not in use.
_SIZES = {
    "amrnb": (13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1),
    "amrwb": (18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 1, 1, 1, 1, 1, 1),
}
# Notes on the noise, speech that was lost on the way, and nothing to send.
_PAUSES = {"amrnb": frozenset({8, 15}), "amrwb": frozenset({9, 14, 15})}
_SPEECH = {"amrnb": 8, "amrwb": 9}
_ALWAYS_ZERO = 0x83
_LOOK = 50


class FrameKind(Enum):
    """What a frame stands for."""

    SPEECH = "speech"
    PAUSE = "pause"
    UNKNOWN = "unknown"
    CUT = "cut"


def kind(codec: str, frame: bytes) -> FrameKind:
    """What a frame of this coding stands for; unknown if its head cannot be one, cut if its end is missing."""
    number = frame[0] >> 3 & 15
    if len(frame) < _SIZES[codec][number]:
        return FrameKind.CUT
    if frame[0] & _ALWAYS_ZERO:
        return FrameKind.UNKNOWN
    if number in _PAUSES[codec]:
        return FrameKind.PAUSE
    return FrameKind.SPEECH if number < _SPEECH[codec] else FrameKind.UNKNOWN


def frames(codec: str, packet: bytes) -> Iterator[bytes]:
    """The frames of a packet; the last may be cut short."""
    at = 0
    while at < len(packet):
        end = at + _SIZES[codec][packet[at] >> 3 & 15]
        yield packet[at:end]
        at = end


def holds_speech(source: BinaryIO) -> bool:
    """Whether most frames at the start of an AMR file have a head that can be one, and any frame is speech.

    True of a file with another beginning, of which nothing is known here.
    """
    source.seek(0)
    beginning = source.read(16)
    codec = next((name for name, head in HEADS.items() if beginning.startswith(head)), None)
    if codec is None:
        return True
    kinds = (kind(codec, frame) for frame in _all(source, codec))
    first = list(islice(kinds, _LOOK))
    if 2 * first.count(FrameKind.UNKNOWN) > len(first):
        return False
    return FrameKind.SPEECH in first or FrameKind.SPEECH in kinds


def _all(source: BinaryIO, codec: str) -> Iterator[bytes]:
    source.seek(len(HEADS[codec]))
    while head := source.read(1):
        yield head + source.read(_SIZES[codec][head[0] >> 3 & 15] - 1)

"""Walking over what a file is made of without reading it: the parts of RIFF and AIFF, the boxes of MP4."""

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_MOST = 100_000
_FILES = {b"RIFF": b"WAVE", b"RF64": b"WAVE", b"BW64": b"WAVE", b"FORM": b"AIF"}
_IN_DS64 = 0xFFFF_FFFF
_STREAMED = 0x7FFF_0000
_LONG_BOX = 1
# What may follow upon a list of notes, and within how many bytes of where it should end.
_FOLLOW, _NEAR = (b"fmt ", b"data", b"LIST", b"fact"), 32


class Box(NamedTuple):
    """One part.

    Attributes:
        name: four characters.
        at: where its head begins.
        start: where its body begins.
        length: of the body, as declared; it may reach beyond the end of the file.
        opens: whether it is the head of a file, behind which its parts follow.
        sought: whether it lies further on than the part before it says, so that no decoder finds it.
    """

    name: bytes
    at: int
    start: int
    length: int
    opens: bool = False
    sought: bool = False


def riff_boxes(source: BinaryIO, form: str = "<4sI") -> Iterator[Box]:
    """The parts of a WAV or AIFF; if another such file follows, its head (of no length) and its parts as well.

    Ends at what is not a part. The body of one may be read while walking.

    Args:
        source: the file.
        form: of a part's head, for `struct`; a name and a length.
    """
    at = long = 0
    before = b""
    for _ in range(_MOST):
        further = _behind_list(source, at) if before == b"LIST" else 0
        at += further
        source.seek(at)
        head = source.read(12)
        if len(head) < 8 or not _is_name(head[:4]):
            return
        name, length = struct.unpack(form, head[:8])
        if name in _FILES and head[8:].startswith(_FILES[name]):
            yield Box(name, at, at + 12, 0, opens=True)
            at, long = at + 12, 0
            continue
        if name == b"ds64":
            source.seek(at + 16)
            long = int.from_bytes(source.read(8), "little")
        elif name == b"data":
            length = (length == _IN_DS64 and long) or _wrapped(source, at + 8, length)
        yield Box(name, at, at + 8, length, sought=further > 0)
        before = name
        at += 8 + length
        at += _padding(source, at, length)


def _behind_list(source: BinaryIO, at: int) -> int:
    """How much further on the next part begins if a list was longer than it said: paddings inside were not counted."""
    source.seek(at)
    near = source.read(_NEAR)
    if near[:4] in _FILES or near[1:5] in _FILES:
        return 0
    found = [place for name in _FOLLOW if (place := near.find(name)) >= 0]
    return min(found) if found else 0


def _padding(source: BinaryIO, at: int, length: int) -> int:
    """A part of odd length is followed by a 0, which some writers forget."""
    source.seek(at)
    return int(length & 1 and source.read(1) in {b"\0", b""})


def _wrapped(source: BinaryIO, start: int, length: int) -> int:
    """The length of a sound whose upper bits had no room in its header: 4 GB more that no other file begins in."""
    beyond = source.seek(0, 2) - start - length
    if length == _IN_DS64 or beyond <= _IN_DS64:
        return length
    source.seek(start + length)
    return length if source.read(5).removeprefix(b"\0")[:4] in _FILES else length + (beyond >> 32 << 32)


def tells_too_little(source: BinaryIO, size: int) -> bool:
    """Whether the sound of a WAV of ``size`` bytes is over 4 GB, and its header does not tell how long it is."""
    sound = next((box for box in riff_boxes(source) if box.name == b"data"), None) if size > _IN_DS64 else None
    if sound is None or sound.length < _IN_DS64:
        return False
    source.seek(sound.start - 4)
    told = int.from_bytes(source.read(4), "little")
    return sound.length == _IN_DS64 or told != _IN_DS64


def never_ended(source: BinaryIO, sound: Box, size: int) -> bool:
    """Whether the length of a WAV's sound was never filled in, so that it goes on to the end of the file."""
    there = size - sound.start
    if sound.length == 0 and there > 0:
        source.seek(sound.start)
        return source.read(4) != sound.name  # else it is empty, and another follows
    return sound.length == _IN_DS64 or (sound.length >= _STREAMED and there < sound.length)


def mp4_boxes(source: BinaryIO, size: int) -> Iterator[Box]:
    """The outermost boxes of an MP4 of ``size`` bytes; ends at what is not a box."""
    at = 0
    for _ in range(_MOST):
        source.seek(at)
        head = source.read(16)
        if len(head) < 8 or not _is_name(head[4:8]):
            return
        length, start = int.from_bytes(head[:4], "big"), 8
        if length == _LONG_BOX:
            length, start = int.from_bytes(head[8:], "big"), 16
        length = length or size - at
        if length < start:
            return
        yield Box(head[4:8], at, at + start, length - start)
        at += length


def lacks_index(source: BinaryIO, size: int) -> bool:
    """Whether an MP4 of ``size`` bytes breaks off before the end of its index, which tells where its sound lies."""
    found = [box for box in mp4_boxes(source, size) if box.name in {b"moov", b"mdat"}]
    return bool(found) and not any(box.name == b"moov" and box.start + box.length <= size for box in found)


def without_cut_head(source: BinaryIO, size: int) -> int:
    """Where an MP4 of ``size`` bytes ends if the head of a fragment that breaks off within it is left out.

    FFmpeg would read nothing of the file, as it looks at the heads of all fragments first.
    """
    last = None
    for box in mp4_boxes(source, size):
        last = box
    cut = last is not None and last.name == b"moof" and last.start + last.length > size
    return last.at if last is not None and cut else size


def is_fragmented(source: BinaryIO) -> bool:
    """Whether an MP4 comes in fragments, as browsers write it: each tells its time, counted from zero."""
    return any(box.name == b"moof" for box in mp4_boxes(source, source.seek(0, 2)))


def _is_name(name: bytes) -> bool:
    return all(32 <= letter < 127 for letter in name)

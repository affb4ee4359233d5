"""Headers that do not fit their file: a length that was never filled in, an end that is missing."""

import struct
from typing import BinaryIO

from shrutik_audio.mp3_header import holds_more
from shrutik_core.recordings.facts import Damage
from shrutik_core.recordings.media import MediaType

_NONE: frozenset[Damage] = frozenset()
_STREAMED = 0x7FFF_0000
_IN_DS64 = 0xFFFF_FFFF
_MAX_CHUNKS = 64
_OGG_TAIL = 65_307
_OGG_LAST_PAGE = 4


def _part(source: BinaryIO, wanted: bytes, form: str) -> tuple[int, int] | None:
    """Where the first part of this name begins behind its head, and the length it declares; None where it is not."""
    at = 12
    for _ in range(_MAX_CHUNKS):
        source.seek(at)
        head = source.read(8)
        if len(head) < 8:
            return None
        name, length = struct.unpack(form, head)
        if name == wanted:
            return at + 8, length
        at += 8 + length + (length & 1)
    return None


def _wav_damage(source: BinaryIO, size: int, *, long: bool) -> frozenset[Damage]:
    """Compares the declared size of the sound with what is there; a long form has it in a part of its own."""
    found = _part(source, b"data", "<4sI")
    if found is None:
        return _NONE
    start, length = found
    there = size - start
    if long and length == _IN_DS64:
        sizes = _part(source, b"ds64", "<4sI")
        source.seek(sizes[0] + 8 if sizes else size)
        length = int.from_bytes(source.read(8), "little")
    elif (length == 0 and there > 0) or (length >= _STREAMED and there < length):
        return frozenset({Damage.HEADER})
    return frozenset({Damage.TRUNCATED}) if there < length else _NONE


def _aiff_damage(source: BinaryIO, size: int) -> frozenset[Damage]:
    found = _part(source, b"SSND", ">4sI")
    return frozenset({Damage.TRUNCATED}) if found is not None and size - found[0] < found[1] else _NONE


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
    if media is MediaType.WAV:
        return _wav_damage(source, size, long=source.read(4) != b"RIFF")
    if media is MediaType.AIFF:
        return _aiff_damage(source, size)
    if media is MediaType.MP3:
        return frozenset({Damage.HEADER}) if holds_more(source, size) else _NONE
    return _ogg_damage(source, size) if media is MediaType.OGG else _NONE

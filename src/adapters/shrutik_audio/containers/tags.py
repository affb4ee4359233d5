"""Tags before and behind the sound: titles and pictures that are not part of it."""

from typing import BinaryIO

_TAGS = (b"ID3", b"TAG", b"APETAGEX")
_ID3_V1, _APE = 128, 32
_HAS_HEAD = 0x80


def is_tag(data: bytes) -> bool:
    """Whether a tag begins here, as between two MP3s end to end, and no sound."""
    return data.startswith(_TAGS)


def sound_begins(source: BinaryIO) -> int:
    """Where the sound begins: behind the ID3v2 and APE tags in front of it; it may be beyond the end of the file."""
    at = 0
    while True:
        source.seek(at)
        head = source.read(_APE)
        if head.startswith(b"ID3") and len(head) >= 10:
            length = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
            at += 10 + length + (10 if head[5] & 0x10 else 0)
        elif head.startswith(b"APETAGEX") and len(head) == _APE:
            at += _APE + int.from_bytes(head[12:16], "little")
        else:
            return at


def sound_ends(source: BinaryIO, size: int) -> int:
    """Where the sound of a file of ``size`` bytes ends: before the APE and ID3v1 tags behind it."""
    source.seek(max(0, size - _ID3_V1 - _APE))
    tail = source.read(_ID3_V1 + _APE)
    known = _ID3_V1 if tail[-_ID3_V1:].startswith(b"TAG") else 0
    ape = tail[len(tail) - known - _APE : len(tail) - known]
    if not ape.startswith(b"APETAGEX"):
        return size - known
    length = int.from_bytes(ape[12:16], "little") + (_APE if ape[23] & _HAS_HEAD else 0)
    return max(0, size - known - length)

"""Whether a FLAC holds more than its header says: its frames tell their place in the sound."""

from typing import BinaryIO

_TAIL = 1 << 17
_SIZES = {1: 192, **{code: 144 << code for code in range(2, 6)}, **{code: 1 << code for code in range(8, 16)}}
_SIZE_FOLLOWS = {6: 1, 7: 2}
_RATE_FOLLOWS = {12: 1, 13: 2, 14: 2}
_LONGEST = 16
_STEP = 1 << 20
_HEADS = (b"fLaC\0\0\0\x22", b"fLaC\x80\0\0\x22")
_TOTAL_MASK = (1 << 36) - 1


def _table() -> bytes:
    """Checksums of 8 bits, polynomial 7, of every byte."""
    sums = bytearray()
    for byte in range(256):
        for _ in range(8):
            byte = (byte << 1 ^ (7 if byte & 128 else 0)) & 255  # noqa: PLW2901 - shifted in place
        sums.append(byte)
    return bytes(sums)


_CHECKSUMS = _table()


def holds_more(source: BinaryIO, size: int) -> bool:
    """Whether a FLAC of ``size`` bytes ends with frames of sound behind the last sample that it declares."""
    source.seek(0)
    head = source.read(26)
    total = int.from_bytes(head[18:26], "big") & _TOTAL_MASK
    if not head.startswith(b"fLaC") or not total:
        return False
    source.seek(max(26, size - _TAIL))
    tail = source.read(_TAIL)
    usual = int.from_bytes(head[10:12], "big")
    expected = -1
    at = tail.find(b"\xff")
    while at >= 0:
        found = _frame(tail[at : at + _LONGEST], usual)
        if found is not None:
            start, length = found
            if start == expected and start >= total:
                return True
            expected = start + length
        at = tail.find(b"\xff", at + 1)
    return False


def begins_anew(source: BinaryIO, at: int) -> bool:
    """Whether another FLAC begins somewhere between ``at``, but not at the start of the file, and the end."""
    at = max(1, at)
    source.seek(at)
    before = b""
    while step := source.read(_STEP):
        if any(head in before + step for head in _HEADS):
            return True
        before = step[-len(_HEADS[0]) :]
    return False


def _frame(head: bytes, usual: int) -> tuple[int, int] | None:
    """The first sample of the frame that begins here and how many it has; None if none begins.

    If frames are ``usual`` samples long, they are numbered, and only the last may be shorter.
    """
    if len(head) < _LONGEST or head[1] & 0xFE != 0xF8 or head[3] & 1:
        return None
    number, at = _number(head)
    size, rate = head[2] >> 4, head[2] & 15
    more = _SIZE_FOLLOWS.get(size, 0)
    length = int.from_bytes(head[at : at + more], "big") + 1 if more else _SIZES.get(size, 0)
    at += more + _RATE_FOLLOWS.get(rate, 0)
    checksum = 0
    for byte in head[:at]:
        checksum = _CHECKSUMS[checksum ^ byte]
    if not length or checksum != head[at]:
        return None
    return (number if head[1] & 1 else number * usual), length


def _number(head: bytes) -> tuple[int, int]:
    """The number of a frame, coded as UTF-8 codes letters, and where it ends."""
    first = head[4]
    more = next((count for count in range(7) if not first & 128 >> count), 7)
    value = first & (127 >> more)
    for byte in head[5 : 4 + max(1, more)]:
        value = value << 6 | byte & 63
    return value, 4 + max(1, more)

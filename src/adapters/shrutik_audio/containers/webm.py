"""Whether a WebM ends in the middle of an element; a live recording declares no length, but its elements do."""

from typing import BinaryIO

_EBML, _SEGMENT, _CLUSTER = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67", b"\x1f\x43\xb6\x75"
# What may come first in a cluster: its time, a block, a group of them, what was before, nothing, a checksum.
_FIRST_IN_CLUSTER = frozenset(b"\xe7\xa3\xa0\xab\xa7\xec\xbf")
_HEAD = 12
_STEP = 1 << 20
_MOST = 300_000


def ends_in_element(source: BinaryIO, size: int) -> bool:
    """Whether the last element of a WebM of ``size`` bytes, or the segment it lies in, declares more than is there."""
    at = 0
    for _ in range(_MOST):
        name, start, length = _element(source, at)
        if not name:
            return False
        if name == _SEGMENT and length is None:
            return _ends_in_block(source, max(start, _last_cluster(source, size)), size)
        if length is None or name not in (_EBML, _SEGMENT):
            return False
        at = start + length
        if at >= size:
            return at > size
    return False


def _ends_in_block(source: BinaryIO, at: int, size: int) -> bool:
    """Walks from one element to the next, into those of unknown length, and ends at what is not one."""
    for _ in range(_MOST):
        if at >= size:
            return at > size
        name, start, length = _element(source, at)
        if not name:
            return False
        if start > size:
            return True
        at = start + (length or 0)
    return False


def _element(source: BinaryIO, at: int) -> tuple[bytes, int, int | None]:
    """Name, where its body begins and the length of it, None if that is not known; no name if there is no element.

    If the file ends within its head, the body begins behind the end of the file.
    """
    source.seek(at)
    head = source.read(_HEAD)
    name = _width(head[:1])
    if name > 4:
        return b"", at, 0
    width = _width(head[name : name + 1])
    if len(head) <= name or len(head) < name + width:
        return head[:name] or b"\0", at + _HEAD, 0
    if width > 8:
        return b"", at, 0
    value = int.from_bytes(head[name : name + width], "big") & ((1 << 7 * width) - 1)
    return head[:name], at + name + width, None if value == (1 << 7 * width) - 1 else value


def _width(first: bytes) -> int:
    """Bytes of a number whose first byte this is; 9 if it cannot be one."""
    return 9 - first[0].bit_length() if first else 9


def _last_cluster(source: BinaryIO, size: int) -> int:
    """Where the last cluster begins; 0 if none does."""
    end = size
    while end > 0:
        begun = max(0, end - _STEP)
        source.seek(begun)
        step = source.read(end - begun + _HEAD + 4)
        at = step.rfind(_CLUSTER)
        while at >= 0:
            _, start, _ = _element(source, begun + at)
            inside = step[start - begun : start - begun + 1]
            if not inside or inside[0] in _FIRST_IN_CLUSTER:
                return begun + at
            at = step.rfind(_CLUSTER, 0, at)
        end = begun
    return 0

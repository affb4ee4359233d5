"""The pages of an Ogg: whether it ends early, and where another stream begins behind the first."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_HEAD, _TAIL = 27, 65_307
_FIRST, _LAST = 2, 4
_MOST = 1_000_000
# So many bytes of a stream's first header tell its coding, channels and, but for Opus, which has one, its rate.
_FORM, _OPUS_FORM = 16, 10
_STEP = 1 << 16


class _Page(NamedTuple):
    at: int
    flags: int


def ends_early(source: BinaryIO, size: int) -> bool:
    """Whether the last page of an Ogg of ``size`` bytes breaks off, or does not say that it is the last."""
    return last_page(source, size) is None


def last_page(source: BinaryIO, size: int) -> int | None:
    """Where the last page of an Ogg of ``size`` bytes begins, if it is whole and says that it is the last."""
    begun = max(0, size - _TAIL)
    source.seek(begun)
    tail = source.read(_TAIL)
    at = tail.rfind(b"OggS")
    if at < 0 or len(tail) < at + _HEAD:
        return None
    segments = tail[26 + at]
    end = at + _HEAD + segments + sum(tail[at + _HEAD : at + _HEAD + segments])
    return begun + at if end <= len(tail) and tail[at + 5] & _LAST else None


def links(source: BinaryIO) -> tuple[int, ...]:
    """Where streams begin that follow upon another, as radio and plain appending chain them; empty for most files."""
    found: list[int] = []
    begun = True
    for page in _pages(source):
        first = bool(page.flags & _FIRST)
        if first and not begun:
            found.append(page.at)
        begun = first
    return tuple(found)


def breaks(source: BinaryIO) -> Iterator[int]:
    """Where a chained stream begins whose coding, channels or rate are not those before it: no reader goes on there."""
    before = b""
    for at in (0, *links(source)):
        source.seek(at + _HEAD - 1)
        (segments,) = source.read(1) or b"\0"
        source.seek(segments, 1)
        head = source.read(_FORM)
        form = head[:_OPUS_FORM] if head.startswith(b"OpusHead") else head
        if before and form != before:
            yield at
        before = form


def _pages(source: BinaryIO) -> Iterator[_Page]:
    """Page after page, over what is between them."""
    at = 0
    for _ in range(_MOST):
        source.seek(at)
        head = source.read(_HEAD)
        if len(head) < _HEAD:
            return
        if not head.startswith(b"OggS"):
            at = _next(source, at + 1)
            continue
        yield _Page(at, head[5])
        at += _HEAD + head[26] + sum(source.read(head[26]))


def _next(source: BinaryIO, at: int) -> int:
    """Where the next page may begin; the end of the file if none does."""
    while True:
        source.seek(at)
        step = source.read(_STEP)
        found = step.find(b"OggS")
        if found >= 0:
            return at + found
        if len(step) < _STEP:
            return at + len(step)
        at += _STEP - 3

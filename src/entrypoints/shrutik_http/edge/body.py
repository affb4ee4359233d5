"""A body that is read whole: by the loop, and bounded, as are all bodies of a process together."""

from typing import Self

import attrs
import falcon.asgi

from shrutik_core.shared.errors import TooLarge, Unavailable, Unreadable

# Two of the largest that there are, or thousands of usual ones.
MOST_HELD = 32 * 1024 * 1024


@attrs.frozen
class ReadBody:
    """A body that was read."""

    media_type: str
    content: bytes
    length: int | None


@attrs.define
class HeldBodies:
    """Counts the bytes of all bodies that a process holds in memory.

    Attributes:
        most: bytes.
        held: bytes.
    """

    most: int = MOST_HELD
    held: int = 0


@attrs.define
class Hold:
    """What one request holds of them, until its context ends."""

    _bodies: HeldBodies
    _bytes: int = 0

    def add(self, count: int) -> None:
        """Hold more.

        Raises:
            Unavailable: ``busy`` if all together would be more than may be held.
        """
        if self._bodies.held + count > self._bodies.most:
            raise Unavailable("busy", "Too much is being sent at the moment; try again in a few seconds.")
        self._bytes += count
        self._bodies.held += count

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._bodies.held -= self._bytes


def media_type_of(req: falcon.asgi.Request) -> str:
    """Lower case, without parameters; empty if the caller did not say."""
    return (req.content_type or "").partition(";")[0].strip().lower()


async def read_whole(req: falcon.asgi.Request, largest: int, hold: Hold) -> bytes:
    """The body.

    Raises:
        Unavailable: ``busy``.
        TooLarge: ``too_large``, before more than ``largest`` bytes were read.
        Unreadable: ``body_incomplete``.
    """
    length: int | None = req.content_length
    detail = f"This body may be at most {largest // 1024} kB."
    too_large = TooLarge("too_large", detail, extra={"most_bytes": largest})
    if (length or 0) > largest:
        raise too_large
    blocks, size = [], 0
    async for block in req.stream:
        hold.add(len(block))
        blocks.append(block)
        size += len(block)
        req.context.received = size
        if size > largest:
            raise too_large
    if length is not None and size < length:
        raise Unreadable("body_incomplete", "The body ended before it was complete; send it again.")
    return blocks[0] if len(blocks) == 1 else b"".join(blocks)

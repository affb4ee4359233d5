"""A body as the web framework gives it: read by the loop, whole and bounded, or as a form part by part."""

import attrs
import falcon.asgi

from shrutik_core.shared.errors import TooLarge, Unreadable


@attrs.frozen
class ReadBody:
    """A body that was read."""

    media_type: str
    content: bytes
    length: int | None


def media_type_of(req: falcon.asgi.Request) -> str:
    """Lower case, without parameters; empty if the caller did not say."""
    return (req.content_type or "").partition(";")[0].strip().lower()


async def read_whole(req: falcon.asgi.Request, largest: int) -> bytes:
    """The body.

    Raises:
        TooLarge: ``too_large``, before more than ``largest`` bytes were read.
        Unreadable: ``body_incomplete``.
    """
    length: int | None = req.content_length
    too_large = TooLarge("too_large", f"This body may have at most {largest // 1024} kB.")
    if (length or 0) > largest:
        raise too_large
    blocks, size = [], 0
    async for block in req.stream:
        blocks.append(block)
        size += len(block)
        if size > largest:
            raise too_large
    if length is not None and size < length:
        raise Unreadable("body_incomplete", "The body ended before it was whole; send it again.")
    return blocks[0] if len(blocks) == 1 else b"".join(blocks)

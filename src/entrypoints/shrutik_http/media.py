"""How a blob is sent: whole or in part, once more only where it changed."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import BinaryIO

import attrs
import falcon

from shrutik_http.ranges import Unsatisfiable, asked_range

_BLOCK = 64 * 1024
# Blobs never change under their address; still, who may read them may change, so a cache asks again.
_CACHING = "private, no-cache"


@attrs.frozen
class Medium:
    """A blob that the caller was given leave to read.

    Attributes:
        size: bytes.
        sha256: hexadecimal; the entity tag.
        media_type: as it is announced.
        open: gives a stream over ``length`` bytes from ``start``.
        file_name: under which a browser saves it; None where it is played.
    """

    size: int
    sha256: str
    media_type: str
    open: Callable[[int, int], AbstractContextManager[BinaryIO]]
    file_name: str | None = None


class BlobStream:
    """Blocks of an open blob; the server closes it, also where the listener went away."""

    def __init__(self, opened: AbstractContextManager[BinaryIO]) -> None:
        self._opened = opened
        self._stream = opened.__enter__()

    def __iter__(self) -> Iterator[bytes]:
        while block := self._stream.read(_BLOCK):
            yield block

    def close(self) -> None:
        """Let go of the blob."""
        self._opened.__exit__(None, None, None)


def send(req: falcon.Request, resp: falcon.Response, medium: Medium) -> None:
    """Send the blob, a range of it (206), or word that the caller has it (304).

    Raises:
        falcon.HTTPRangeNotSatisfiable: where the range begins after the end.
    """
    tag = f'"{medium.sha256}"'
    resp.set_headers({"ETag": tag, "Accept-Ranges": "bytes", "Cache-Control": _CACHING})
    if names(req.get_header("If-None-Match"), tag):
        resp.status = falcon.HTTP_304
        return
    resp.content_type = medium.media_type
    if medium.file_name:
        resp.set_header("Content-Disposition", f'attachment; filename="{medium.file_name}"')
    start, length = _part(req, resp, medium, tag)
    resp.set_header("Content-Length", str(length))
    if not req.context.head:
        resp.stream = BlobStream(medium.open(start, length))


def _part(req: falcon.Request, resp: falcon.Response, medium: Medium, tag: str) -> tuple[int, int]:
    condition = req.get_header("If-Range")
    wanted = req.get_header("Range") if condition in {None, tag} else None
    try:
        part = asked_range(wanted, medium.size)
    except Unsatisfiable:
        raise falcon.HTTPRangeNotSatisfiable(medium.size) from None
    if part is None:
        return 0, medium.size
    resp.status = falcon.HTTP_206
    resp.set_header("Content-Range", part.content_range(medium.size))
    return part.start, len(part)


def names(header: str | None, tag: str) -> bool:
    """Whether an If-None-Match header names the entity tag, compared weakly as the standard has it."""
    if header is None:
        return False
    listed = {one.strip().removeprefix("W/") for one in header.split(",")}
    return "*" in listed or tag.removeprefix("W/") in listed

"""How a reply is written: a message as JSON, a document as it is, a blob whole or in part."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import BinaryIO

import falcon

from shrutik_http.media import Medium, names
from shrutik_http.messages import Message
from shrutik_http.operation import Document, Operation, Reply
from shrutik_http.ranges import Unsatisfiable, asked_range

_BLOCK = 64 * 1024
# Blobs never change under their address; still, who may read them may change, so a cache asks again.
_CACHING = "private, no-cache"


def send(operation: Operation, reply: Reply, req: falcon.Request, resp: falcon.Response) -> None:
    """Write the reply.

    Raises:
        falcon.HTTPRangeNotSatisfiable: if a range begins after the end.
    """
    resp.status = falcon.code_to_http_status(operation.status)
    if not operation.tagged:
        resp.set_header("Cache-Control", "no-store")
    match reply:
        case Message():
            _send_message(operation, reply, resp)
        case Document():
            resp.content_type = reply.media_type
            resp.set_headers(dict(reply.headers))
            resp.data = reply.content
        case Medium():
            _send_medium(reply, req, resp)


def _send_message(operation: Operation, message: Message, resp: falcon.Response) -> None:
    resp.content_type = "application/json"
    resp.data = message.model_dump_json().encode()
    if operation.location:
        resp.set_header("Location", operation.location.format_map(dict(message)))


class BlobStream:
    """Blocks of an open blob; the server closes it, also if the listener went away."""

    def __init__(self, opened: AbstractContextManager[BinaryIO]) -> None:
        self._opened = opened
        self._stream = opened.__enter__()

    def __iter__(self) -> Iterator[bytes]:
        while block := self._stream.read(_BLOCK):
            yield block

    def close(self) -> None:
        """Let go of the blob."""
        self._opened.__exit__(None, None, None)


def _send_medium(medium: Medium, req: falcon.Request, resp: falcon.Response) -> None:
    """Send the blob, a range of it (206), or word that the caller has it (304)."""
    resp.set_headers({"ETag": medium.tag, "Accept-Ranges": "bytes", "Cache-Control": _CACHING})
    if names(req.get_header("If-None-Match"), medium.tag):
        resp.status = falcon.HTTP_304
        return
    resp.content_type = medium.media_type
    if medium.file_name:
        resp.set_header("Content-Disposition", f'attachment; filename="{medium.file_name}"')
    start, length = _part(medium, req, resp)
    resp.set_header("Content-Length", str(length))
    if not req.context.head:
        resp.stream = BlobStream(medium.open(start, length))


def _part(medium: Medium, req: falcon.Request, resp: falcon.Response) -> tuple[int, int]:
    condition = req.get_header("If-Range")
    wanted = req.get_header("Range") if condition in {None, medium.tag} else None
    try:
        part = asked_range(wanted, medium.size)
    except Unsatisfiable:
        raise falcon.HTTPRangeNotSatisfiable(medium.size) from None
    if part is None:
        return 0, medium.size
    resp.status = falcon.HTTP_206
    resp.set_header("Content-Range", part.content_range(medium.size))
    return part.start, len(part)

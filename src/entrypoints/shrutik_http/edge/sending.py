"""How a reply is written: a message as JSON, a document as it is, a blob whole or in part."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import AbstractContextManager
from threading import Lock
from typing import BinaryIO

import attrs
import falcon
import falcon.asgi

from shrutik_http.call import Access
from shrutik_http.edge.other_senders import NOBODY, OtherSenders
from shrutik_http.edge.pools import Pools
from shrutik_http.media import Medium, Streamed, names
from shrutik_http.messages import Message
from shrutik_http.operation import Operation, Room
from shrutik_http.ranges import ByteRange, Unsatisfiable, asked_range
from shrutik_http.replies import Document, Done, Reply

_BLOCK = 256 * 1024
# Blobs never change under their address; still, who may read them may change, so a cache asks again.
_CACHING = "private, no-cache"
# A voice may be taken back: then each cache on the way goes on for a minute, and asks again.
_PUBLIC = "public, max-age=60, must-revalidate"
_OF_WHOEVER_SENDS = frozenset({"Accept-Ranges", "Content-Length", "Content-Range"})


class BlobStream:
    """Blocks of an open blob, each read in a thread; closed also if the listener goes away.

    Args:
        opened: the blob, not open yet.
        pools: for reading on.
    """

    def __init__(self, opened: AbstractContextManager[BinaryIO]) -> None:
        self._opened = opened
        self._stream = opened.__enter__()
        self._first: bytes | None = self._stream.read(_BLOCK)
        self.pools: Pools | None = None

    async def read(self, _size: int = -1) -> bytes:
        """The next block; empty at the end."""
        block, self._first = self._first, None
        if block is None and self.pools is not None:
            block = await self.pools.run(Room.THREADS, lambda: self._stream.read(_BLOCK))
        return block or b""

    async def close(self) -> None:
        """Let go of the blob."""
        self._opened.__exit__(None, None, None)


class MadeStream:
    """Blocks that are made one after the other, each in a thread; given up also if the listener goes away.

    Args:
        blocks: an iterator; a generator is closed at the end, so that it lets go of what it holds.
    """

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._lock = Lock()
        self.pools: Pools | None = None

    async def read(self, _size: int = -1) -> bytes:
        """The next block; empty at the end."""
        return b"" if self.pools is None else await self.pools.run(Room.THREADS, self._next)

    async def close(self) -> None:
        """Let go, as soon as the block ends that is being made."""
        if self.pools is not None:
            await self.pools.run(Room.THREADS, self._end)

    def _next(self) -> bytes:
        with self._lock:
            return next((block for block in self._blocks if block), b"")

    def _end(self) -> None:
        with self._lock:
            if isinstance(self._blocks, Generator):
                self._blocks.close()


@attrs.frozen
class Sending:
    """An answer, ready to be written by the loop.

    Attributes:
        status: of it.
        headers: but for those that every answer gets.
        content: bytes; None if there is a stream, or nothing.
        stream: the blob, open, or what is made while it is sent.
        cookies: as Set-Cookie headers have them.
    """

    status: int
    headers: Mapping[str, str]
    content: bytes | None = None
    stream: BlobStream | MadeStream | None = None
    cookies: tuple[str, ...] = attrs.field(default=(), repr=False)

    async def write(self, resp: falcon.asgi.Response, pools: Pools) -> None:
        """Write it."""
        resp.status = self.status
        resp.set_headers(dict(self.headers))
        for cookie in self.cookies:
            resp.append_header("Set-Cookie", cookie)
        resp.data = self.content
        if self.stream is not None:
            self.stream.pools = pools
            resp.stream = self.stream  # type: ignore[assignment]  # it reads and closes


def rendered(
    operation: Operation, reply: Reply, request: falcon.asgi.Request, others: OtherSenders = NOBODY
) -> Sending:
    """The reply as it is sent; in a thread, as it may take a while.

    Args:
        operation: that is answered.
        reply: to it.
        request: that is answered.
        others: who sends a blob in our place.

    Raises:
        UsedUp: as who counts the bytes of a blob has it.
        falcon.HTTPRangeNotSatisfiable: if a range begins after the end.
    """
    headers = {} if operation.tagged else {"Cache-Control": "no-store"}
    match reply:
        case Done():
            told = rendered(operation, reply.message, request) if reply.message else Sending(operation.status, headers)
            cookies = (reply.cookie,) if reply.cookie else ()
            return attrs.evolve(told, headers={**told.headers, **reply.headers}, cookies=cookies)
        case Message():
            headers["Content-Type"] = "application/json"
            if operation.location:
                headers["Location"] = operation.location.format_map(dict(reply))
            return Sending(operation.status, headers, reply.model_dump_json().encode())
        case Document():
            headers |= {"Content-Type": reply.media_type, **reply.headers}
            return Sending(operation.status, headers, reply.content, cookies=reply.cookies)
        case Streamed():
            return _streamed(operation.status, headers, reply, request)
        case Medium():
            # Only who came by a link is sent on: a browser would take an access token along.
            if operation.access is Access.LINK and "signature" in request.params and not request.context.head:
                url = others.link(reply)
                if url is not None:
                    # The store keeps no count: what this request asks for counts, as the range goes along.
                    _count(reply, _length(reply, _part(reply, request)))
                    return Sending(307, {"Location": url, "Cache-Control": "no-store"})
            return _medium(operation.status, headers, reply, request, others)


def _streamed(status: int, headers: dict[str, str], reply: Streamed, request: falcon.asgi.Request) -> Sending:
    """What is made while it is sent, or word that the caller has it (304)."""
    if reply.tag is not None:
        headers |= {"ETag": reply.tag, "Cache-Control": _CACHING}
        if names(request.get_header("If-None-Match"), reply.tag):
            return Sending(304, headers)
    headers["Content-Type"] = reply.media_type
    headers["Content-Disposition"] = f'attachment; filename="{reply.file_name}"'
    return Sending(status, headers, stream=None if request.context.head else MadeStream(reply.blocks))


def _medium(
    status: int, headers: dict[str, str], medium: Medium, request: falcon.asgi.Request, others: OtherSenders
) -> Sending:
    """The blob, a range of it (206), word that the caller has it (304), or word to the proxy where it lies."""
    caching = _PUBLIC if medium.public else _CACHING
    headers |= {"ETag": medium.tag, "Accept-Ranges": "bytes", "Cache-Control": caching}
    if names(request.get_header("If-None-Match"), medium.tag):
        return Sending(304, headers)
    headers["Content-Type"] = medium.media_type
    if medium.file_name:
        headers["Content-Disposition"] = f'attachment; filename="{medium.file_name}"'
    part = _part(medium, request)
    start, length = 0 if part is None else part.start, _length(medium, part)
    if part is not None:
        status, headers["Content-Range"] = 206, part.content_range(medium.size)
    headers["Content-Length"] = str(length)
    if request.context.head:
        return Sending(status, headers)
    _count(medium, length)
    path = others.path(medium, request)
    if path is not None:
        # The range is the proxy's to cut: by the same tag, and the same headers of the request.
        told = {name: value for name, value in headers.items() if name not in _OF_WHOEVER_SENDS}
        return Sending(200, {**told, "X-Accel-Redirect": path}, b"")
    return Sending(status, headers, stream=BlobStream(medium.open(start, length)))


def _part(medium: Medium, request: falcon.asgi.Request) -> ByteRange | None:
    """The range that is asked for; None if it is all of the blob."""
    condition = request.get_header("If-Range")
    wanted = request.get_header("Range") if condition in {None, medium.tag} else None
    try:
        return asked_range(wanted, medium.size)
    except Unsatisfiable:
        raise falcon.HTTPRangeNotSatisfiable(medium.size) from None


def _length(medium: Medium, part: ByteRange | None) -> int:
    return medium.size if part is None else len(part)


def _count(medium: Medium, length: int) -> None:
    if medium.count is not None:
        medium.count(length)

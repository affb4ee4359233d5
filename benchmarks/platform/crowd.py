"""The crowd: contributors who take tasks and send texts over HTTP as fast as they are answered, in this one process.

    python -m benchmarks.platform.crowd PLAN.json

The plan names the address, the contributors' tokens and the seconds; the figures go to standard output as JSON. Its
HTTP is the least that the journey needs, because it shares the machine with what it measures.
"""

import asyncio
import json
import sys
import time
import zlib
from pathlib import Path
from urllib.parse import urlsplit

SYLLABLES = [a + b for a in "কগতদনপবমরলসহ" for b in ("", "া", "ি", "ু", "ে", "ো")]
WORDS = [SYLLABLES[n % 72] + SYLLABLES[(n * 7 + n // 72) % 71] + SYLLABLES[n // 72] for n in range(5_000)]
LENGTH, WRONG = 8, 7
PAUSE = 0.5


def typed(clip, contributor):
    """What a contributor types for a clip: eight words of it, about one in seven wrong."""
    seed = zlib.crc32(clip.encode())
    slips = zlib.crc32(f"{clip}{contributor}".encode())
    words = [WORDS[(seed + 37 * place) % len(WORDS)] for place in range(LENGTH)]
    return " ".join(f"{word}ই" if (slips >> 3 * place) % WRONG == 0 else word for place, word in enumerate(words))


class Connection:
    """One connection that is kept, and the requests on it."""

    def __init__(self, address, token):
        self.address = address
        self.head = f"Host: {address.netloc}\r\nAuthorization: Bearer {token}\r\n"
        self.reader = self.writer = None

    async def ask(self, method, path, body=None, more=""):
        """Status, and the answer's bytes; who is told to try again does."""
        while True:
            status, answer = await self.ask_once(method, path, body, more)
            if status != 503:
                return status, answer
            await asyncio.sleep(PAUSE)

    async def ask_once(self, method, path, body=None, more=""):
        """Status, and the answer's bytes."""
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(self.address.hostname, self.address.port)
        data = b"" if body is None else json.dumps(body).encode()
        kind = "" if body is None else f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n"
        self.writer.write(f"{method} {path} HTTP/1.1\r\n{self.head}{more}{kind}\r\n".encode() + data)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(head.partition("content-length:")[2].partition("\r\n")[0] or 0)
        answer = await self.reader.readexactly(length)
        if "\r\nconnection: close" in head:
            self.writer.close()
            self.reader = self.writer = None
        return int(head.split(" ", 2)[1]), answer


class Figures:
    """Times of the answers, and how many texts were taken."""

    def __init__(self):
        self.times = {}
        self.texts = self.refused = 0
        self.ran_out = None

    async def timed(self, what, asked):
        """The answer, its time noted in milliseconds."""
        begun = time.perf_counter()
        status, answer = await asked
        self.times.setdefault(what, []).append(1_000 * (time.perf_counter() - begun))
        return status, answer


async def transcribe(plan, number, figures, until):
    """Take tasks and send a text for each, until the time is over or there are no more."""
    connection = Connection(urlsplit(plan["root"]), plan["tokens"][number])
    wanted = {"collection": "bn", "count": plan["count"]}
    while time.perf_counter() < until:
        status, answer = await figures.timed("take", connection.ask("POST", "/api/v1/tasks", wanted))
        assert status == 200, (status, answer[:300])
        tasks = json.loads(answer)["items"]
        if not tasks:
            figures.ran_out = figures.ran_out or time.perf_counter()
            return
        items = [{"task_id": task["id"], "text": typed(task["chunk"]["id"], number)} for task in tasks]
        status, answer = await figures.timed("send", connection.ask("POST", "/api/v1/transcriptions", {"items": items}))
        assert status in {201, 409}, (status, answer[:300])
        if status == 201:
            figures.texts += len(items)
        else:
            figures.refused += 1


async def read(plan, number, figures, until):
    """Ask for each of the plan's paths in turn, until the time is over."""
    connection = Connection(urlsplit(plan["root"]), plan["tokens"][number])
    while time.perf_counter() < until:
        for path, more in plan["paths"]:
            status, answer = await figures.timed("read", connection.ask("GET", path, None, more))
            assert status in {200, 206}, (path, status, answer[:300])


async def crowd(plan):
    """The figures of all contributors together."""
    figures, begun = Figures(), time.perf_counter()
    one = read if "paths" in plan else transcribe
    until = begun + plan["seconds"]
    await asyncio.gather(*(one(plan, number, figures, until) for number in range(len(plan["tokens"]))))
    seconds = (figures.ran_out or time.perf_counter()) - begun
    used = time.process_time()
    return {
        "seconds": seconds,
        "texts": figures.texts,
        "refused": figures.refused,
        "ran_out": figures.ran_out is not None,
        "times": figures.times,
        "cpu": used,
    }


if __name__ == "__main__":
    json.dump(asyncio.run(crowd(json.loads(Path(sys.argv[1]).read_text()))), sys.stdout)

"""Servers that may stand in front: requests per second of a constant answer, on the loop and from a thread.

    python -m benchmarks.server.fronts [--seconds 5] [--clients 32] [--runs 3]

Each serves Falcon's bare application in one process: `loop` answers at once, `thread` lets a pool of 16 threads make
the answer. `shrutik` is our server with our limits around the same application, and `shrutik, all` our whole
application over memory, asked for `/healthz` (loop) and for the caller's own account (thread). Clients keep their
connections; the best of ``--runs`` rounds counts, in which each server has its turn. What is not installed is left out;
nothing else needs granian and uvloop.
"""

import argparse
import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from importlib.util import find_spec

_SERVED, _OURS = "benchmarks.server.bare_app", "benchmarks.server.our_front"


def free_port():
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return place.getsockname()[1]


def _gunicorn(port, *more):
    return ["gunicorn", "--bind", f"127.0.0.1:{port}", "--no-control-socket", "--log-level", "error", *more]


def _uvicorn(port, *more):
    return ["uvicorn", f"{_SERVED}:bare", "--port", port, "--log-level", "error", "--lifespan", "off", *more]


def commands(port):
    """What starts each server, with the modules that it needs."""
    plain = ["--no-access-log", "--loop", "asyncio"]
    granian = ["granian", "--interface", "asginl", "--port", port, "--no-ws", "--log-level", "error", f"{_SERVED}:bare"]
    return {
        "gunicorn gthread": ("gunicorn", _gunicorn(port, "-k", "gthread", "--threads", "16", f"{_SERVED}:bare_wsgi")),
        "gunicorn asgi": ("gunicorn", _gunicorn(port, "-k", "asgi", "--asgi-loop", "asyncio", f"{_SERVED}:bare")),
        "uvicorn h11": ("h11", _uvicorn(port, *plain, "--http", "h11")),
        "uvicorn httptools": ("httptools", _uvicorn(port, *plain, "--http", "httptools")),
        "the same, uvloop": ("uvloop", _uvicorn(port, "--no-access-log", "--loop", "uvloop", "--http", "httptools")),
        "granian": ("granian", granian),
        "shrutik": ("httptools", [_OURS, "bare", port]),
        "shrutik, all": ("httptools", [_OURS, "all", port]),
    }


class Client(asyncio.Protocol):
    """Asks again as soon as it is answered; counts."""

    def __init__(self, request, until):
        self._request, self._until, self.count, self._got = request, until, 0, b""
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        """Ask."""
        self._transport = transport
        transport.write(self._request)

    def data_received(self, data):
        """Count, and ask again."""
        self._got += data
        head, found, body = self._got.partition(b"\r\n\r\n")
        if not found or len(body) < int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]):
            return
        assert head.split(b" ", 2)[1] == b"200", self._got
        self.count, self._got = self.count + 1, b""
        if time.perf_counter() < self._until:
            self._transport.write(self._request)
        else:
            self._transport.close()

    def connection_lost(self, _exc):
        """End."""
        self.done.set_result(None)


async def rate(port, path, clients, seconds, token):
    """Answers per second."""
    request = f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
    loop, began = asyncio.get_running_loop(), time.perf_counter()
    made = [
        await loop.create_connection(lambda: Client(request, began + seconds), "127.0.0.1", port)
        for _ in range(clients)
    ]
    await asyncio.gather(*(client.done for _, client in made))
    return sum(client.count for _, client in made) / (time.perf_counter() - began)


def measured(command, port, clients, seconds):
    """Answers per second from the loop and from a thread."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-m", *command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as program:
        try:
            token = program.stdout.readline().strip() if "all" in command else ""
            for _ in range(200):
                try:
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                except OSError:
                    time.sleep(0.1)
            paths = ("/healthz", "/api/v1/me") if token else ("/loop", "/thread")
            return [asyncio.run(rate(port, path, clients, seconds, token)) for path in paths]
        finally:
            program.send_signal(signal.SIGTERM)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    best = {}
    for _ in range(given.runs):
        for name, (module, _) in commands("0").items():
            if find_spec(module) is None:
                continue
            port = free_port()
            found = measured(commands(str(port))[name][1], port, given.clients, given.seconds)
            best[name] = list(map(max, best.get(name, found), found))
    print(f"{'requests per second':20}{'loop':>10}{'thread':>10}")
    for name, (loop, thread) in best.items():
        print(f"{name:20}{loop:10.0f}{thread:10.0f}", flush=True)


if __name__ == "__main__":
    main()

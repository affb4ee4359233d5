"""The least that Python can do with an upload: bytes from a socket into a file, without HTTP to speak of."""

import hashlib
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BLOCK = 256 * 1024
_ANSWER = b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"


def hashing(seconds: float = 0.5) -> float:
    """MB per second of SHA-256 on one core."""
    block, digest, size = os.urandom(_BLOCK), hashlib.sha256(), 0
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        digest.update(block)
        size += len(block)
    return size / 1e6 / (time.perf_counter() - began)


@contextmanager
def bare(folder: Path, *, hashed: bool) -> Iterator[str]:
    """The address of as many processes as there are cores, with a thread for each connection; also hash, or do not."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=1_024)
    folder.mkdir()
    children = [_child(listening, folder, hashed=hashed) for _ in range(os.cpu_count() or 1)]
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        listening.close()
        for child in children:
            os.kill(child, 9)
            os.waitpid(child, 0)


def _child(listening: socket.socket, folder: Path, *, hashed: bool) -> int:
    child = os.fork()
    if child:
        return child
    while True:
        wire, address = listening.accept()
        path = folder / str(address[1])
        threading.Thread(target=_take, args=(wire, path), kwargs={"hashed": hashed}, daemon=True).start()


def _take(wire: socket.socket, path: Path, *, hashed: bool) -> None:
    head, _, block = wire.recv(_BLOCK).partition(b"\r\n\r\n")
    left = int(head.lower().partition(b"content-length:")[2].split()[0])
    digest = hashlib.sha256()
    with wire, path.open("wb", buffering=0) as file:
        while True:
            file.write(block)
            if hashed:
                digest.update(block)
            left -= len(block)
            if left <= 0:
                break
            block = wire.recv(min(left, _BLOCK))
        wire.sendall(_ANSWER)

"""The front against callers who mean harm, over real sockets, before small applications that tell what happened."""

import asyncio
import logging
import socket
import struct
import threading
import time

import pytest

from http_served import served
from shrutik_bootstrap.memory import memory_installation
from shrutik_http.app import create_app
from shrutik_http.front import protocol

OK = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]}


def call(server, *sent, pause=0.0):
    """All that comes back."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as wire:
        for one in sent:
            wire.sendall(one)
            time.sleep(pause)
        found = b""
        while part := wire.recv(65536):
            found += part
    return found


async def short(_scope, _receive, send):
    await send(OK)
    await send({"type": "http.response.body", "body": b"ok"})


def test_an_answer_is_made_no_further_if_its_caller_went_away():
    made, ended = [], threading.Event()

    async def endless(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        try:
            for number in range(100_000):
                made.append(number)
                await send({"type": "http.response.body", "body": b"x" * 65_536, "more_body": True})
                await asyncio.sleep(0)
        finally:
            ended.set()

    with served(endless) as server:
        with socket.create_connection(("127.0.0.1", server.port)) as wire:
            wire.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert wire.recv(1000).startswith(b"HTTP/1.1 200")
        assert ended.wait(5)
    assert len(made) < 1_000


def test_requests_wait_on_one_connection_in_a_bounded_number():
    asked = []

    async def slow(scope, receive, send):
        asked.append(scope["path"])
        await asyncio.sleep(0.05)
        await short(scope, receive, send)

    with served(slow) as server:
        found = call(server, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 5_000)
    assert 16 <= len(asked) <= 18
    assert found.count(b"HTTP/1.1 200") == len(asked)
    assert found.endswith(b"ok")


@pytest.mark.parametrize("pieces", [1, 2])
def test_a_head_has_64_kb_however_it_comes(pieces):
    head = b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-Much: " + b"y" * 70_000 + b"\r\n\r\n"
    with served(short) as server:
        whole = [head] if pieces == 1 else [head[:60_000], head[60_000:]]
        assert call(server, *whole, pause=0.1).startswith(b"HTTP/1.1 431 ")


def test_the_rest_of_a_body_that_was_not_read_is_no_part_of_the_next_head():
    with served(short) as server, socket.create_connection(("127.0.0.1", server.port), timeout=5) as wire:
        for _ in range(3):
            wire.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n" + b"x" * 100)
            assert wire.recv(1000).endswith(b"ok")
            for _ in range(6):
                time.sleep(0.01)
                wire.sendall(b"x" * 9_000)
            wire.sendall(b"x" * (60_000 - 100 - 6 * 9_000))
            wire.sendall(b"GET / HTTP/1.1\r\nX-Much: " + b"y" * 5_000)
            time.sleep(0.05)
            wire.sendall(b"\r\nHost: x\r\n\r\n")
            assert wire.recv(1000).endswith(b"ok")


def test_what_the_front_refuses_is_noted_under_the_id_that_its_caller_is_told(caplog):
    with caplog.at_level(logging.INFO, "shrutik_http.access"), served(short) as server:
        found = call(server, b"nonsense\r\n\r\n")
    head = dict(line.split(": ", 1) for line in found.decode().partition("\r\n\r\n")[0].lower().split("\r\n")[1:])
    assert head["x-request-id"] in [one.request_id for one in caplog.records]
    assert head["server"] == "shrutik"
    assert "date" in head


@pytest.mark.parametrize(
    "body", [b"Transfer-Encoding: chunked\r\n\r\nnonsense\r\n", b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\nzz\r\n"]
)
def test_a_body_that_cannot_be_read_is_the_fault_of_its_caller_alone(caplog, body):
    app = create_app(memory_installation().platform)
    with caplog.at_level(logging.WARNING), served(app) as server:
        found = call(server, b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\n" + body)
    assert found.startswith(b"HTTP/1.1 400 ")
    assert not caplog.records


def test_half_a_body_behind_another_request_keeps_no_connection():
    app = create_app(memory_installation().platform)
    sent = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    sent += b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"
    with served(app) as server, socket.create_connection(("127.0.0.1", server.port), timeout=5) as wire:
        wire.sendall(sent)
        wire.shutdown(socket.SHUT_WR)
        found = b""
        while part := wire.recv(65536):
            found += part
    assert [one[:3] for one in found.split(b"HTTP/1.1 ")[1:]] == [b"200", b"400"]
    assert b'"body_incomplete"' in found


def test_who_hangs_up_at_once_leaves_no_trace(caplog):
    app = create_app(memory_installation().platform)
    with caplog.at_level(logging.WARNING), served(app) as server:
        for sent in (
            b"nonsense\r\n\r\n",
            b"POST /api/v1/recordings HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\nx",
        ):
            for _ in range(20):
                with socket.create_connection(("127.0.0.1", server.port)) as wire:
                    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    wire.sendall(sent)
        time.sleep(0.3)
    assert not caplog.records


def test_at_the_end_a_body_that_does_not_come_is_not_waited_for(caplog, monkeypatch):
    monkeypatch.setattr(protocol, "_SECONDS_TO_SEND", 0.3)
    app = create_app(memory_installation().platform)
    with (
        caplog.at_level(logging.WARNING),
        served(app) as server,
        socket.create_connection(("127.0.0.1", server.port), timeout=10) as wire,
    ):
        wire.sendall(b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{")
        time.sleep(0.2)
        began = time.monotonic()
        server.stop()
        assert wire.recv(1000).startswith(b"HTTP/1.1 503 ")
        assert time.monotonic() - began < 5
    assert not caplog.records

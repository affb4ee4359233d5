"""The front over real sockets, with short limits: slow and silent callers go, and others are answered meanwhile."""

import socket
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from http_scene import API, a_scene
from http_served import served
from shrutik_http.app import create_app
from shrutik_http.front.limits import FrontLimits
from shrutik_http.server import HttpServer

LIMITS = FrontLimits(
    connections=30, connections_per_address=25, head_seconds=1.0, idle_seconds=2.0, body_seconds=1.0, head_bytes=8_192
)
LOGIN = f"POST {API}/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module")
def server() -> Iterator[HttpServer]:
    with served(create_app(a_scene().installation.platform), limits=LIMITS) as server:
        yield server


def connected(server):
    return socket.create_connection(("127.0.0.1", server.port), timeout=20)


def all_of(wire):
    found = b""
    while part := wire.recv(65_536):
        found += part
    return found


def asked(server, head):
    with connected(server) as wire:
        wire.sendall(head.encode("latin-1"))
        return all_of(wire)


def is_answered(server):
    return asked(server, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("begun", ["", "GE", "GET /healthz HTTP/1.1\r\nHost: x\r\n"])
def test_a_head_has_its_time(server, begun):
    started = time.monotonic()
    found = asked(server, begun)
    assert 0.8 < time.monotonic() - started < 8
    assert found.startswith(b"HTTP/1.1 408") == bool(begun)


def test_a_head_that_drips_has_no_more(server):
    started = time.monotonic()
    with connected(server) as wire, suppress(ConnectionError):
        for _ in range(100):
            wire.sendall(b"\r\n")
            time.sleep(0.1)
    assert time.monotonic() - started < 8


def test_a_body_has_its_time_and_its_rate(server):
    started = time.monotonic()
    with connected(server) as wire:
        wire.sendall(f"{LOGIN}Content-Length: 900\r\n\r\n{{".encode())
        found = all_of(wire)
    assert found.startswith(b"HTTP/1.1 408")
    assert b'"request_too_slow"' in found
    assert time.monotonic() - started < 15


def test_those_who_say_nothing_keep_nobody_out(server):
    silent = [connected(server) for _ in range(3 * LIMITS.connections)]
    begun = time.monotonic()
    assert all(is_answered(server) for _ in range(5))
    assert time.monotonic() - begun < 5
    for wire in silent:
        wire.close()


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("GET /" + "x" * 3_000 + " HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        ("GET / HTTP/1.1\r\nHost: x\r\nX: " + "y" * 9_000, 431),
        ("GET / HTTP/1.1\r\nHost: x\r\n" + "X: y\r\n" * 2_000, 431),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        ("GET / HTTP/1.9\r\nHost: x\r\n\r\n", 505),
        ("GET / HTTP/1.1\r\n\r\n", 400),
        (LOGIN + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400),
        (LOGIN + "Content-Length: 1234567890123456789\r\n\r\n", 400),
    ],
)
def test_what_the_front_refuses_is_told_as_by_the_application(server, head, status):
    found = asked(server, head)
    assert found.startswith(f"HTTP/1.1 {status} ".encode()), found[:200]
    assert b"application/problem+json" in found
    assert b"X-Request-ID: " in found


def test_a_request_that_waits_behind_another_is_answered(server):
    one = "GET /healthz HTTP/1.1\r\nHost: x\r\n"
    found = asked(server, f"{one}\r\n{one}Connection: close\r\n\r\n")
    assert found.count(b"HTTP/1.1 200") == 2


def test_a_wish_to_speak_otherwise_is_passed_over(server):
    found = asked(server, "GET /healthz HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n")
    assert found.startswith(b"HTTP/1.1 200")

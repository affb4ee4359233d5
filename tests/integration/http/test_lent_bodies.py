"""Large uploads over real sockets, which threads read past the loop: as any other body, to the caller."""

import hashlib
import socket
import time
from collections.abc import Iterator

import pytest

from http_scene import API, BOUNDARY, Person, Scene, a_collection, a_scene, blobs, form, wav
from http_served import served
from shrutik_core.people.roles import Role
from shrutik_http.app import create_app
from shrutik_http.front import lending
from shrutik_http.front.limits import FrontLimits
from shrutik_http.server import HttpServer

SOUND = wav(40.0)
BODY = form(("collection", "bn-read"), ("audio", SOUND))
LIMITS = FrontLimits(body_seconds=1.0, body_rate=1_000_000)
NEXT = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def scene() -> Scene:
    return a_scene()


@pytest.fixture(scope="module")
def mina(scene: Scene) -> Person:
    scene.person(Role.ADMIN).post("/collections", json=a_collection())
    mina = scene.person()
    mina.consent()
    return mina


@pytest.fixture(scope="module")
def server(scene: Scene) -> Iterator[HttpServer]:
    with served(create_app(scene.installation.platform), limits=LIMITS) as server:
        yield server


@pytest.fixture
def lent(monkeypatch):
    """The bodies that were lent."""
    found = []

    class Noted(lending.SocketBody):
        def __init__(self, *given):
            super().__init__(*given)
            found.append(self)

    monkeypatch.setattr(lending, "SocketBody", Noted)
    return found


def head(person, *more):
    lines = (
        f"POST {API}/recordings HTTP/1.1",
        "Host: x",
        f"Authorization: Bearer {person.token}",
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}",
        f"Content-Length: {len(BODY)}",
        *more,
    )
    return "\r\n".join((*lines, "", "")).encode()


def said(server, *parts, pause=0.0, ends=False):
    """All that comes back when the parts were sent."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as wire:
        for part in parts:
            wire.sendall(part)
            time.sleep(pause)
        if ends:
            wire.shutdown(socket.SHUT_WR)
        found = b""
        while block := wire.recv(65_536):
            found += block
    return found


def test_a_large_body_is_lent_and_the_connection_goes_on(server, mina, lent):
    found = said(server, head(mina), BODY, head(mina), BODY, NEXT)
    assert found.count(b"HTTP/1.1 202") == 2
    assert found.count(hashlib.sha256(SOUND).hexdigest().encode()) == 2
    assert b'{"status":"ok"}' in found.replace(b" ", b"")
    assert [body.size for body in lent] == [len(BODY)] * 2
    assert all(body.is_whole for body in lent)


@pytest.mark.parametrize("size", [1, 1_000, lending.LEAST])
def test_what_came_with_the_head_is_part_of_it(server, mina, size):
    found = said(server, head(mina, "Connection: close") + BODY[:size], BODY[size:], pause=0.2)
    assert found.startswith(b"HTTP/1.1 202")
    assert hashlib.sha256(SOUND).hexdigest().encode() in found


def test_who_waits_to_be_told_to_continue_is_told(server, mina, lent):
    found = said(server, head(mina, "Expect: 100-continue", "Connection: close"), BODY, pause=0.3)
    assert found.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202")
    assert len(lent) == 1


def test_who_hangs_up_in_the_middle_leaves_nothing(scene, server, mina, lent):
    before = blobs(scene)
    found = said(server, head(mina), BODY[:700_000], ends=True)
    assert found.startswith(b"HTTP/1.1 400")
    assert b'"body_incomplete"' in found
    assert len(lent) == 1
    assert blobs(scene) == before


def test_a_slow_one_has_its_time_and_its_rate(scene, server, mina, lent):
    before = blobs(scene)
    began = time.monotonic()
    found = said(server, head(mina), BODY[:500_000])
    assert found.startswith(b"HTTP/1.1 408")
    assert 4 < time.monotonic() - began < 15
    assert len(lent) == 1
    assert blobs(scene) == before


def test_a_part_too_small_to_be_worth_a_step_is_read_after_a_while(server, mina):
    found = said(server, head(mina, "Connection: close"), BODY[:-1_000], BODY[-1_000:], pause=0.5)
    assert found.startswith(b"HTTP/1.1 202")


def test_a_refusal_arrives_while_it_is_sent(server, mina, lent):
    wrong = form(("other", b"x"), ("audio", SOUND))
    found = said(server, head(mina), wrong + b"x" * (len(BODY) - len(wrong)))
    assert found.startswith(b"HTTP/1.1 422")
    assert b"connection: close" in found.lower()


def test_without_files_to_spare_the_loop_reads(server, mina, lent, monkeypatch):
    def none_left(_):
        raise OSError(24, "Too many open files")

    monkeypatch.setattr("asyncio.trsock.TransportSocket.dup", none_left)
    assert said(server, head(mina, "Connection: close"), BODY).startswith(b"HTTP/1.1 202")
    assert lent == []

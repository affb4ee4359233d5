"""The front over TLS: the same answers and limits, and handshakes that hold up nobody."""

import asyncio
import logging
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime

import falcon.asgi
import pytest

from http_scene import API, a_scene
from http_served import served
from shrutik_http.app import create_app
from shrutik_http.front.handshakes import tls_context
from shrutik_http.front.limits import FrontLimits
from shrutik_http.server import HttpServer
from shrutik_system.tls.keeping import own_tls
from shrutik_system.tls.machine_names import machine_names

LIMITS = FrontLimits(
    connections=40,
    connections_per_address=30,
    handshake_seconds=1.5,
    head_seconds=1.0,
    idle_seconds=2.0,
    head_bytes=8_192,
)
LOGIN = f"POST {API}/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
ASKED = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def tls(tmp_path_factory):
    return own_tls(tmp_path_factory.mktemp("data"), machine_names("127.0.0.1"), datetime.now(UTC))


@pytest.fixture(scope="module")
def trusting(tls) -> ssl.SSLContext:
    return ssl.create_default_context(cadata=tls.authority)


@pytest.fixture(scope="module")
def server(tls) -> Iterator[HttpServer]:
    app = create_app(a_scene().installation.platform)
    with served(app, limits=LIMITS, tls=tls_context(tls.file)) as server:
        yield server


def plain(server):
    return socket.create_connection(("127.0.0.1", server.port), timeout=20)


def connected(server, context, name="localhost"):
    return context.wrap_socket(plain(server), server_hostname=name)


def all_of(wire):
    found = b""
    with suppress(ssl.SSLEOFError):
        while part := wire.recv(65_536):
            found += part
    return found


def asked(server, context, request, name="localhost"):
    with connected(server, context, name) as wire:
        wire.sendall(request)
        return all_of(wire)


def is_answered(server, context):
    return asked(server, context, ASKED).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"])
def test_who_trusts_the_authority_is_answered(server, trusting, name):
    assert server.url.startswith("https://")
    answer = asked(server, trusting, ASKED, name)
    assert answer.startswith(b"HTTP/1.1 200")
    assert answer.endswith(b'{"status":"ok"}')


def test_who_does_not_trust_it_is_not_deceived(server, trusting):
    with pytest.raises(ssl.SSLCertVerificationError):
        connected(server, ssl.create_default_context())
    with pytest.raises(ssl.SSLCertVerificationError):
        connected(server, trusting, "example.org")
    assert is_answered(server, trusting)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_the_two_versions_that_are_spoken(server, tls, version):
    context = ssl.create_default_context(cadata=tls.authority)
    context.minimum_version = context.maximum_version = version
    with connected(server, context) as wire:
        assert wire.version() == version.name.replace("_", ".")


def shakes_hands(client, server):
    """Whether two would agree on keys, with nothing between them."""
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = [client.wrap_bio(back, there, server_hostname="localhost"), server.wrap_bio(there, back, server_side=True)]
    for _ in range(4):
        for end in ends:
            with suppress(ssl.SSLWantReadError):
                end.do_handshake()
    return all(end.version() is not None for end in ends)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_older_ones_are_refused(server, tls, trusting, version):
    client, lenient = ssl.create_default_context(cadata=tls.authority), tls_context(tls.file)
    for context in (client, lenient):
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = version
    client.maximum_version = version
    assert shakes_hands(client, lenient), "this client could speak it"
    with pytest.raises((ssl.SSLError, ConnectionResetError)):
        connected(server, client)
    assert is_answered(server, trusting)


def test_http_11_is_agreed_upon(server, tls):
    context = ssl.create_default_context(cadata=tls.authority)
    context.set_alpn_protocols(["h2", "http/1.1"])
    with connected(server, context) as wire:
        assert wire.selected_alpn_protocol() == "http/1.1"


def test_a_connection_answers_many_requests(server, trusting):
    with connected(server, trusting) as wire:
        for _ in range(3):
            wire.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            found = b""
            while not found.endswith(b'{"status":"ok"}'):
                found += wire.recv(65_536)
        wire.sendall(ASKED)
        assert all_of(wire).startswith(b"HTTP/1.1 200")


def test_plain_http_is_cut_off_without_harm(server, trusting, caplog):
    with caplog.at_level(logging.WARNING), plain(server) as wire:
        wire.sendall(ASKED)
        with suppress(ConnectionResetError):
            assert b"HTTP" not in all_of(wire)
    assert is_answered(server, trusting)
    assert not caplog.records


@pytest.mark.parametrize("begun", [b"", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"\x00" * 20_000])
def test_a_handshake_has_its_time(server, trusting, begun, caplog):
    started = time.monotonic()
    with caplog.at_level(logging.WARNING), plain(server) as wire, suppress(ConnectionError):
        wire.sendall(begun)
        all_of(wire)
    assert time.monotonic() - started < LIMITS.handshake_seconds + 3
    assert is_answered(server, trusting)
    assert not caplog.records


def test_a_head_has_its_time_here_too(server, trusting):
    started = time.monotonic()
    with connected(server, trusting) as wire:
        assert all_of(wire) == b""
    assert 0.8 < time.monotonic() - started < 5


def test_stalled_handshakes_of_one_address_count_and_make_room(server, trusting):
    with ExitStack() as stack:
        stalled = [stack.enter_context(closing(plain(server))) for _ in range(2 * LIMITS.connections_per_address)]
        for one in stalled:
            one.sendall(b"\x16\x03\x01")
        started = time.monotonic()
        assert is_answered(server, trusting)
        assert time.monotonic() - started < 1
        gone = 0
        for one in stalled[: LIMITS.connections_per_address]:
            one.settimeout(1)
            with suppress(TimeoutError):
                try:
                    gone += one.recv(1) == b""
                except ConnectionError:
                    gone += 1
        assert gone >= LIMITS.connections_per_address


def test_all_are_counted_out_again(server, trusting):
    time.sleep(LIMITS.handshake_seconds + 1)
    assert is_answered(server, trusting)
    deadline = time.monotonic() + 10
    while server._server.share.connections and time.monotonic() < deadline:
        time.sleep(0.1)
    assert server._server.share.connections == 0


def test_a_body_that_is_too_large_is_refused_and_the_answer_arrives(server, trusting):
    head = f"{LOGIN}Content-Length: 50000000\r\n\r\n"
    with connected(server, trusting) as wire:
        with suppress(OSError):
            wire.sendall(head.encode() + b" " * 3_000_000)
        answer = wire.recv(65_536)
    assert answer.startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("size", [1_000, 3_000_000])
def test_a_caller_who_says_goodbye_too_early_harms_nobody(server, trusting, size, caplog):
    head = f"{LOGIN}Content-Length: {size}\r\n\r\n"
    with caplog.at_level(logging.WARNING), connected(server, trusting) as wire:
        wire.sendall(head.encode() + b"{")
        with suppress(OSError):
            wire.unwrap()
    assert is_answered(server, trusting)
    assert not [record for record in caplog.records if record.name == "asyncio"]


class Large:
    """Ten MB, as a client at a slow connection would take them."""

    SIZE = 10_000_000

    async def on_get(self, _req, resp):
        async def parts():
            for _ in range(self.SIZE // 250_000):
                await asyncio.sleep(0)
                yield b"x" * 250_000

        resp.content_length = self.SIZE
        resp.stream = parts()


def test_a_slow_reader_gets_all_of_a_last_answer(tls, trusting):
    app = falcon.asgi.App()
    app.add_route("/", Large())
    with served(app, tls=tls_context(tls.file)) as server, connected(server, trusting) as wire:
        wire.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        time.sleep(1)
        answer = all_of(wire)
    assert len(answer.partition(b"\r\n\r\n")[2]) == Large.SIZE

"""The threaded server over real sockets: bodies called for when wanted, refusals that arrive, a clean end."""

import asyncio
import http.client
import json
import math
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from http_scene import API, BOUNDARY, Person, Scene, a_collection, a_scene, form, wav
from http_served import served
from shrutik_core.people.roles import Role
from shrutik_core.shared.errors import Conflict, Unavailable
from shrutik_http.app import create_app
from shrutik_http.listening import listen
from shrutik_http.server import HttpServer, make_server

FORM = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


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
    with served(create_app(scene.installation.platform)) as server:
        yield server


def ask(server, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def bearer(person):
    return {"Authorization": f"Bearer {person.token}"}


def raw(server, head, *bodies, pause=0.0):
    """Send by hand; all that came back, and how long it took."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as wire:
        wire.sendall(head)
        for body in bodies:
            time.sleep(pause)
            wire.sendall(body)
        # A server that refused the head may have hung up by now; what it said is still to be read.
        with suppress(OSError):
            wire.shutdown(socket.SHUT_WR)
        found = b""
        while part := wire.recv(65536):
            found += part
    return found


def test_it_answers_and_names_its_port(server):
    assert server.url == f"http://127.0.0.1:{server.port}"
    status, headers, body = ask(server, "GET", "/healthz")
    assert (status, json.loads(body)) == (200, {"status": "ok"})
    assert headers["server"] == "shrutik"


def test_an_upload_comes_in_with_a_length_and_in_chunks(server, mina):
    body = form(("collection", "bn-read"), ("audio", wav(2.0)))
    status, headers, answer = ask(server, "POST", f"{API}/recordings", body, {**FORM, **bearer(mina)})
    assert status == 202, answer
    assert headers["location"].endswith(json.loads(answer)["id"])
    pieces = (body[start : start + 1_000] for start in range(0, len(body), 1_000))
    status, _, chunked = ask(server, "POST", f"{API}/recordings", pieces, {**FORM, **bearer(mina)})
    assert status == 202, chunked
    assert json.loads(chunked)["sha256"] == json.loads(answer)["sha256"]


def test_a_range_comes_over_the_wire(server, scene, mina):
    mina.upload(wav(3.0))
    scene.installation.work()
    recording = next(one for one in mina.get("/recordings").json["items"] if one["status"] == "chunked")
    chunk = mina.get(f"/recordings/{recording['id']}/chunks").json["items"][0]
    whole = ask(server, "GET", chunk["audio_url"])[2]
    status, headers, part = ask(server, "GET", chunk["audio_url"], headers={"Range": "bytes=100-"})
    assert (status, part) == (206, whole[100:])
    assert headers["content-range"] == f"bytes 100-{len(whole) - 1}/{len(whole)}"
    assert ask(server, "HEAD", chunk["audio_url"])[2] == b""
    peaks = json.loads(ask(server, "GET", chunk["peaks_url"])[2])
    assert len(peaks["low"]) == len(peaks["high"]) == math.ceil(chunk["duration"] * peaks["per_second"] - 1e-6)
    assert min(peaks["low"]) < 0 < max(peaks["high"])
    for _ in range(2):
        assert ask(server, "GET", chunk["spectrogram_url"])[2].startswith(b"\x89PNG\r\n")


def test_who_waits_to_be_told_to_continue_is_refused_without_sending(server):
    head = f"POST {API}/recordings HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n\r\n"
    found = raw(server, head.encode())
    assert found.startswith(b"HTTP/1.1 401")
    assert b"100 Continue" not in found
    assert b"connection: close" in found.lower()


def test_who_waits_to_be_told_to_continue_is_told(server, mina):
    body = form(("collection", "bn-read"), ("audio", wav(1.0)))
    head = (
        f"POST {API}/recordings HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\nExpect: 100-continue\r\n"
        f"Authorization: Bearer {mina.token}\r\nContent-Type: {FORM['Content-Type']}\r\nConnection: close\r\n\r\n"
    )
    found = raw(server, head.encode(), body, pause=0.3)
    assert found.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202")


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize(("case", "wanted"), [("no token", 401), ("no audio", 415), ("too large", 413)])
def test_a_refusal_arrives_while_the_body_is_still_sent(server, mina, case, wanted, told):
    megabytes = 600 if case == "too large" else 40
    size = megabytes * 1024 * 1024
    start = form(("collection", "bn-read"), ("audio", b"RIFF....WAVE" if case == "too large" else b"text"), close=False)
    headers = {**FORM, **({} if case == "no token" else bearer(mina))}
    sent = size if told else min(size, 530 * 1024 * 1024)

    def body():
        yield start[:-2]
        block = b"x" * (1024 * 1024)
        for _ in range(sent // len(block)):
            yield block

    if told:
        headers["Content-Length"] = str(len(start) - 2 + sent)
    status, got, _ = ask(server, "POST", f"{API}/recordings", body(), headers)
    assert status == wanted
    assert got["connection"] == "close"


def test_a_small_rest_of_a_body_does_not_end_the_connection(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    for _ in range(3):
        connection.request("POST", f"{API}/recordings", b"x" * 1_000, FORM)
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("Connection")) == (401, None)
        answer.read()
    connection.close()


@pytest.mark.parametrize(
    "head",
    [
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\nConnection: close\r\n\r\n",
        b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
        b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n",
        b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{",
        b"GET http://[ HTTP/1.1\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
    ],
)
def test_what_is_no_http_is_refused(server, head):
    found = raw(server, head)
    assert found.split(b" ", 2)[1][:1] == b"4", found[:200]


def test_a_body_that_ends_early_is_told(server):
    head = b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{"
    assert b'"body_incomplete"' in raw(server, head)


def test_a_header_cannot_pass_for_another(server):
    head = b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    found = raw(server, head + b"Content_Length: 9\r\nX_Request_ID: a\r\n\r\n")
    assert b'"json_malformed"' in found
    assert b"x-request-id: a\r\n" not in found


def test_a_port_is_taken_once(scene, server):
    with pytest.raises(Conflict) as taken:
        listen("127.0.0.1", server.port)
    assert taken.value.code == "port_in_use"
    with pytest.raises(Unavailable) as foreign:
        listen("192.0.2.1", 0)
    assert foreign.value.code == "address_unavailable"


def test_what_is_under_way_is_finished_at_the_end(scene):
    began, go = threading.Event(), threading.Event()

    async def slow(scope, receive, send):
        began.set()
        await asyncio.to_thread(go.wait, 10)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
        await send({"type": "http.response.body", "body": b"done"})

    server = make_server(slow, listen("127.0.0.1", 0))
    serving = threading.Thread(target=server.serve)
    serving.start()
    found = []
    asking = threading.Thread(target=lambda: found.append(ask(server, "GET", "/")))
    asking.start()
    assert began.wait(5)
    stopping = threading.Thread(target=server.stop)
    stopping.start()
    time.sleep(0.3)
    go.set()
    for thread in (stopping, asking, serving):
        thread.join(15)
        assert not thread.is_alive()
    assert (found[0][0], found[0][2]) == (200, b"done")
    server.stop()

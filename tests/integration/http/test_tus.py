"""Uploads in parts over real sockets: with a client of the field, cut off, twice at once, and slowly."""

import hashlib
import io
import re
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError

from http_scene import API, Person, Scene, a_collection, a_scene, blobs, wav
from http_served import served
from shrutik_core.people.roles import Role
from shrutik_core.use_cases.uploads.receive_part import PART_BYTES
from shrutik_http.app import create_app
from shrutik_http.front import lending
from shrutik_http.front.limits import FrontLimits
from shrutik_http.server import HttpServer
from tus_scene import begun, head, patch

SOUND = wav(300.0)
SHA256 = hashlib.sha256(SOUND).hexdigest()
LIMITS = FrontLimits(body_seconds=1.0, body_rate=1_000_000)
ON_LOOP, LENT = 90_000, lending.LEAST + 90_000


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


def a_client(server, person, **headers):
    return TusClient(f"{server.url}{API}/uploads", headers={"Authorization": f"Bearer {person.token}", **headers})


def an_uploader(client, chunk_size, **options):
    said = {"collection": "bn-read", "sha256": SHA256}
    return client.uploader(file_stream=io.BytesIO(SOUND), chunk_size=chunk_size, metadata=said, **options)


def place(uploader):
    return uploader.url[uploader.url.index("/uploads/") :]


def offset(person, where):
    return int(head(person, where).headers["upload-offset"])


def until(what, wanted, seconds=10.0):
    give_up = time.monotonic() + seconds
    while what() != wanted and time.monotonic() < give_up:
        time.sleep(0.02)
    assert what() == wanted


def lines(person, where, length, start=0, *more):
    told = (
        f"PATCH {API}{where} HTTP/1.1",
        "Host: x",
        f"Authorization: Bearer {person.token}",
        "Tus-Resumable: 1.0.0",
        "Content-Type: application/offset+octet-stream",
        f"Upload-Offset: {start}",
        f"Content-Length: {length}",
        *more,
    )
    return "\r\n".join((*told, "", "")).encode()


def wire_to(server):
    return socket.create_connection(("127.0.0.1", server.port), timeout=20)


def answer_of(wire):
    found = b""
    while block := wire.recv(65_536):
        found += block
    return found


def done(mina, where):
    told = mina.get(where).json
    assert (told["status"], told["sha256"], told["offset"]) == ("complete", SHA256, len(SOUND))
    return told["recording_id"]


@pytest.mark.parametrize("chunk_size", [1_000_000, len(SOUND), len(SOUND) + 1])
@pytest.mark.parametrize("checked", [False, True])
def test_a_client_of_the_field_sends_all_of_it(server, mina, chunk_size, checked):
    uploader = an_uploader(a_client(server, mina), chunk_size, upload_checksum=checked)
    uploader.upload()
    assert uploader.request.response_headers["shrutik-sha256"] == SHA256
    recording = uploader.request.response_headers["shrutik-recording"]
    assert done(mina, place(uploader)) == recording
    assert mina.get(f"/recordings/{recording}").json["sha256"] == SHA256


def test_another_client_goes_on_where_the_first_broke_off(server, mina):
    first = an_uploader(a_client(server, mina), 2_000_000)
    first.upload_chunk()
    second = an_uploader(a_client(server, mina), 3_000_000, url=first.url)
    assert second.offset == 2_000_000
    second.upload()
    done(mina, place(first))


def test_a_client_that_is_behind_is_refused_and_goes_on_from_our_offset(server, mina):
    first = an_uploader(a_client(server, mina), 1_000_000)
    first.upload_chunk()
    behind = an_uploader(a_client(server, mina), 1_000_000, url=first.url)
    first.upload_chunk()
    with pytest.raises(TusCommunicationError) as caught:
        behind.upload_chunk()
    assert caught.value.status_code == 409
    third = an_uploader(a_client(server, mina), 4_000_000, url=first.url)
    third.upload()
    done(mina, place(first))


@pytest.mark.parametrize("sent", [1, ON_LOOP - 1, LENT - 1, PART_BYTES + 1])
@pytest.mark.parametrize("ends", ["by hanging up", "by sending no more"])
def test_what_came_before_the_cut_is_kept(server, mina, sent, ends):
    where, length = begun(mina, len(SOUND)), ON_LOOP if sent < ON_LOOP else len(SOUND)
    with wire_to(server) as wire:
        wire.sendall(lines(mina, where, length) + SOUND[:sent])
        if ends == "by sending no more":
            wire.shutdown(socket.SHUT_WR)
            found = answer_of(wire)
            assert found.startswith(b"HTTP/1.1 400")
            assert b"body_incomplete" in found
    until(lambda: offset(mina, where), sent)
    assert patch(mina, where, SOUND[sent:], sent).headers["shrutik-sha256"] == SHA256


@pytest.mark.parametrize("sent", [ON_LOOP - 1, LENT - 1])
def test_nothing_is_kept_before_the_cut_if_there_was_a_checksum(scene, server, mina, sent):
    where, before = begun(mina, len(SOUND)), blobs(scene)
    with wire_to(server) as wire:
        told = "Upload-Checksum: sha256 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        wire.sendall(lines(mina, where, ON_LOOP if sent < ON_LOOP else LENT, 0, told) + SOUND[:sent])
        wire.shutdown(socket.SHUT_WR)
        assert answer_of(wire).startswith(b"HTTP/1.1 400")
    assert (offset(mina, where), blobs(scene)) == (0, before)


def test_a_slow_body_is_cut_off_and_kept_and_holds_up_nobody(server, mina):
    where, slow = begun(mina, len(SOUND)), 700_000
    with wire_to(server) as wire:
        wire.sendall(lines(mina, where, len(SOUND)) + SOUND[:slow])
        began = time.monotonic()
        an_uploader(a_client(server, mina), 2_000_000).upload()
        assert time.monotonic() - began < 4
        found = answer_of(wire)
    assert found.startswith(b"HTTP/1.1 408")
    until(lambda: offset(mina, where), slow)


def test_of_two_bodies_at_once_each_byte_is_there_once(server, mina):
    where = begun(mina, len(SOUND), sha256=SHA256)
    found = []

    def send():
        with wire_to(server) as wire:
            wire.sendall(lines(mina, where, len(SOUND), 0, "Connection: close"))
            for start in range(0, len(SOUND), 100_000):
                wire.sendall(SOUND[start : start + 100_000])
            found.append(answer_of(wire))

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    told = sorted(re.match(rb"HTTP/1.1 (\d+)", one)[1] for one in found if one)
    assert set(told) <= {b"204", b"409"}
    rest = offset(mina, where)
    if mina.get(where).json["status"] == "receiving":
        assert patch(mina, where, SOUND[rest:], rest).status_code == 204
    done(mina, where)


def test_a_body_in_chunks_of_http_is_taken(server, mina):
    where = begun(mina, len(SOUND))
    with wire_to(server) as wire:
        told = lines(mina, where, 0, 0, "Connection: close").replace(
            b"Content-Length: 0", b"Transfer-Encoding: chunked"
        )
        wire.sendall(told)
        for start in range(0, len(SOUND), 500_000):
            block = SOUND[start : start + 500_000]
            wire.sendall(f"{len(block):x}\r\n".encode() + block + b"\r\n")
        wire.sendall(b"0\r\n\r\n")
        found = answer_of(wire)
    assert found.startswith(b"HTTP/1.1 204")
    done(mina, where)


def test_a_connection_goes_on_after_a_part(server, mina):
    where, half = begun(mina, len(SOUND)), len(SOUND) // 2
    with wire_to(server) as wire:
        wire.sendall(lines(mina, where, half) + SOUND[:half])
        wire.sendall(lines(mina, where, len(SOUND) - half, half, "Connection: close") + SOUND[half:])
        found = answer_of(wire)
    assert found.count(b"HTTP/1.1 204") == 2
    done(mina, where)


def test_a_client_that_deletes_leaves_nothing(scene, server, mina):
    before = blobs(scene)
    uploader = an_uploader(a_client(server, mina), 1_000_000)
    uploader.upload_chunk()
    assert len(blobs(scene)) == len(before) + 1
    assert mina.ask("DELETE", place(uploader), headers={"Tus-Resumable": "1.0.0"}).status_code == 204
    assert blobs(scene) == before

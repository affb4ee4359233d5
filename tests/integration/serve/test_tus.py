"""Uploads in parts to the real program: killed in mid-upload, begun again, gone on with, and erased."""

import base64
import hashlib
import io
import socket
from urllib.parse import urlsplit

import numpy as np
import pytest
from tusclient.client import TusClient

from serving_program import Program, at_once, kill_all, postmaster, shrutik, wait_for
from shrutik_core.testing.sounds import wav
from shrutik_core.use_cases.uploads.receive_part import PART_BYTES

RATE = 48_000
SOUND = wav((np.random.default_rng(3).normal(0, 2_000, RATE * 120)).astype(np.int16), RATE)
SHA256 = hashlib.sha256(SOUND).hexdigest()
COLLECTION = {
    "slug": "bn-read",
    "language": "bn",
    "name": "Bengali",
    "licence": "CC0-1.0",
    "consent": {"version": "1", "text": "I agree."},
}
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data folder in which what is withdrawn can be undone for no time at all."""
    monkeypatch.setenv("SHRUTIK_UNDO_HOURS", "0")
    folder = tmp_path / "data"
    make = ("user", "create", "admin@example.org", "--role", "admin", "--password-stdin", "--data", folder)
    assert shrutik(*make, text="a long password\n").returncode == 0
    yield folder
    kill_all()
    last = Program(folder).start()
    last.address()
    assert last.stop() == 0
    assert postmaster(folder) is None


def furnish(program):
    with program.log_in("admin") as admin:
        assert admin.post("/collections", json=COLLECTION).status_code == 201
        account = {"email": "mina@example.org", "password": "a long password", "name": "Mina"}
        assert admin.post("/auth/register", json=account).status_code == 201
    consent = {"collection": "bn-read", "version": "1", "purposes": ["record", "publish"]}
    with program.log_in("mina") as mina:
        assert mina.post("/consents", json=consent).status_code == 201
    return program.log_in("mina")


def create(client):
    said = {"collection": "bn-read", "sha256": SHA256}
    told = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in said.items())
    headers = {**TUS, "Upload-Length": str(len(SOUND)), "Upload-Metadata": told, "Idempotency-Key": "take-1"}
    answer = client.post("/uploads", headers=headers)
    assert answer.status_code == 201, answer.text
    return answer.headers["Location"].removeprefix("/api/v1")


def patch(client, where, block, start):
    headers = {**TUS, "Content-Type": "application/offset+octet-stream", "Upload-Offset": str(start)}
    return client.patch(where, content=block, headers=headers)


def an_uploader(program, client, where, chunk_size=2_000_000):
    address = program.address() + "/api/v1"
    tus = TusClient(f"{address}/uploads", headers={"Authorization": client.headers["Authorization"]})
    return tus.uploader(file_stream=io.BytesIO(SOUND), chunk_size=chunk_size, url=address + where)


def begin_to_send(program, client, where, sent):
    """A connection over which so many bytes of all were sent."""
    place = urlsplit(program.address())
    wire = socket.create_connection((place.hostname, place.port), timeout=20)
    lines = (
        f"PATCH /api/v1{where} HTTP/1.1",
        "Host: x",
        f"Authorization: {client.headers['Authorization']}",
        "Tus-Resumable: 1.0.0",
        "Content-Type: application/offset+octet-stream",
        "Upload-Offset: 0",
        f"Content-Length: {len(SOUND)}",
    )
    wire.sendall("\r\n".join((*lines, "", "")).encode() + SOUND[:sent])
    return wire


def offset(client, where):
    return int(client.head(where, headers=TUS).headers["Upload-Offset"])


def assert_complete(client, where):
    told = client.get(where).json()
    assert (told["status"], told["sha256"]) == ("complete", SHA256)
    assert client.get(f"/recordings/{told['recording_id']}").json()["sha256"] == SHA256
    assert len(client.get("/recordings").json()["items"]) == 1


def files_of_parts(data):
    return [file for file in data.rglob("uploads/*/*") if file.is_file()]


@pytest.mark.parametrize(
    "victim", ["parent and database", *(pytest.param(one, marks=pytest.mark.long) for one in ("parent", "API"))]
)
def test_a_server_that_is_killed_in_mid_upload_keeps_what_came(data, victim):
    program = Program(data).start()
    with furnish(program) as mina:
        where, sent = create(mina), 2 * PART_BYTES
        with begin_to_send(program, mina, where, sent):
            wait_for(lambda: offset(mina, where) >= PART_BYTES)
            program = program.struck(victim)
    with program.log_in("mina") as mina:
        assert create(mina) == where
        kept = offset(mina, where)
        assert PART_BYTES <= kept <= sent
        uploader = an_uploader(program, mina, where)
        assert uploader.offset == kept
        uploader.upload()
        assert_complete(mina, where)
    wait_for(lambda: not files_of_parts(data))


def test_an_upload_goes_on_after_a_clean_restart_and_is_complete_once(data):
    program = Program(data).start()
    with furnish(program) as mina:
        where = create(mina)
        assert patch(mina, where, SOUND[:3_000_000], 0).status_code == 204
    assert program.stop() == 0
    program = Program(data).start()
    with program.log_in("mina") as mina:
        assert offset(mina, where) == 3_000_000
        last = lambda: patch(mina, where, SOUND[3_000_000:], 3_000_000)  # noqa: E731
        told = [answer.status_code for answer in at_once(last, last, last)]
        assert set(told) <= {204, 409}
        assert 204 in told
        assert patch(mina, where, b"", len(SOUND)).headers["Shrutik-SHA256"] == SHA256
        assert create(mina) == where
        assert_complete(mina, where)
    assert program.stop() == 0


def test_an_erased_person_leaves_no_part_on_the_disk(data):
    program = Program(data).start()
    with furnish(program) as mina:
        where = create(mina)
        assert patch(mina, where, SOUND[:1_000_000], 0).status_code == 204
        assert len(files_of_parts(data)) == 1
        assert mina.delete("/me").status_code == 202
        wait_for(lambda: not files_of_parts(data))
    assert program.stop() == 0

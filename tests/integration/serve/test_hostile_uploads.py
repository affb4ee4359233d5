"""Over a hundred hostile uploads to a real `serve`: each ends soon, in the child, and the next upload works."""

import contextlib
import os
import select
import socket
from pathlib import Path

import httpx
import pytest

from audio_files import wav_header
from hostile_uploads import HOSTILE, SOUND
from serving_program import Program, descendants, kill_all, shrutik, wait_for
from shrutik_core.use_cases.recordings.audio_intake import LARGEST_UPLOAD

pytestmark = pytest.mark.skipif(not Path("/proc").exists(), reason="reads /proc")
CPU_SECONDS = 10
MEMORY_KB = 512 * 1024
PASSWORD = "a lantern in the mango grove"
FINAL = ("chunked", "refused", "failed")


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    program = Program(tmp_path_factory.mktemp("hostile") / "data", ("--processes", "1")).start()
    wait_for(program.ready)
    yield program
    kill_all()


@pytest.fixture(scope="module")
def mina(program):
    """A contributor who consented, logged in."""
    made = shrutik(
        "user",
        "create",
        "mina@example.org",
        "--role",
        "admin",
        "--password-stdin",
        "--data",
        program.data,
        text=PASSWORD,
    )
    assert made.returncode == 0, made.stderr
    with program.client() as stranger:
        answer = stranger.post("/auth/login", json={"email": "mina@example.org", "password": PASSWORD})
    client = program.client(answer.json()["access_token"])
    collection = {
        "slug": "bn",
        "name": "Bangla",
        "language": "bn",
        "licence": "CC0-1.0",
        "consent": {"version": "1", "text": "I agree."},
    }
    assert client.post("/collections", json=collection).status_code == 201
    consent = {"collection": "bn", "version": "1", "purposes": ["record"]}
    assert client.post("/consents", json=consent).status_code == 201
    yield client
    client.close()


def cpu_of_all(pid):
    """Seconds of processor time that all processes below one have used, with those that ended."""
    ticks = 0
    for one in (pid, *descendants(pid)):
        try:
            ticks += sum(map(int, Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()[11:15]))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


def most_memory(program):
    """kB that a decoder used at most."""
    most = 0
    for pid in program.processes("decoder"):
        try:
            told = Path(f"/proc/{pid}/status").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue
        most = max([most, *(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM"))])
    return most


def sent(client, data):
    """What became of an upload in the end: its status and why."""
    answer = client.post("/recordings", params={"collection": "bn"}, files={"audio": ("take.wav", data, "audio/wav")})
    if answer.status_code != 202:
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert answer.status_code in {413, 415, 422}, answer.text
        return answer.json()["code"], answer.json()["detail"]

    def ended():
        told = client.get(f"/recordings/{answer.json()['id']}").json()
        return told if told["status"] in FINAL else None

    told = wait_for(ended, 40)
    return told["status"], told["reasons"]


def test_there_are_enough():
    assert len(HOSTILE) >= 60


def test_each_ends_soon_in_the_child_and_the_next_works(program, mina):
    for name, data in HOSTILE.items():
        before = cpu_of_all(program.process.pid)
        status, reasons = sent(mina, data)
        used = cpu_of_all(program.process.pid) - before
        assert used < CPU_SECONDS, (name, status, used)
        assert most_memory(program) < MEMORY_KB, (name, status)
        assert status == "chunked" or reasons, (name, status)
        assert status != "failed", (name, reasons)
    assert sent(mina, SOUND)[0] == "chunked"
    said = "".join(program.said)
    assert "Traceback" not in said
    assert "process_gone" not in said


def test_a_stream_without_end_is_cut_off(program, mina):
    """A body that names no length and goes on for ever: the answer comes once it is too large, and the line is cut."""
    address, token = httpx.URL(program.address()), mina.headers["Authorization"]
    head = (
        f"POST /api/v1/recordings?collection=bn HTTP/1.1\r\nHost: {address.host}\r\nAuthorization: {token}\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    first = b'--b\r\nContent-Disposition: form-data; name="audio"; filename="a.wav"\r\n\r\n' + wav_header(data=1 << 31)
    with socket.create_connection((address.host, address.port), 30) as line:
        line.sendall(head.encode() + _chunk(first))
        sent_bytes, block = 0, _chunk(bytes(1 << 20))
        with contextlib.suppress(ConnectionError):
            while sent_bytes < LARGEST_UPLOAD * 2 and not select.select([line], [], [], 0)[0]:
                line.sendall(block)
                sent_bytes += 1 << 20
        assert sent_bytes <= LARGEST_UPLOAD + (32 << 20)
        with contextlib.suppress(ConnectionError):
            assert b" 413 " in line.recv(4_096)
    assert sent(mina, SOUND)[0] in FINAL


def _chunk(data):
    return b"%x\r\n" % len(data) + data + b"\r\n"

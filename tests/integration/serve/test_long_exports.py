"""Exports that nobody reads on hold up nobody: no thread of the pool and no connection of the database is theirs."""

import socket
import time
from urllib.parse import urlsplit

import numpy as np
import psycopg
import pytest

from serving_program import Program, kill_all, shrutik
from shrutik_core.testing.sounds import wav
from shrutik_postgres.embedding.cluster import DATABASE, USER
from shrutik_postgres.embedding.places import known_home

THREADS, EXPORTS = 4, 20
RATE = 48_000
SECONDS = 200


@pytest.fixture
def program(tmp_path, monkeypatch):
    """One process with few threads, and a speaker of one large recording."""
    monkeypatch.setenv("SHRUTIK_HTTP_THREADS", str(THREADS))
    monkeypatch.setenv("SHRUTIK_API_PROCESSES", "1")
    data = tmp_path / "data"
    make = ("user", "create", "admin@example.org", "--role", "admin", "--password-stdin", "--data", data)
    assert shrutik(*make, text="a long password\n").returncode == 0
    yield Program(data).start()
    kill_all()


def an_export(address, token):
    """A connection on which an export begins, and of which nothing is read."""
    host = urlsplit(address)
    connection = socket.create_connection((host.hostname, host.port), timeout=30)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    request = f"GET /api/v1/me/export HTTP/1.1\r\nHost: x\r\nAuthorization: {token}\r\n\r\n"
    connection.sendall(request.encode())
    return connection


def busy(data):
    """Connections of the API's pool in which a transaction is open."""
    with psycopg.connect(host=str(known_home(data).socket_folder), user=USER, dbname=DATABASE) as connection:
        asked = "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"
        return connection.execute(asked).fetchone()[0]


def send(admin, audio):
    """A recording of the admin's own voice."""
    consent = {"version": "1", "text": "I agree."}
    collection = {"slug": "bn", "language": "bn", "name": "Bengali", "licence": "CC0-1.0", "consent": consent}
    assert admin.post("/collections", json=collection).status_code == 201
    agreed = {"collection": "bn", "version": "1", "purposes": ["record"]}
    assert admin.post("/consents", json=agreed).status_code == 201
    sent = admin.post("/recordings", data={"collection": "bn"}, files={"audio": ("a.wav", audio, "audio/wav")})
    assert sent.status_code == 202, sent.text


def test_exports_that_are_not_read_hold_up_nobody(program):
    samples = np.random.default_rng(1).normal(0, 3000, RATE * SECONDS).astype(np.int16)
    with program.log_in("admin") as speaker:
        send(speaker, wav(samples, RATE))
        token = speaker.headers["Authorization"]
        stalled = [an_export(program.address(), token) for _ in range(EXPORTS)]
        heads = [one.recv(64) for one in stalled]
        assert all(head.startswith(b"HTTP/1.1 200") for head in heads)
        time.sleep(1)
        began = time.monotonic()
        for _ in range(20):
            assert speaker.get("/me/withdrawals").status_code == 200
        assert time.monotonic() - began < 10
        assert busy(program.data) == 0
        for one in stalled:
            one.close()
    assert program.stop() == 0

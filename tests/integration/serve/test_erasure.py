"""Erasure by the real `shrutik serve`: nothing is found of the person but ids, also after a SIGKILL half-way."""

import hashlib
import io
import json
import os
import signal
import subprocess
import zipfile

import numpy as np
import psycopg
import pytest

from serving_program import Program, kill_all, postmaster, shrutik, wait_for
from shrutik_core.people.login_attempts import LoginScope, login_digest
from shrutik_core.testing.sounds import wav
from shrutik_postgres.embedding.binaries import find_binaries
from shrutik_postgres.embedding.cluster import DATABASE, USER
from shrutik_postgres.embedding.places import known_home

RATE = 16_000
PERSON, NAME = "zebunnisa.quadir", "Zebunnisa Quadir"
ADDRESS = f"{PERSON}@example.org"
DEVICE = "quadir-phone"
OF_HER_VOICE, BY_HER = "আমার গলার লেখা", "অন্যের গলায় শোনা"


def babble_wav(seconds, seed):
    """Noise in bursts of a few seconds with pauses between them, another for each seed."""
    rng = np.random.default_rng(seed)
    samples = rng.normal(0, 0.05, int(RATE * seconds))
    t = np.arange(len(samples)) / RATE
    samples *= (t % 4.0 < 3.3) * (0.6 + 0.4 * np.sin(2 * np.pi * (2 + seed % 3) * t)) + 0.002
    return wav((samples * 32767).astype(np.int16), RATE)


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data folder in which what is withdrawn can be undone for no time at all."""
    monkeypatch.setenv("SHRUTIK_UNDO_HOURS", "0")
    folder = tmp_path / "data"
    make = ("user", "create", "admin@example.org", "--role", "admin", "--password-stdin", "--data", folder)
    made = shrutik(*make, text="a long password\n")
    assert made.returncode == 0, made.stderr
    yield folder
    kill_all()
    last = Program(folder).start()
    last.address()
    assert last.stop() == 0
    assert postmaster(folder) is None


def furnish(program):
    collection = {
        "slug": "bn-read",
        "language": "bn",
        "name": "Bengali",
        "licence": "CC0-1.0",
        "consent": {"version": "1", "text": "I agree."},
        "policies": {
            "consensus": {"fewest": 2, "accept_confidence": 0.0},
            "copies": {"own": "accept", "others": "accept"},
        },
    }
    with program.log_in("admin") as admin:
        assert admin.post("/collections", json=collection).status_code == 201
        for name, called in ((PERSON, NAME), ("other", "Other"), ("one", "One"), ("two", "Two")):
            account = {"email": f"{name}@example.org", "password": "a long password", "name": called}
            assert admin.post("/auth/register", json=account).status_code == 201


def send(client, audio, key, device="phone"):
    answer = client.post(
        "/recordings",
        data={"collection": "bn-read", "metadata": json.dumps({"device": device})},
        files={"audio": ("a.wav", audio, "audio/wav")},
        headers={"Idempotency-Key": key},
    )
    assert answer.status_code == 202, answer.text
    return answer.json()["id"]


def agree(client):
    consent = {"collection": "bn-read", "version": "1", "purposes": ["record", "publish"]}
    assert client.post("/consents", json=consent).status_code == 201


def chunks_of(client, recording):
    def cut():
        found = client.get(f"/recordings/{recording}").json()
        assert found["status"] in {"uploaded", "processing", "chunked"}, found
        return found["status"] == "chunked"

    wait_for(cut)
    return client.get(f"/recordings/{recording}/chunks", params={"limit": 100}).json()["items"]


def transcribe_all(program, name, text_of):
    """Everything there is to do for one person."""
    with program.log_in(name) as person:
        while tasks := person.post("/tasks", json={"collection": "bn-read", "count": 20}).json()["items"]:
            items = [{"task_id": task["id"], "text": text_of(task["chunk"]["id"])} for task in tasks]
            assert person.post("/transcriptions", json={"items": items}).status_code == 201


def settled(client, recording):
    return wait_for(lambda: all(one["status"] in {"settled", "silent"} for one in chunks_of(client, recording)))


def connect(data):
    return psycopg.connect(host=str(known_home(data).socket_folder), user=USER, dbname=DATABASE)


def dump(data):
    program = find_binaries().folder / "bin" / "pg_dump"
    command = [program, "--host", known_home(data).socket_folder, "--username", USER, DATABASE]
    return subprocess.run(command, check=True, capture_output=True).stdout


def table_texts(data):
    """Every row of every table as text."""
    with connect(data) as connection:
        listed = "SELECT quote_ident(table_name) FROM information_schema.tables WHERE table_schema = 'public'"
        for (table,) in connection.execute(listed).fetchall():
            for (row,) in connection.execute(f"SELECT t::text FROM {table} AS t"):
                yield f"{table}: {row}"


def files(data):
    """Every file of the data folder but those of the database's cluster, whose log is among them."""
    home = known_home(data)
    for folder in {data, home.folder}:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and home.cluster not in path.parents and "binaries-" not in str(path):
                yield path


def found(data, needles, digests):
    """Where any of the needles stands, or a file whose checksum is one of the digests lies."""
    places = [row for row in table_texts(data) if any(one in row for one in needles)]
    places += [f"dump: {one}" for one in needles if one.encode() in dump(data)]
    for path in files(data):
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() in digests or any(one.encode() in content for one in needles):
            places.append(str(path))
    return places


def erased(data):
    with connect(data) as connection:
        return connection.execute("SELECT count(*) FROM withdrawals WHERE status <> 'done'").fetchone()[0] == 0


def test_nothing_is_found_of_an_erased_person_but_ids(data):
    program = Program(data).start()
    furnish(program)
    audio, others = babble_wav(20, 1), babble_wav(20, 2)
    with program.log_in("other") as other:
        agree(other)
        chunks_of(other, send(other, others, "other"))
    transcribe_all(program, PERSON, lambda _: BY_HER)
    with program.log_in(PERSON) as person:
        agree(person)
        me = person.get("/me").json()["id"]
        recording = send(person, audio, f"key-of-{PERSON}", DEVICE)
        hers = chunks_of(person, recording)
        assert person.post("/api-keys", json={"name": NAME, "scopes": ["record"]}).status_code == 201
    let_in(data, program, me)
    ids = {chunk["id"] for chunk in hers}
    for name in ("one", "two"):
        transcribe_all(program, name, lambda chunk: OF_HER_VOICE if chunk in ids else BY_HER)
    with program.log_in(PERSON) as person, program.log_in("admin") as admin:
        settled(person, recording)
        wish = {"name": "bn", "collections": ["bn-read"], "formats": ["csv", "jsonl"]}
        made = admin.post("/releases", json=wish).json()["id"]
        release = wait_for(lambda: (r := admin.get(f"/releases/{made}").json())["status"] == "ready" and r)
        links = {file["name"]: file["url"].removeprefix("/api/v1") for file in release["files"]}
        lines = [json.loads(line) for line in admin.get(links["manifest.jsonl"]).text.splitlines()]
        clips = {line["clip"] for line in lines if line["text"] == OF_HER_VOICE}
        assert 0 < len(clips) < len(lines)

        with zipfile.ZipFile(io.BytesIO(person.get("/me/export").content)) as archive:
            assert archive.testzip() is None
            assert archive.read(f"audio/{recording}.wav") == audio

        digest = login_digest(LoginScope.ACCOUNT, ADDRESS)
        digests = {hashlib.sha256(audio).hexdigest(), *(chunk["sha256"] for chunk in hers)}
        needles = {ADDRESS, NAME, PERSON, DEVICE, OF_HER_VOICE, *digests}
        assert len(found(data, needles, digests)) > len(hers)

        answer = person.delete("/me")
        assert answer.status_code == 202, answer.text
        assert [one["id"] for one in answer.json()["releases"]] == [made]
        wait_for(lambda: erased(data))
        assert found(data, needles, digests) == []

        with program.client() as stranger:
            gone = stranger.get(links["clips.tar"])
            assert (gone.status_code, gone.json()["code"]) == (410, "release_withdrawn")
            feed = stranger.get(gone.json()["feed"].removeprefix("/api/v1")).json()["items"]
        assert {row["clip"] for row in feed} == clips
        assert {row["reason"] for row in feed} == {"account"}
        assert person.get("/me").status_code in {401, 403}
        users = {one["id"]: one for one in admin.get("/admin/users", params={"status": "erased"}).json()["items"]}
        assert (users[me]["name"], users[me]["email"]) == ("", None)
    rows = list(table_texts(data))
    stands = {row.partition(":")[0] for row in rows if me in row}
    assert {"contributors", "audit_entries", "withdrawals", "transcriptions", "invitations"} <= stands
    assert stands.isdisjoint({"sessions", "api_keys", "identities", "notices", "letters", "one_time_tokens"})
    assert stands.isdisjoint({"audit_origins", "receipts"})
    assert not [row for row in rows if row.startswith("login_attempts") and digest in row]
    assert any(BY_HER in row and me in row for row in rows if row.startswith("transcriptions"))
    assert sum(recording in row for row in rows if row.startswith("recordings:")) == 1
    assert program.stop() == 0
    assert [row for row in program.said if NAME in row or PERSON in row] == []


def let_in(data, program, account):
    """Give the account a log-in elsewhere, an invitation with its name, a failed log-in and a notice."""
    with program.client() as stranger:
        wrong = stranger.post("/auth/login", json={"email": ADDRESS, "password": "a wrong password"})
        assert wrong.status_code == 401
    with program.log_in("admin") as admin:
        made = admin.post("/invitations", json={"collection": "bn-read", "name": NAME}).json()["items"][0]["id"]
    used = "UPDATE invitations SET status = 'used', ended_at = now(), contributor = %s WHERE id = %s"
    linked = "INSERT INTO identities VALUES (gen_random_uuid(), 'https://uni.example.edu', %s, %s, now())"
    told = "INSERT INTO notices VALUES (gen_random_uuid(), %s, 'account_enabled', now(), '{}', NULL)"
    with connect(data) as connection:
        connection.execute(used, (account, made))
        connection.execute(linked, (PERSON, account))
        connection.execute(told, (account,))


def victims(program, victim):
    """The processes to be killed, known before the moment comes."""
    return program.processes("jobs") if victim == "jobs" else [program.process.pid, postmaster(program.data)]


@pytest.mark.parametrize("victim", ["jobs", "parent and database"])
def test_an_erasure_killed_half_way_is_finished_after_the_restart(data, victim):
    program = Program(data).start()
    furnish(program)
    with program.log_in(PERSON) as person:
        agree(person)
        sent = [send(person, babble_wav(60, seed), f"key-{seed}") for seed in range(8)]
        for recording in sent:
            chunks_of(person, recording)
        blobs = data / "blobs" / "recordings"

        def left():
            return sum(path.is_file() for path in blobs.rglob("*"))

        before, struck = left(), victims(program, victim)
        assert person.delete("/me").status_code == 202
        wait_for(lambda: left() < before, pause=0.0005)
        for pid in struck:
            os.kill(pid, signal.SIGKILL)
        assert 0 < left() < before
    if victim != "jobs":
        program.kill()
        program = Program(data).start()
    wait_for(lambda: program.ready() and erased(data))
    assert left() == 0
    with connect(data) as connection:
        statuses = connection.execute("SELECT status, audio_sha256 FROM recordings").fetchall()
        assert statuses == [("withdrawn", "")] * len(sent)
        assert connection.execute("SELECT count(*) FROM chunks").fetchone()[0] == 0
        assert connection.execute("SELECT count(*) FROM contributors WHERE name = ''").fetchone()[0] == 1
    assert program.stop() == 0

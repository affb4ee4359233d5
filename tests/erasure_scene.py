"""People and voices on a real `serve`, and a search of all its stores for one of them."""

import hashlib
import json
import subprocess

import numpy as np
import psycopg

from serving_program import postmaster, wait_for
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

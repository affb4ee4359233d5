"""Erasure by the real `shrutik serve`: nothing is found of the person but ids, also after a SIGKILL half-way."""

import hashlib
import io
import json
import os
import signal
import zipfile

import pytest

from erasure_scene import (
    ADDRESS,
    BY_HER,
    DEVICE,
    NAME,
    OF_HER_VOICE,
    PERSON,
    agree,
    babble_wav,
    chunks_of,
    connect,
    erased,
    found,
    furnish,
    let_in,
    send,
    settled,
    table_texts,
    transcribe_all,
    victims,
)
from serving_program import Program, kill_all, postmaster, shrutik, wait_for
from shrutik_core.people.login_attempts import LoginScope, login_digest


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
        lines = [json.loads(line) for line in admin.get(links["views/jsonl/all.jsonl"]).text.splitlines()]
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
            gone = stranger.get(links["shards/all-00000.tar"])
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


@pytest.mark.parametrize("victim", [pytest.param("jobs", marks=pytest.mark.long), "parent and database"])
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
            return sum(len(files) for _, _, files in os.walk(blobs))

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

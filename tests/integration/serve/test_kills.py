"""SIGKILL at bad moments: the next `shrutik serve` finishes what was accepted, and nothing is there twice."""

import hashlib
import itertools
import os
import time

import numpy as np
import pytest

from serving_program import Program, kill_all, postmaster, shrutik, wait_for
from shrutik_core.testing.sounds import wav

RATE = 16_000
TEXT = "আমি বাংলায় গান গাই"
WITH_DATABASE = pytest.mark.parametrize("database", [False, True], ids=["alone", "with its database"])
PARENTS, OTHERS = ("parent", "parent and database"), ("API", "jobs", "decoder", "database")
# Every process at every moment takes ten minutes; each at those that matter most to it takes five.
ALL = os.environ.get("SHRUTIK_KILLS") == "all"


def victims(*most):
    """The processes to be killed at a moment."""
    return pytest.mark.parametrize("victim", [*PARENTS, *(OTHERS if ALL else most)])


def babble_wav(seconds):
    """Noise in bursts of a few seconds with pauses between them: enough for a chunker to find its way."""
    rng = np.random.default_rng(7)
    samples = rng.normal(0, 0.05, int(RATE * seconds))
    t = np.arange(len(samples)) / RATE
    samples *= (t % 4.0 < 3.3) * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * t)) + 0.002
    return wav((samples * 32767).astype(np.int16), RATE)


@pytest.fixture
def data(tmp_path):
    """A data folder with a collection and people; whatever runs on it is ended afterwards."""
    folder = tmp_path / "data"
    made = shrutik(
        "user",
        "create",
        "admin@example.org",
        "--role",
        "admin",
        "--password-stdin",
        "--data",
        folder,
        text="a long password\n",
    )
    assert made.returncode == 0, made.stderr
    yield folder
    kill_all()
    last = Program(folder).start()
    last.address()
    assert last.stop() == 0
    assert postmaster(folder) is None


def furnish(program, people=("speaker", "one", "two")):
    with program.log_in("admin") as admin:
        collection = {
            "slug": "bn-read",
            "language": "bn",
            "name": "Bengali",
            "licence": "CC0-1.0",
            "consent": {"version": "1", "text": "I agree."},
            "policies": {"consensus": {"fewest": 2, "accept_confidence": 0.0}},
        }
        answer = admin.post("/collections", json=collection)
        assert answer.status_code == 201, answer.text
        for name in people:
            account = {"email": f"{name}@example.org", "password": "a long password", "name": name}
            assert admin.post("/auth/register", json=account).status_code == 201


def upload(client, audio, key="key-1"):
    consent = {"collection": "bn-read", "version": "1", "purposes": ["record", "publish"]}
    assert client.post("/consents", json=consent).status_code == 201
    return again(client, audio, key)


def again(client, audio, key="key-1"):
    answer = client.post(
        "/recordings",
        data={"collection": "bn-read"},
        files={"audio": ("a.wav", audio, "audio/wav")},
        headers={"Idempotency-Key": key},
    )
    assert answer.status_code == 202, answer.text
    return answer.json()["id"]


def chunked(client, recording):
    def done():
        found = client.get(f"/recordings/{recording}").json()
        assert found["status"] in {"uploaded", "processing", "chunked"}, found
        return found if found["status"] == "chunked" else None

    return wait_for(done)


def chunks_of(client, recording):
    found, cursor = [], None
    while True:
        page = client.get(
            f"/recordings/{recording}/chunks", params={"limit": 100, **({"cursor": cursor} if cursor else {})}
        )
        found += page.json()["items"]
        cursor = page.json()["next_cursor"]
        if cursor is None:
            return found


def assert_whole(client, recording, seconds):
    """The recording is cut once: its chunks tile it, and each one's audio is there."""
    found = chunked(client, recording)
    chunks = chunks_of(client, recording)
    assert found["chunk_count"] == len(chunks) == len({chunk["id"] for chunk in chunks})
    assert [chunk["index"] for chunk in chunks] == list(range(len(chunks)))
    assert chunks[0]["start"] == 0
    assert all(before["end"] == after["start"] for before, after in itertools.pairwise(chunks))
    assert chunks[-1]["end"] == pytest.approx(seconds)
    for chunk in chunks[:: max(1, len(chunks) // 5)]:
        assert client.get(chunk["audio_url"].removeprefix("/api/v1")).status_code == 200
    return chunks


def transcribe_all(program, name):
    """Everything there is to do for one person; how many chunks that was."""
    done = 0
    with program.log_in(name) as person:
        while tasks := person.post("/tasks", json={"collection": "bn-read", "count": 20}).json()["items"]:
            items = [{"task_id": task["id"], "text": TEXT} for task in tasks]
            assert person.post("/transcriptions", json={"items": items}).status_code == 201
            done += len(items)
    return done


@victims("API")
def test_right_after_an_upload_was_accepted(data, victim):
    program, audio = Program(data).start(), babble_wav(20)
    furnish(program)
    with program.log_in("speaker") as speaker:
        recording = upload(speaker, audio)
        program = program.struck(victim)
    with program.log_in("speaker") as speaker:
        assert again(speaker, audio) == recording
        assert_whole(speaker, recording, 20)
        assert len(speaker.get("/recordings").json()["items"]) == 1
        assert (
            hashlib.sha256(speaker.get(f"/recordings/{recording}/audio").content).digest()
            == hashlib.sha256(audio).digest()
        )
    assert program.stop() == 0


@victims("jobs", "decoder")
def test_half_way_through_cutting(data, victim):
    program = Program(data).start()
    furnish(program)
    with program.log_in("speaker") as speaker:
        recording = upload(speaker, babble_wav(600))
        folder = data / "blobs" / "recordings" / recording / "chunks"
        cut = wait_for(
            lambda: folder.exists() and (found := len(list(folder.glob("*.flac")))) > 5 and found, pause=0.002
        )
        program = program.struck(victim)
    with program.log_in("speaker") as speaker:
        chunks = assert_whole(speaker, recording, 600)
    assert len(chunks) > cut
    assert {path.stem for path in folder.glob("*.flac")} == {chunk["id"] for chunk in chunks}
    assert program.stop() == 0


@victims("API", "database")
def test_right_after_a_transcription_was_kept(data, victim):
    program = Program(data).start()
    furnish(program)
    with program.log_in("speaker") as speaker:
        recording = upload(speaker, babble_wav(20))
        chunked(speaker, recording)
    with program.log_in("one") as one:
        task = one.post("/tasks", json={"collection": "bn-read", "count": 1}).json()["items"][0]
        items = {"items": [{"task_id": task["id"], "text": TEXT}]}
        kept = one.post("/transcriptions", json=items, headers={"Idempotency-Key": "key-t"})
        program = program.struck(victim)
    assert kept.status_code == 201
    with program.log_in("one") as one:
        repeated = one.post("/transcriptions", json=items, headers={"Idempotency-Key": "key-t"})
        assert (repeated.status_code, repeated.json()) == (201, kept.json())
        assert [found["id"] for found in one.get("/transcriptions").json()["items"]] == [kept.json()["items"][0]["id"]]
        consensus = f"/chunks/{task['chunk']['id']}/consensus"
        wait_for(lambda: one.get(consensus).json().get("votes") == 1)
    assert program.stop() == 0


@victims("jobs", "database")
def test_half_way_through_a_release(data, victim):
    program = Program(data).start()
    furnish(program)
    with program.log_in("speaker") as speaker:
        recording = upload(speaker, babble_wav(300))
        chunked(speaker, recording)
    offered = transcribe_all(program, "one")
    assert transcribe_all(program, "two") == offered
    with program.log_in("speaker") as speaker:
        wait_for(lambda: all(chunk["status"] in {"settled", "silent"} for chunk in chunks_of(speaker, recording)))
    wish = {"name": "bn", "collections": ["bn-read"], "formats": ["csv", "common_voice"]}
    with program.log_in("admin") as admin:
        release = admin.post("/releases", json=wish).json()["id"]
        folder = data / "blobs" / "releases" / release
        wait_for(lambda: list(folder.glob("*")), pause=0.001)
        program = program.struck(victim)
    with program.log_in("admin") as admin:
        found = wait_for(lambda: (r := admin.get(f"/releases/{release}").json())["status"] == "ready" and r)
        assert found["clips"] == offered
        for file in found["files"]:
            content = admin.get(file["url"].removeprefix("/api/v1")).content
            assert (len(content), hashlib.sha256(content).hexdigest()) == (file["bytes"], file["sha256"])
        assert len(admin.get("/releases").json()["items"]) == 1
    assert program.stop() == 0


@WITH_DATABASE
@pytest.mark.parametrize("after", [0.3, 0.8, 1.3, 1.8])
def test_during_start_up(tmp_path, database, after):
    """Also the very first one, in which the database is made."""
    folder = tmp_path / "data"
    for _ in range(2):
        program = Program(folder).start()
        time.sleep(after)
        program.kill(database=database)
    program = Program(folder).start()
    with program.client() as client:
        assert client.get("/openapi.json").status_code == 200
        ready = client.get(f"{program.address()}/readyz")
        assert ready.status_code == 200, ready.text
    assert program.stop() == 0
    assert postmaster(folder) is None

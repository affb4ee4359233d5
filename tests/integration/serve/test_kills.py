"""SIGKILL at bad moments: the next `shrutik serve` finishes what was accepted, and nothing is there twice."""

import hashlib
import time

import pytest

from served_voices import TEXT, again, assert_whole, babble_wav, chunked, chunks_of, furnish, transcribe_all, upload
from serving_program import Program, kill_all, postmaster, shrutik, wait_for

WITH_DATABASE = pytest.mark.parametrize("database", [False, True], ids=["alone", "with its database"])
WORST = "parent and database"
OTHERS = ("parent", "API", "jobs", "decoder", "database")


def victims(*most):
    """The processes to be killed at a moment: those that matter most to it, and in the long form each."""
    rest = [pytest.param(name, marks=pytest.mark.long) for name in (WORST, *OTHERS) if name not in most]
    return pytest.mark.parametrize("victim", [*most, *rest])


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


@victims(WORST, "decoder")
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


@victims("database")
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


@victims(WORST, "jobs")
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
@pytest.mark.parametrize("after", [1.3, *(pytest.param(after, marks=pytest.mark.long) for after in (0.3, 0.8, 1.8))])
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

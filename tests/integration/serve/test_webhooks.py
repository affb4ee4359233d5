"""Webhooks of a served installation: told once each, whatever is killed meanwhile, and never under another id."""

from contextlib import closing

import pytest

from hook_program import HookProgram
from served_voices import babble_wav, chunked, chunks_of, furnish, transcribe_all, upload
from serving_program import Program, kill_all, shrutik, wait_for

ALL = ["recording.chunked", "chunk.settled", "review.asked", "voice.withdrawn", "release.ready"]


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("SHRUTIK_WEBHOOK_HOSTS", "127.0.0.1")
    folder, options = tmp_path / "data", ("--role", "admin", "--password-stdin")
    made = shrutik("user", "create", "admin@example.org", *options, "--data", folder, text="a long password\n")
    assert made.returncode == 0, made.stderr
    yield folder
    kill_all()
    last = Program(folder).start()
    last.address()
    assert last.stop() == 0


@pytest.fixture
def hook():
    with closing(HookProgram()) as program:
        yield program


def register(admin, hook):
    wish = {"name": "mirror", "url": hook.url, "events": ALL}
    made = admin.post("/webhooks", json=wish)
    assert made.status_code == 201, made.text
    hook.secret = made.json()["secret"]
    return made.json()["id"]


def delivered(admin, webhook):
    """All deliveries, once none waits."""

    def ended():
        found = admin.get(f"/webhooks/{webhook}/deliveries", params={"limit": 100}).json()["items"]
        return found if all(one["status"] == "delivered" for one in found) else None

    return wait_for(ended, 120)


@pytest.mark.long
def test_nothing_is_lost_or_told_under_another_id_when_processes_are_killed(data, hook):
    program = Program(data).start()
    furnish(program)
    with program.log_in("admin") as admin:
        webhook = register(admin, hook)
    # Nothing is taken at first, so that deliveries are under way while their carrier is killed.
    hook.status = 500
    with program.log_in("speaker") as speaker:
        recording = upload(speaker, babble_wav(60))
        chunked(speaker, recording)
        wait_for(lambda: hook.ids)
        program = program.struck("jobs")
    hook.status = 204
    for person in ("one", "two"):
        transcribe_all(program, person)
    with program.log_in("speaker") as speaker:
        chunks = {chunk["id"] for chunk in chunks_of(speaker, recording) if not chunk["silent"]}
        wait_for(lambda: {one["chunk"] for one in hook.of("chunk.settled")})
        program = program.struck("parent")
    with program.log_in("admin") as admin:
        wait_for(lambda: {one["chunk"] for one in hook.of("chunk.settled")} == chunks, 120)
        told = delivered(admin, webhook)
    assert {one["event_id"] for one in told} == set(hook.messages)
    assert len(hook.of("recording.chunked")) == 1
    assert len(hook.of("chunk.settled")) == len(chunks)
    assert hook.forged == 0
    # At least one came twice: the one that was answered with 500.
    assert len(hook.ids) > len(hook.messages)
    assert program.stop() == 0

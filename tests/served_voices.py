"""Voices at a served installation: a collection with people, recordings of noise that are cut, texts that are sent."""

import itertools

import numpy as np
import pytest

from serving_program import PATIENCE, wait_for
from shrutik_core.testing.sounds import wav

RATE = 16_000
TEXT = "আমি বাংলায় গান গাই"


def babble_wav(seconds, seed=7):
    """Noise in bursts of a few seconds with pauses between them: enough for a chunker to find its way."""
    rng = np.random.default_rng(seed)
    samples = rng.normal(0, 0.05, int(RATE * seconds))
    t = np.arange(len(samples)) / RATE
    samples *= (t % 4.0 < 3.3) * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * t)) + 0.002
    return wav((samples * 32767).astype(np.int16), RATE)


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


def chunked(client, recording, seconds=PATIENCE):
    def done():
        found = client.get(f"/recordings/{recording}").json()
        assert found["status"] in {"uploaded", "processing", "chunked"}, found
        return found if found["status"] == "chunked" else None

    return wait_for(done, seconds)


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

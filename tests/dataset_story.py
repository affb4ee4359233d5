"""The whole story on an installation: five people, a reviewer and a researcher make a dataset."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from dependency_injector import providers

from http_scene import Client, Person, Scene, a_collection
from shrutik_bootstrap.installation import own_installation
from shrutik_bootstrap.memory import MemoryInstallation
from shrutik_bootstrap.settings import Settings
from shrutik_core.people.rate_limits import RateLimits
from shrutik_core.people.roles import Role
from shrutik_http.app import create_app
from shrutik_http.options import options_of
from shrutik_memory.clock import MemoryClock
from shrutik_memory.job_sender import MemoryJobSender
from shrutik_memory.security_log import MemorySecurityLog


@contextmanager
def real_scene(settings: Settings) -> Iterator[Scene]:
    """The API over all that is real; background work is done when a test says so."""
    with own_installation(settings) as installation:
        sender = MemoryJobSender()
        installation.platform.sender.override(providers.Object(sender))
        clock = MemoryClock()
        # Calls are counted for the whole process, which these tests share with others.
        installation.platform.rate_limits.override(providers.Object(RateLimits().changed({"*": None})))
        house = MemoryInstallation(installation.platform, clock, sender, MemorySecurityLog())
        yield Scene(house, Client(create_app(installation.platform, options_of(settings))))


def make_dataset(scene: Scene, admin: Person, mina: Person, audio: bytes) -> dict:
    """Upload, cut, transcribe, review, release and download; the release."""
    admin.post("/collections", json=a_collection(slug="story", policies={}))
    assert mina.consent("story").status_code == 201
    recording = mina.upload(audio, collection="story").json["id"]
    scene.installation.work()
    chunks = mina.get(f"/recordings/{recording}/chunks", params={"limit": 100}).json["items"]
    spoken = [one["id"] for one in chunks if not one["silent"]]
    doubtful = spoken[0]
    for number in range(5):
        _transcribe(scene.person(name=f"voice{number}"), number, doubtful)
        scene.installation.work()
    assert mina.get(f"/chunks/{doubtful}/consensus").json["status"] == "in_review"

    reviewer = scene.person(Role.REVIEWER, "reviewer")
    queue = reviewer.get("/reviews/queue", params={"collection": "story"}).json["items"]
    assert doubtful in {case["chunk_id"] for case in queue}
    for case in queue:
        assert len(case["transcriptions"]) >= 2
        ruling = {"chunk_id": case["chunk_id"], "decision": "edit", "text": "মা উঠোন ঝাড়ু দিয়ে চুলায় আগুন ধরান"}
        assert reviewer.post("/reviews", json=ruling).status_code == 201
    assert reviewer.get("/reviews/queue", params={"collection": "story"}).json["items"] == []
    settled = [one for one in spoken if mina.get(f"/chunks/{one}").json["status"] == "settled"]
    assert doubtful in settled

    researcher = scene.person(Role.RESEARCHER, "researcher")
    formats = ["csv", "jsonl", "common_voice", "ljspeech"]
    asked = researcher.post("/releases", json={"name": "story", "collections": ["story"], "formats": formats})
    scene.installation.work()
    release = researcher.get(asked.headers["location"]).json
    assert (release["status"], release["clips"], release["progress"]) == ("ready", len(settled), 1.0)
    sums = {}
    for file in release["files"]:
        sent = scene.client.simulate_get(file["url"])
        assert hashlib.sha256(sent.content).hexdigest() == file["sha256"]
        sums[file["name"]] = (file["sha256"], sent.content)
    listed = next(content for name, (_, content) in sums.items() if "SHA256" in name.upper()).decode()
    for line in listed.splitlines():
        digest, name = line.split(maxsplit=1)
        assert sums[name.lstrip("*")][0] == digest
    return release


def _transcribe(voice: Person, number: int, doubtful: str) -> None:
    while tasks := voice.post("/tasks", json={"collection": "story", "count": 20}).json["items"]:
        items = []
        for task in tasks:
            heard = voice.get(f"/chunks/{task['chunk']['id']}/audio")
            assert heard.content[:4] == b"fLaC"
            text = f"{number + 2}টি নৌকা" if task["chunk"]["id"] == doubtful else "ভোরবেলা আমাদের গ্রামে মোরগ ডাকে"
            items.append({"task_id": task["id"], "text": text})
        assert voice.post("/transcriptions", json={"items": items}).status_code == 201

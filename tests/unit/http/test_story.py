"""The whole story through HTTP, from registration to a checked download."""

import hashlib

from http_scene import API, PASSWORD, Person, Scene, code, wav
from shrutik_core.people.roles import Role


def test_a_voice_becomes_a_dataset(scene: Scene, admin: Person) -> None:
    said = {"email": "Mina@Example.org", "password": PASSWORD, "name": "Mina", "locale": "bn"}
    assert code(scene.client.simulate_post(f"{API}/auth/register", json={**said, "role": "admin"})) == (
        422,
        "fields_invalid",
    )
    registered = scene.client.simulate_post(f"{API}/auth/register", json=said)
    assert registered.status_code == 201
    assert registered.json.items() >= {"email": "mina@example.org", "name": "Mina", "role": "contributor"}.items()
    token = scene.client.simulate_post(
        f"{API}/auth/login", json={"email": "mina@example.org", "password": PASSWORD}
    ).json
    assert token["token_type"] == "bearer"
    assert token["expires_in"] > 0
    mina = Person(scene, "mina@example.org", token["access_token"])
    assert mina.get("/me").json["id"] == registered.json["id"]

    added = admin.post("/prompts", json={"collection": "bn-read", "texts": ["আমি বাংলায় গান গাই", "আমি", "আমি"]})
    assert (added.status_code, added.json) == (201, {"added": 2, "passed_over": 1})
    prompt = mina.post("/prompts/next", json={"collection": "bn-read"}).json
    assert prompt["text"]

    assert code(mina.upload()) == (403, "consent_required")
    assert mina.consent().status_code == 201
    received = mina.upload(prompt_id=prompt["id"], metadata={"device": "phone"})
    assert received.status_code == 202
    assert received.json["status"] == "uploaded"
    place = received.headers["location"]
    assert place == f"{API}/recordings/{received.json['id']}"
    assert mina.get(place).json["status"] == "uploaded"

    assert scene.installation.work() == 1
    recording = mina.get(place).json
    assert recording["status"] == "chunked"
    assert recording["duration"] == 6.0
    assert recording["prompt_id"] == prompt["id"]
    assert recording["metadata"] == {"device": "phone"}
    original = mina.get(recording["audio_url"])
    assert original.content == wav()
    assert original.headers["content-type"] == "audio/wav"

    chunks = mina.get(f"{place}/chunks").json["items"]
    assert len(chunks) == recording["chunk_count"] > 0
    assert chunks[0]["start"] == 0
    assert chunks[-1]["end"] == 6.0
    heard = scene.client.simulate_get(chunks[0]["audio_url"])
    assert heard.status_code == 200
    assert heard.headers["content-type"] == "audio/flac"
    assert hashlib.sha256(heard.content).hexdigest() == chunks[0]["sha256"]
    assert mina.post("/tasks", json={"collection": "bn-read", "count": 5}).json == {"items": []}

    spoken = [chunk for chunk in chunks if not chunk["silent"]]
    voices = [scene.person(name=f"voice{number}") for number in range(3)]
    _transcribe(scene, voices[:2], lambda _: "আমি বাংলায় গান গাই")
    consensus = mina.get(f"/chunks/{spoken[0]['id']}/consensus").json
    assert consensus["status"] == "settled"
    assert consensus["decision"] == "accept"
    assert consensus["text"].startswith("আমি বাংলায়")
    assert consensus["votes"] == 2

    researcher = scene.person(Role.RESEARCHER)
    wish = {"name": "bn-read", "collections": ["bn-read"], "formats": ["csv", "common_voice"], "min_confidence": 0.1}
    asked = researcher.post("/releases", json=wish)
    assert (asked.status_code, asked.json["status"]) == (202, "requested")
    scene.installation.work()
    release = researcher.get(asked.headers["location"]).json
    assert release["status"] == "ready"
    assert release["clips"] == len(spoken)
    for file in release["files"]:
        sent = scene.client.simulate_get(file["url"])
        assert (sent.status_code, len(sent.content)) == (200, file["bytes"])
        assert hashlib.sha256(sent.content).hexdigest() == file["sha256"]
        assert sent.headers["content-disposition"] == f'attachment; filename="{file["name"].rpartition("/")[2]}"'
    assert researcher.get("/releases").json["items"][0]["id"] == release["id"]


def test_a_disagreement_is_settled_by_a_reviewer(scene: Scene, mina: Person) -> None:
    recording = mina.upload().json["id"]
    scene.installation.work()
    for text in ("আমার ৫টি বই আছে", "আমার ৬টি বই আছে"):
        _transcribe(scene, [scene.person(name="voice")], lambda _, text=text: text)
    reviewer = scene.person(Role.REVIEWER)
    queue = reviewer.get("/reviews/queue", params={"collection": "bn-read"}).json["items"]
    assert queue
    case = queue[0]
    assert case["reasons"]
    assert len(case["transcriptions"]) >= 2
    assert scene.client.simulate_get(case["chunk"]["audio_url"]).status_code == 200

    chunk = case["chunk_id"]
    assert code(mina.post("/reviews", json={"chunk_id": chunk, "decision": "accept"})) == (403, "not_permitted")
    assert code(reviewer.post("/reviews", json={"chunk_id": chunk, "decision": "edit"})) == (422, "review_text")
    said = {"chunk_id": chunk, "decision": "edit", "text": "আমি গান গাই", "reason": "clear to me"}
    ruled = reviewer.post("/reviews", json=said)
    assert (ruled.status_code, ruled.json["decision"], ruled.json["text"]) == (201, "edit", "আমি গান গাই")
    assert code(reviewer.post("/reviews", json=said)) == (409, "not_in_review")
    seen = mina.get(f"/chunks/{chunk}/consensus").json
    assert (seen["status"], seen["text"], seen["settled_by"]) == ("settled", "আমি গান গাই", "reviewer")
    assert mina.get(f"/recordings/{recording}/chunks").json["items"]


def _transcribe(scene: Scene, people: list[Person], hear) -> None:
    for person in people:
        lent = person.post("/tasks", json={"collection": "bn-read", "count": 20}).json["items"]
        if not lent:
            continue
        for task in lent:
            assert scene.client.simulate_get(task["chunk"]["audio_url"]).status_code == 200
        items = [{"task_id": task["id"], "text": hear(task["chunk"]["id"][:4])} for task in lent]
        sent = person.post("/transcriptions", json={"items": items})
        assert sent.status_code == 201, sent.text
        assert [one["task_id"] for one in sent.json["items"]] == [one["task_id"] for one in items]
        scene.installation.work()

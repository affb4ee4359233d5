"""Leases over HTTP: renewed, given up, run out, refused with the text given back."""

from datetime import timedelta

import pytest

from http_scene import Person, Scene, code
from shrutik_core.people.roles import Role


@pytest.fixture
def chunk(scene: Scene, mina: Person) -> str:
    recording = mina.upload().json["id"]
    scene.installation.work()
    chunks = mina.get(f"/recordings/{recording}/chunks").json["items"]
    return next(one["id"] for one in chunks if not one["silent"])


def lease(person: Person) -> dict:
    return person.post("/tasks", json={"collection": "bn-read", "count": 20}).json["items"][0]


def say(person: Person, task: dict, text="আমি বাংলায় গান গাই"):
    return person.post("/transcriptions", json={"items": [{"task_id": task["id"], "text": text}]})


def test_a_lease_is_renewed_and_given_up(scene, chunk):
    voice = scene.person()
    task = lease(voice)
    scene.installation.clock.advance(timedelta(minutes=20))
    renewed = voice.post(f"/tasks/{task['id']}/renew").json
    assert renewed["lease_expires_at"] > task["lease_expires_at"]
    assert code(scene.person().post(f"/tasks/{task['id']}/renew")) == (404, "task_missing")
    given_up = voice.post(f"/tasks/{task['id']}/skip", json={"reason": "inaudible"}).json
    assert (given_up["status"], given_up["reason"]) == ("skipped", "inaudible")
    assert code(voice.post(f"/tasks/{task['id']}/renew")) == (409, "task_skipped")
    assert code(voice.post(f"/tasks/{task['id']}/skip", json={})) == (409, "task_skipped")
    assert code(say(voice, task)) == (409, "task_skipped")
    assert [one["status"] for one in voice.get("/tasks", params={"status": "skipped"}).json["items"]] == ["skipped"]


def test_a_link_lasts_as_long_as_its_lease(scene, chunk):
    task = lease(scene.person())
    link = task["chunk"]["audio_url"]
    scene.installation.clock.advance(timedelta(minutes=29))
    assert scene.client.simulate_get(link).status_code == 200
    scene.installation.clock.advance(timedelta(minutes=2))
    assert code(scene.client.simulate_get(link)) == (403, "link_expired")


def test_late_text_is_taken_while_the_clip_is_open(scene, chunk):
    voice = scene.person()
    task = lease(voice)
    scene.installation.clock.advance(timedelta(minutes=31))
    kept = say(voice, task)
    assert (kept.status_code, kept.json["items"][0]["late"]) == (201, True)


def test_others_are_seen_only_after_one_s_own_text(scene, chunk):
    voice = scene.person()
    task = lease(voice)
    place = f"/chunks/{task['chunk']['id']}"
    assert code(voice.get(f"{place}/consensus")) == (403, "transcribe_first")
    assert code(voice.get(place)) == (403, "transcribe_first")
    assert voice.get(f"{place}/audio").status_code == 200
    assert say(voice, task).status_code == 201
    seen = voice.get(f"{place}/consensus").json
    assert (seen["decision"], seen["text"], seen["votes"], seen["words"]) == ("more_votes", None, 1, [])
    scene.installation.work()
    assert voice.get(f"{place}/consensus").json["text"] == "আমি বাংলায় গান গাই"
    assert code(say(voice, task)) == (409, "already_transcribed")


def test_a_settled_clip_gives_the_text_back(scene, chunk):
    late = scene.person()
    task = lease(late)
    scene.installation.clock.advance(timedelta(minutes=31))
    for person in (scene.person(), scene.person()):
        tasks = person.post("/tasks", json={"collection": "bn-read", "count": 20}).json["items"]
        said = [{"task_id": one["id"], "text": "আমি বাংলায় গান গাই"} for one in tasks]
        assert person.post("/transcriptions", json={"items": said}).status_code == 201
    scene.installation.work()
    answer = say(late, task, "  আমার কথা ")
    assert code(answer) == (409, "chunk_settled")
    assert answer.json["text"] == "আমার কথা"
    assert answer.json["items"] == [{"task_id": task["id"], "text": "আমার কথা", "code": "chunk_settled"}]


def test_an_empty_text_says_that_nobody_speaks(scene, chunk):
    voice = scene.person()
    assert say(voice, lease(voice), "  ").status_code == 201


def test_nobody_reviews_their_own_voice(scene, admin, mina, chunk):
    place = f"/admin/users/{mina.get('/me').json['id']}"
    admin.ask("PATCH", place, json={"role": "reviewer"})
    for text in ("আমার ৫টি বই আছে", "আমার ৬টি বই আছে"):
        person = scene.person()
        for task in person.post("/tasks", json={"collection": "bn-read", "count": 20}).json["items"]:
            assert say(person, task, text).status_code == 201
        scene.installation.work()
    assert mina.get("/reviews/queue").json["items"] == []
    assert code(mina.post("/reviews", json={"chunk_id": chunk, "decision": "reject"})) == (403, "own_voice")
    reviewer = scene.person(Role.REVIEWER)
    assert len(reviewer.get("/reviews/queue").json["items"]) >= 1
    key = {"Idempotency-Key": "ruling"}
    said = {"chunk_id": chunk, "decision": "reject", "reason": "noise"}
    ruled = [reviewer.post("/reviews", json=said, headers=key) for _ in range(2)]
    assert [one.status_code for one in ruled] == [201, 201]
    assert ruled[0].json == ruled[1].json
    assert reviewer.get(f"/chunks/{chunk}").json["status"] == "rejected"


def test_a_clip_says_how_many_transcriptions_it_still_wants(scene: Scene, mina: Person):
    recording = mina.upload().json["id"]
    scene.installation.work()

    def clips():
        return mina.get(f"/recordings/{recording}/chunks").json["items"]

    before = clips()
    assert {(one["status"], one["votes"], one["votes_wanted"]) for one in before} == {("open", 0, 2)}
    voice = scene.person()
    lent = voice.post("/tasks", json={"collection": "bn-read", "count": 1}).json["items"][0]
    voice.post("/transcriptions", json={"items": [{"task_id": lent["id"], "text": "আমি"}]})
    scene.installation.work()
    wanted = {one["id"]: one["votes_wanted"] for one in clips()}
    assert wanted[lent["chunk"]["id"]] == 1
    reviewer = scene.person(Role.REVIEWER)
    said = {"chunk_id": lent["chunk"]["id"], "decision": "edit", "text": "আমি গান গাই"}
    assert reviewer.post("/reviews", json=said).json["status"] == "decided"
    settled = reviewer.get(f"/chunks/{lent['chunk']['id']}").json
    assert (settled["status"], settled["text"], settled["votes_wanted"]) == ("settled", "আমি গান গাই", 0)
    assert code(reviewer.post("/reviews", json=said)) == (409, "not_in_review")


def test_a_collection_without_prompts_is_not_one_that_was_read_through(admin: Person, mina: Person):
    said = {"collection": "bn-read"}
    empty = mina.post("/prompts/next", json=said)
    assert code(empty) == (404, "no_prompts_yet")
    assert empty.json["title"] == "This collection has no prompts yet."
    admin.post("/prompts", json={**said, "texts": ["আমি"]})
    prompt = mina.post("/prompts/next", json=said).json["id"]
    mina.upload(prompt_id=prompt)
    read = mina.post("/prompts/next", json=said)
    assert code(read) == (404, "no_prompt_left")
    assert read.json["title"] == "You have said or skipped every prompt of this collection."

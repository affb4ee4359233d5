"""A call sent twice under one key has its effect once; another body under it is refused."""

import pytest

from http_scene import API, PASSWORD, Person, Scene, a_collection, code
from shrutik_core.people.roles import Role

KEY = {"Idempotency-Key": "7c1b6d0e"}


def once(person: Person, path, said, other):
    """Send twice, then something else, under one key; the first answer."""
    first = person.post(path, json=said, headers=KEY)
    again = person.post(path, json=dict(reversed(said.items())), headers=KEY)
    assert (again.status_code, again.json) == (first.status_code, first.json)
    assert code(person.post(path, json=other, headers=KEY)) == (422, "idempotency_key_reused")
    return first.json


def test_an_account_is_made_once(scene: Scene):
    said = {"email": "mina@example.org", "password": PASSWORD, "name": "Mina"}
    answers = [scene.client.simulate_post(f"{API}/auth/register", json=said, headers=KEY) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json == answers[1].json
    for changes in ({"password": "another password"}, {"name": "Rina"}):
        answer = scene.client.simulate_post(f"{API}/auth/register", json={**said, **changes}, headers=KEY)
        # A stranger's key is not theirs alone, so that it tells nobody what another stranger asked.
        assert (answer.status_code, answer.json.keys()) == (201, answers[0].json.keys())
        assert answer.json["id"] != answers[0].json["id"]


def test_a_collection_is_made_once(admin: Person):
    once(admin, "/collections", a_collection(slug="new"), a_collection(slug="other"))
    assert len(admin.get("/collections").json["items"]) == 2


def test_prompts_are_added_once(admin: Person):
    said = {"collection": "bn-read", "texts": ["এক", "দুই", "এক"], "source": "a book"}
    first = once(admin, "/prompts", said, {**said, "texts": ["তিন"]})
    assert first == {"added": 2, "passed_over": 1}
    assert admin.post("/prompts", json=said).json == {"added": 0, "passed_over": 3}
    nothing_new = {"Idempotency-Key": "another"}
    for _ in range(2):
        assert admin.post("/prompts", json=said, headers=nothing_new).json == {"added": 0, "passed_over": 3}


def test_a_file_of_prompts_is_imported_once(admin: Person):
    def send(body, **query):
        headers = {"Content-Type": "text/plain", **KEY}
        return admin.post("/prompts/import", body=body, headers=headers, params={"collection": "bn-read", **query})

    assert [send("এক\nদুই\n".encode()).json for _ in range(2)] == [{"added": 2, "passed_over": 0}] * 2
    assert code(send("তিন\n".encode())) == (422, "idempotency_key_reused")
    assert code(send("এক\nদুই\n".encode(), source="a book")) == (422, "idempotency_key_reused")


def test_consent_is_given_once(admin: Person, scene: Scene):
    person = scene.person()
    said = {"collection": "bn-read", "version": "1", "purposes": ["record", "publish"]}
    once(person, "/consents", said, {**said, "purposes": ["record"]})
    assert len(person.get("/me/consents").json["items"]) == 1


def test_tasks_and_transcriptions_are_made_once(scene: Scene, mina: Person):
    mina.upload()
    scene.installation.work()
    voice = scene.person()
    wish = {"collection": "bn-read", "count": 1}
    lent = once(voice, "/tasks", wish, {**wish, "count": 2})["items"]
    assert len(voice.get("/tasks").json["items"]) == 1
    heard = {"items": [{"task_id": lent[0]["id"], "text": "আমি"}]}
    other = {"items": [{"task_id": lent[0]["id"], "text": "তুমি"}]}
    once(voice, "/transcriptions", heard, other)
    assert [one["text"] for one in voice.get("/transcriptions").json["items"]] == ["আমি"]


def test_a_release_is_asked_for_once_and_its_receipt_stays(scene: Scene, admin: Person):
    wish = {"name": "bn-read", "collections": ["bn-read"], "formats": ["csv"]}
    first = once(admin, "/releases", wish, {**wish, "formats": ["jsonl"]})
    scene.installation.work()
    again = admin.post("/releases", json={**wish, "min_confidence": 0}, headers=KEY)
    assert again.json == first
    assert admin.get("/releases").json["items"][0]["version"] == 1


def test_a_key_is_one_person_s_and_one_route_s(scene: Scene, admin: Person):
    said = {"collection": "bn-read", "version": "1", "purposes": ["record"]}
    people = [scene.person(Role.CONTRIBUTOR) for _ in range(2)]
    assert len({person.post("/consents", json=said, headers=KEY).json["id"] for person in people}) == 2
    assert people[0].post("/tasks", json={"collection": "bn-read", "count": 1}, headers=KEY).status_code == 200


@pytest.mark.parametrize("key", ["", "with space", "x" * 256, "ключ"])
def test_a_key_is_printable(admin: Person, key):
    said = {"collection": "bn-read", "version": "1", "purposes": ["record"]}
    answer = admin.post("/consents", json=said, headers={"Idempotency-Key": key.encode().decode("latin-1")})
    assert code(answer) == (400, "idempotency_key_invalid")


def test_what_has_no_body_happens_once_too(admin: Person):
    wish = {"events": ["review.asked"], "name": "mirror", "url": "https://example.org/told"}
    one, other = (admin.post("/webhooks", json=wish).json["id"] for _ in range(2))
    first, again = (admin.post(f"/webhooks/{one}/test", headers=KEY) for _ in range(2))
    assert (first.status_code, again.json["event_id"]) == (202, first.json["event_id"])
    assert code(admin.post(f"/webhooks/{other}/test", headers=KEY)) == (422, "idempotency_key_reused")
    unseen = admin.post(f"/webhooks/{one}/test", headers={"Idempotency-Key": "with space"})
    assert code(unseen) == (400, "idempotency_key_invalid")

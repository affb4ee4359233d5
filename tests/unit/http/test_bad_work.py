"""Collections, consents, tasks, texts, reviews, prompts and releases that cannot be: each is told why."""

import pytest

from http_scene import API, UNKNOWN, Person, Scene, a_collection, code
from shrutik_core.people.roles import Role


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"slug": "No Slug"}, "slug_invalid"),
        ({"language": "!"}, "language_invalid"),
        ({"name": ""}, "name_invalid"),
        ({"licence": ""}, "fields_invalid"),
        ({"consent": {"version": "1"}}, "fields_invalid"),
        ({"consent": {"version": "", "text": ""}}, "consent_text_invalid"),
        ({"consent": {"version": "1", "text": "a\0b"}}, "fields_invalid"),
        ({"policies": {"consensus": {"fewest": 0}}}, "policy_invalid"),
        ({"policies": {"consensus": {"unheard-of": 1}}}, "policy_invalid"),
        ({"policies": {"chunking": {"unheard-of": 1}}}, "rules_invalid"),
        ({"policies": {"chunking": {"a\0": 1}}}, "fields_invalid"),
    ],
)
def test_collections_that_cannot_be(admin: Person, changes, told):
    assert code(admin.post("/collections", json=a_collection(**{"slug": "new", **changes}))) == (422, told)
    assert code(admin.get("/collections/new")) == (404, "collection_missing")


def test_who_may_not(mina: Person, admin: Person):
    assert code(admin.post("/collections", json=a_collection())) == (409, "slug_taken")
    assert code(mina.post("/collections", json=a_collection(slug="x"))) == (403, "not_permitted")
    assert code(mina.post("/prompts", json={"collection": "bn-read", "texts": ["a"]})) == (403, "not_permitted")
    assert code(mina.get("/reviews/queue")) == (403, "not_permitted")
    assert code(mina.get("/releases")) == (403, "not_permitted")
    assert code(mina.post("/releases", json={"name": "a", "collections": ["bn-read"], "formats": ["csv"]})) == (
        403,
        "not_permitted",
    )
    assert code(mina.get("/admin/users")) == (403, "not_permitted")
    assert code(mina.get("/admin/jobs")) == (403, "not_permitted")
    assert code(mina.ask("PATCH", f"/admin/users/{UNKNOWN}", json={"role": "admin"})) == (403, "not_permitted")
    assert code(mina.post(f"/admin/jobs/{UNKNOWN}/retry")) == (403, "not_permitted")


def test_consents_that_cannot_be(mina: Person):
    good = {"collection": "bn-read", "version": "1", "purposes": ["record"]}
    outdated = mina.post("/consents", json={**good, "version": "0"})
    assert code(outdated) == (409, "consent_version_outdated")
    assert outdated.json["version"] == "1"
    for purposes in ([], ["sell"]):
        assert code(mina.post("/consents", json={**good, "purposes": purposes})) == (422, "purpose_invalid")
    assert code(mina.post("/consents", json={**good, "collection": "none"})) == (404, "collection_missing")
    assert [one["purposes"] for one in mina.get("/me/consents").json["items"]] == [["publish", "record"]]


def test_tasks_that_cannot_be(scene: Scene, mina: Person):
    for count, told in ((0, "count_invalid"), (21, "count_invalid"), ("x", "fields_invalid"), (1.5, "fields_invalid")):
        assert code(mina.post("/tasks", json={"collection": "bn-read", "count": count})) == (422, told)
    assert code(mina.post("/tasks", json={"collection": "none", "count": 1})) == (404, "collection_missing")
    assert code(mina.post(f"/tasks/{UNKNOWN}/renew")) == (404, "task_missing")
    assert code(mina.post(f"/tasks/{UNKNOWN}/skip", json={"reason": "inaudible"})) == (404, "task_missing")
    assert code(mina.post(f"/tasks/{UNKNOWN}/skip", json={"reason": "dull"})) == (422, "fields_invalid")
    assert code(mina.post("/tasks/7/renew")) == (404, "id_malformed")
    assert code(mina.get("/tasks", params={"status": "lost"})) == (422, "fields_invalid")


def test_transcriptions_that_cannot_be(mina: Person):
    one = {"task_id": UNKNOWN, "text": "a"}
    missing = mina.post("/transcriptions", json={"items": [one]})
    assert code(missing) == (404, "task_missing")
    assert missing.json["errors"][0]["field"] == "items.0.task_id"
    assert code(mina.post("/transcriptions", json={"items": []})) == (422, "items_invalid")
    assert code(mina.post("/transcriptions", json={"items": [one, one]})) == (422, "items_invalid")
    assert code(mina.post("/transcriptions", json={"items": [one] * 21})) == (422, "items_invalid")
    for bad in ({"text": "a"}, {"task_id": "7", "text": "a"}, {**one, "text": "x" * 5001}, {**one, "text": "a\0"}):
        answer = mina.post("/transcriptions", json={"items": [one, bad]})
        assert code(answer) == (422, "fields_invalid")
        assert answer.json["errors"][0]["field"].startswith("items.1.")


def test_reviews_that_cannot_be(scene: Scene):
    reviewer = scene.person(Role.REVIEWER)
    said = {"chunk_id": UNKNOWN, "decision": "accept"}
    assert code(reviewer.post("/reviews", json=said)) == (404, "chunk_missing")
    assert code(reviewer.post("/reviews", json={**said, "decision": "maybe"})) == (422, "fields_invalid")
    assert code(reviewer.post("/reviews", json={**said, "text": "a"})) == (422, "review_text")
    assert code(reviewer.post("/reviews", json={**said, "reason": "x" * 2001})) == (422, "review_reason")
    long = {**said, "decision": "edit", "text": "x" * 5001}
    assert code(reviewer.post("/reviews", json=long)) == (422, "text_invalid")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": "No Name"}, "release_name_invalid"),
        ({"formats": ["excel"]}, "format_unknown"),
        ({"formats": []}, "selection_invalid"),
        ({"collections": []}, "selection_invalid"),
        ({"min_confidence": 2}, "fields_invalid"),
        ({"min_confidence": "high"}, "fields_invalid"),
    ],
)
def test_releases_that_cannot_be(scene: Scene, admin: Person, changes, told):
    wish = {"name": "bn-read", "collections": ["bn-read"], "formats": ["csv"], **changes}
    assert code(scene.person(Role.RESEARCHER).post("/releases", json=wish)) == (422, told)


def test_releases_that_are_not(scene: Scene, admin: Person):
    researcher = scene.person(Role.RESEARCHER)
    assert code(researcher.get(f"/releases/{UNKNOWN}")) == (404, "release_missing")
    wish = {"name": "bn-read", "collections": ["none"], "formats": ["csv"]}
    assert code(researcher.post("/releases", json=wish)) == (404, "collection_missing")
    asked = researcher.post("/releases", json={**wish, "collections": ["bn-read"]}).json["id"]
    assert code(researcher.get(f"/releases/{asked}/files/README.md")) == (404, "file_missing")
    escaped = f"/releases/{asked}/files/..%2F..%2Fetc%2Fpasswd"
    assert code(scene.client.simulate_get(f"{API}{escaped}")) == (401, "login_required")
    assert code(researcher.get(escaped)) == (404, "file_missing")
    scene.installation.work()
    failed = researcher.get(f"/releases/{asked}").json
    assert (failed["status"], bool(failed["error"])) == ("failed", True)


def test_prompts_that_cannot_be(admin: Person, mina: Person):
    assert code(mina.get("/prompts")) == (422, "fields_invalid")
    assert code(mina.get("/prompts", params={"collection": "none"})) == (404, "collection_missing")
    assert code(mina.post("/prompts/next", json={"collection": "bn-read"})) == (404, "no_prompts_yet")
    for texts in ([" "], ["x" * 2001]):
        assert code(admin.post("/prompts", json={"collection": "bn-read", "texts": texts})) == (
            422,
            "prompt_text_invalid",
        )
    assert code(admin.post("/prompts", json={"collection": "bn-read", "texts": []})) == (422, "fields_invalid")


def test_imports(admin: Person, mina: Person):
    def send(body, kind="text/plain", **query):
        params = {"collection": "bn-read", **query}
        return admin.post("/prompts/import", body=body, headers={"Content-Type": kind}, params=params)

    assert send("\ufeffআমি\r\n\r\nতুমি\nআমি\n".encode()).json == {"added": 2, "passed_over": 1}
    assert send(b'{"text": "a"}\n{"text": "b", "more": 1}\n', "application/jsonl").json["added"] == 2
    assert {one["text"] for one in mina.get("/prompts", params={"collection": "bn-read"}).json["items"]} == {
        "আমি",
        "তুমি",
        "a",
        "b",
    }
    assert code(send(b'{"text": "c"}\nnonsense\n', "application/x-ndjson")) == (422, "fields_invalid")
    assert code(send(b"\xff\xfe")) == (422, "fields_invalid")
    assert code(send(b"a", "text/html")) == (415, "content_type_unsupported")
    assert code(send(b"a\nb\0\n")) == (422, "prompt_text_invalid")
    assert code(send(b"a", collection="none")) == (404, "collection_missing")
    assert code(admin.post("/prompts/import", body=b"a", headers={"Content-Type": "text/plain"})) == (
        422,
        "fields_invalid",
    )
    assert len(mina.get("/prompts", params={"collection": "bn-read"}).json["items"]) == 4

"""Every kind of bad input has its status and its code, and says which field is at fault."""

import pytest

from http_scene import API, PASSWORD, Person, Scene, a_collection, code
from shrutik_core.people.roles import Role

UNKNOWN = "00000000-0000-7000-8000-000000000000"
NEW = {"email": "new@example.org", "password": PASSWORD, "name": "New"}


def register(scene, **changes):
    said = {name: value for name, value in {**NEW, **changes}.items() if value is not None}
    return scene.client.simulate_post(f"{API}/auth/register", json=said)


@pytest.mark.parametrize("body", [b"", b"{", b'{"email": }', b"\xff", b'{"email": "\\ud800"}', b"[" * 5000, b"NaN,"])
def test_what_is_no_json(scene: Scene, body):
    answer = scene.client.simulate_post(f"{API}/auth/register", body=body, headers={"Content-Type": "application/json"})
    assert code(answer) == (400, "json_malformed")


@pytest.mark.parametrize("body", [b"[]", b"7", b"null", b'"text"'])
def test_what_is_no_object(scene: Scene, body):
    answer = scene.client.simulate_post(f"{API}/auth/login", body=body)
    assert code(answer) == (422, "fields_invalid")


@pytest.mark.parametrize(
    ("changes", "told", "field"),
    [
        ({"email": None}, "fields_invalid", "email"),
        ({"email": 7}, "fields_invalid", "email"),
        ({"email": "nobody"}, "email_invalid", "email"),
        ({"email": "a\0b@example.org"}, "fields_invalid", "email"),
        ({"password": "short"}, "password_invalid", "password"),
        ({"password": "x" * 257}, "password_invalid", "password"),
        ({"name": ""}, "name_invalid", "name"),
        ({"name": "a\nb"}, "name_invalid", "name"),
        ({"locale": "klingon!"}, "language_invalid", "language"),
    ],
)
def test_registration_names_the_field(scene: Scene, changes, told, field):
    answer = register(scene, **changes)
    assert code(answer) == (422, told)
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert PASSWORD not in answer.text


def test_an_address_is_taken_once(scene: Scene):
    assert register(scene).status_code == 201
    assert code(register(scene, email="NEW@example.org")) == (409, "email_taken")


def test_login_never_says_what_was_wrong(scene: Scene):
    register(scene)
    for email, password in (("new@example.org", "wrong"), ("nobody@example.org", PASSWORD), ("", "")):
        answer = scene.client.simulate_post(f"{API}/auth/login", json={"email": email, "password": password})
        assert code(answer) == (401, "credentials_invalid")
        assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_token_is_needed_and_must_be_ours(scene: Scene, admin: Person):
    assert code(scene.client.simulate_get(f"{API}/me")) == (401, "login_required")
    for given in ("Basic abc", "Bearer", "Bearer ", "nonsense"):
        answer = scene.client.simulate_get(f"{API}/me", headers={"Authorization": given})
        assert code(answer) == (401, "login_required")
    answer = scene.client.simulate_get(f"{API}/me", headers={"Authorization": "Bearer made.up.token"})
    assert code(answer) == (401, "token_invalid")
    mina = scene.person()
    place = f"/admin/users/{mina.get('/me').json['id']}"
    assert admin.ask("PATCH", place, json={"status": "disabled"}).json["status"] == "disabled"
    assert code(mina.get("/me")) == (403, "account_inactive")
    assert code(admin.ask("PATCH", place, json={"status": "erased"})) == (422, "fields_invalid")


def test_other_content_is_told(scene: Scene):
    answer = scene.client.simulate_post(f"{API}/auth/login", body="a=b", headers={"Content-Type": "text/plain"})
    assert code(answer) == (415, "content_type_unsupported")
    large = scene.client.simulate_post(f"{API}/auth/login", json={"email": "x" * 2_000_000, "password": ""})
    assert code(large) == (413, "too_large")
    short = scene.client.simulate_post(f"{API}/auth/login", body=b"{", headers={"Content-Length": "99"})
    assert code(short) == (400, "body_incomplete")


def test_addresses_and_methods_that_are_not(scene: Scene, mina: Person):
    assert code(mina.get("/nowhere")) == (404, "route_missing")
    assert code(scene.client.simulate_get("/none")) == (404, "route_missing")
    wrong = scene.client.simulate_delete(f"{API}/collections")
    assert code(wrong) == (405, "method_not_allowed")
    assert {"GET", "POST"} <= {one.strip() for one in wrong.headers["allow"].split(",")}
    assert mina.get("/collections/").status_code == 200


@pytest.mark.parametrize("thing", ["recordings", "chunks"])
def test_ids_that_name_nothing(mina: Person, thing):
    assert code(mina.get(f"/{thing}/{UNKNOWN}")) == (404, f"{thing[:-1]}_missing")
    assert code(mina.get(f"/{thing}/12")) == (404, "id_malformed")
    assert code(mina.get(f"/{thing}/%00")) == (400, "request_malformed")
    assert code(mina.get(f"/{thing}/%ff")) == (400, "request_malformed")
    assert code(mina.get(f"/{thing}/{UNKNOWN}/audio")) == (404, f"{thing[:-1]}_missing")


def test_pages_that_are_not(mina: Person, admin: Person):
    for limit, told in (("0", "page_limit"), ("101", "page_limit"), ("-1", "page_limit"), ("many", "fields_invalid")):
        assert code(mina.get("/collections", params={"limit": limit})) == (422, told)
    for path in ("/collections", "/recordings", "/tasks", "/transcriptions", "/me/consents"):
        assert code(mina.get(path, params={"cursor": "made up"})) == (422, "cursor_invalid")
    assert code(mina.get("/collections", query_string="limit=1&limit=2")) == (422, "fields_invalid")
    assert code(mina.get("/collections", params={"cursor": "a\0"})) == (400, "request_malformed")
    for path in ("/admin/users", "/admin/jobs", "/releases", "/reviews/queue", "/recordings"):
        assert code(admin.get(path, params={"cursor": "made up"})) == (422, "cursor_invalid")
    assert code(admin.get("/admin/jobs", params={"status": "lost"})) == (422, "fields_invalid")


def test_pages_follow_each_other(mina: Person, admin: Person):
    for number in range(5):
        assert admin.post("/collections", json=a_collection(slug=f"bn-{number}")).status_code == 201
    seen, cursor = [], None
    while True:
        page = mina.get("/collections", params={"limit": 2, **({"cursor": cursor} if cursor else {})}).json
        seen += [one["slug"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == ["bn-4", "bn-3", "bn-2", "bn-1", "bn-0", "bn-read"]
    assert mina.get("/collections", params={"language": "en"}).json["items"] == []


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
    assert code(researcher.get(f"/releases/{asked}/files/manifest.jsonl")) == (404, "file_missing")
    escaped = scene.client.simulate_get(f"{API}/releases/{asked}/files/..%2F..%2Fetc%2Fpasswd")
    assert code(escaped) == (404, "route_missing")
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


def test_jobs_are_seen_and_only_the_dead_come_back(scene: Scene, admin: Person, mina: Person):
    mina.upload()
    job = admin.get("/admin/jobs").json["items"][0]
    assert (job["kind"], job["status"]) == ("process_recording", "waiting")
    assert code(admin.post(f"/admin/jobs/{job['id']}/retry")) == (409, "job_waiting")
    assert code(admin.post(f"/admin/jobs/{UNKNOWN}/retry")) == (404, "job_missing")
    scene.installation.work()
    assert code(admin.post(f"/admin/jobs/{job['id']}/retry")) == (409, "job_done")
    assert admin.get("/admin/jobs", params={"status": "dead"}).json["items"] == []


def test_a_dead_job_comes_back(scene: Scene, admin: Person, mina: Person):
    recording = mina.upload().json["id"]
    key = f"recordings/{recording}/original"
    kept = scene.installation.platform.blobs()
    with kept.open(key) as stream:
        audio = stream.read()
    kept.delete(key)
    scene.installation.work()
    dead = admin.get("/admin/jobs", params={"status": "dead"}).json["items"][0]
    assert dead["error"]
    assert mina.get(f"/recordings/{recording}").json["status"] == "failed"
    kept.put(key, [audio])
    assert admin.post(f"/admin/jobs/{dead['id']}/retry").json["status"] == "waiting"
    scene.installation.work()
    assert mina.get(f"/recordings/{recording}").json["status"] == "chunked"


def test_roles_are_given_by_admins(scene: Scene, admin: Person, mina: Person):
    place = f"/admin/users/{mina.get('/me').json['id']}"
    assert admin.ask("PATCH", place, json={"role": "reviewer"}).json["role"] == "reviewer"
    assert mina.get("/reviews/queue").status_code == 200
    assert admin.ask("PATCH", place, json={"role": "contributor", "status": "active"}).json["role"] == "contributor"
    assert code(admin.ask("PATCH", place, json={"role": "king"})) == (422, "fields_invalid")
    assert code(admin.ask("PATCH", place, json={})) == (422, "fields_invalid")
    assert code(admin.ask("PATCH", f"/admin/users/{UNKNOWN}", json={"role": "admin"})) == (404, "contributor_missing")
    assert code(admin.ask("PATCH", "/admin/users/7", json={"role": "admin"})) == (404, "id_malformed")
    assert {one["email"] for one in admin.get("/admin/users").json["items"]} == {admin.email, mina.email}

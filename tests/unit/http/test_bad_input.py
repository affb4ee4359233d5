"""Every kind of bad input has its status and its code, and says which field is at fault."""

import pytest

from http_scene import API, PASSWORD, UNKNOWN, Person, Scene, a_collection, code

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


def test_nobody_is_told_that_an_address_is_taken(scene: Scene):
    first, second = (
        register(scene),
        register(scene, email="NEW@example.org", name="Another", password="a long password"),
    )
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json.keys() == second.json.keys()
    assert first.json["id"] != second.json["id"]
    assert second.json == {**first.json, "id": second.json["id"], "name": "Another"}


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
    found = lambda q: [one["email"] for one in admin.get("/admin/users", params={"q": q}).json["items"]]  # noqa: E731
    assert found(mina.email[:3].upper()) == found(place.rpartition("/")[2]) == [mina.email]
    assert found(UNKNOWN) == found("nobody") == []

"""API keys over HTTP: shown once, sent as a bearer, of no use from the next request on."""

import attrs
import pytest

from http_scene import Person, Scene, code
from shrutik_core.people.roles import Role

WISH = {"name": "phone", "scopes": ["record"]}


def made(person: Person, **changes) -> dict:
    answer = person.post("/api-keys", json={**WISH, **changes})
    assert answer.status_code == 201, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return answer.json


def program(person: Person, **changes) -> Person:
    return attrs.evolve(person, token=made(person, **changes)["key"])


def test_a_key_is_shown_once_and_used(scene: Scene, mina: Person):
    key = made(mina, expires_in=3600)
    phone = attrs.evolve(mina, token=key["key"])
    assert phone.upload().status_code == 202
    assert phone.get("/me").json["email"] == mina.email
    (listed,) = mina.get("/api-keys").json["items"]
    assert "key" not in listed
    assert listed["last_used_at"] is not None
    assert {name: listed[name] for name in ("id", "name", "scopes", "prefix")} == {
        name: key[name] for name in ("id", "name", "scopes", "prefix")
    }


def test_a_key_is_refused_from_the_next_request_on(mina: Person):
    key = made(mina)
    phone = attrs.evolve(mina, token=key["key"])
    assert phone.get("/recordings").status_code == 200
    revoked = mina.ask("DELETE", f"/api-keys/{key['id']}")
    assert revoked.json["revoked_at"] is not None
    assert code(phone.get("/recordings")) == (401, "api_key_invalid")
    assert code(mina.ask("DELETE", f"/api-keys/{key['id']}")) == (409, "api_key_revoked")


def test_a_repeated_call_shows_nothing(mina: Person):
    headers = {"Idempotency-Key": "once"}
    first = mina.post("/api-keys", json=WISH, headers=headers).json
    again = mina.post("/api-keys", json=WISH, headers=headers).json
    assert again == {**first, "key": None}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/api-keys", WISH),
        ("GET", "/api-keys", None),
        ("DELETE", "/api-keys/00000000-0000-7000-8000-000000000000", None),
        ("POST", "/consents", {"collection": "bn-read", "version": "1", "purposes": ["record"]}),
        ("GET", "/me/consents", None),
    ],
)
def test_what_is_about_the_account_takes_no_key(scene: Scene, admin: Person, method, path, body):
    key = program(admin, scopes=["manage_people", "see_all", "record"])
    answer = key.ask(method, path, json=body) if body else key.ask(method, path)
    assert code(answer) == (403, "login_only")


def test_a_key_does_what_its_scope_allows_and_nothing_else(scene: Scene, admin: Person):
    key = program(admin, scopes=["read_releases"])
    assert key.get("/releases").status_code == 200
    for path in ("/recordings", "/tasks", "/transcriptions", "/reviews/queue", "/admin/users", "/admin/jobs"):
        assert code(key.get(path)) == (403, "not_permitted")


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"scopes": []}, (422, "fields_invalid")),
        ({"scopes": ["everything"]}, (422, "fields_invalid")),
        ({"scopes": ["review"]}, (403, "scope_not_held")),
        ({"expires_in": 59}, (422, "fields_invalid")),
        ({"expires_in": 5 * 365 * 86_400 + 1}, (422, "fields_invalid")),
        ({"name": "two\nlines"}, (422, "name_invalid")),
    ],
)
def test_what_cannot_be_a_key_is_refused(mina: Person, changes, refused):
    assert code(mina.post("/api-keys", json={**WISH, **changes})) == refused


def test_a_role_is_bound_to_collections_by_an_admin(scene: Scene, admin: Person):
    reviewer = scene.person(Role.REVIEWER)
    id_ = reviewer.get("/me").json["id"]
    here = admin.get("/collections/bn-read").json["id"]
    bound = admin.ask("PATCH", f"/admin/users/{id_}", json={"collections": ["bn-read"]})
    assert bound.json["collections"] == [here] == reviewer.get("/me").json["collections"]
    both = {"collections": ["no-such"], "role": "contributor"}
    assert code(admin.ask("PATCH", f"/admin/users/{id_}", json=both)) == (404, "collection_missing")
    assert reviewer.get("/me").json["role"] == "reviewer"
    assert admin.ask("PATCH", f"/admin/users/{id_}", json={"collections": []}).json["collections"] == []

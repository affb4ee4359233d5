"""Refusals over HTTP are told in the security log, and say neither who was named nor what was shown."""

import pytest

from http_scene import API, UNKNOWN
from shrutik_core.people.roles import Role
from shrutik_core.shared.ids import ContributorId, parse_id


def events(scene):
    return [(event.kind, event.subject, event.facts["code"]) for event in scene.installation.security_log.events]


def test_a_log_in_that_fails(scene):
    body = {"email": "asha@example.org", "password": "a guess"}
    assert scene.client.simulate_post(f"{API}/auth/login", json=body).status_code == 401
    (event,) = scene.installation.security_log.events
    assert (event.kind, event.subject) == ("login_failed", None)
    assert event.origin == "127.0.0.0/24"
    assert event.facts["route"] == f"{API}/auth/login"
    assert "asha" not in str(event.told())


def test_a_token_that_is_refused(scene):
    headers = {"Authorization": "Bearer made-up"}
    assert scene.client.simulate_get(f"{API}/me", headers=headers).status_code == 401
    assert events(scene) == [("token_refused", None, "token_invalid")]
    assert "made-up" not in scene.installation.security_log.events[0].told().values()


def test_what_a_role_may_not_do(scene):
    person = scene.person()
    me = ContributorId(parse_id(person.get("/me").json["id"]))
    assert person.get("/admin/audit").status_code == 403
    assert events(scene) == [("forbidden", me, "not_permitted")]


def test_a_link_that_was_not_made_here(scene):
    path = f"{API}/chunks/{UNKNOWN}/audio"
    answer = scene.client.simulate_get(path, params={"expires": "99999999999", "signature": "made-up"})
    assert answer.status_code == 403
    assert events(scene) == [("link_refused", None, "link_invalid")]


def test_an_account_that_was_disabled(scene):
    admin, person = scene.person(Role.ADMIN), scene.person()
    me = person.get("/me").json["id"]
    assert admin.ask("PATCH", f"/admin/users/{me}", json={"status": "disabled"}).status_code == 200
    assert person.get("/me").status_code == 403
    assert [kind for kind, _, _ in events(scene)] == ["account_refused"]


@pytest.mark.parametrize("path", ["/me", "/tasks", "/nothing"])
def test_daily_life_is_no_event(scene, path):
    scene.client.simulate_get(API + path)
    scene.person().get("/me")
    assert events(scene) == []

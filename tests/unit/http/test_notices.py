"""Notices and the audit trail over HTTP: each person their own, in their language; the trail for admins."""

from datetime import UTC, datetime

import pytest

from http_scene import API, PASSWORD, UNKNOWN
from shrutik_core.people.roles import Role
from shrutik_core.use_cases.notices.write_notice_letter import STOP_ROUTE
from shrutik_http.notices.operations import NOTICES


def me(person):
    return person.get("/me").json["id"]


def disabled_and_enabled(scene, person):
    admin = scene.person(Role.ADMIN)
    for change in ({"status": "disabled"}, {"status": "active"}, {"role": "reviewer"}):
        assert admin.ask("PATCH", f"/admin/users/{me_of[person.email]}", json=change).status_code == 200
    person.token = scene.login(person.email)
    return admin


me_of = {}


@pytest.fixture
def person(scene):
    found = scene.person()
    me_of[found.email] = me(found)
    return found


def test_a_person_is_told_what_was_done_to_their_account(scene, person):
    disabled_and_enabled(scene, person)
    items = person.get("/me/notices").json["items"]
    assert [item["kind"] for item in items] == ["role_changed", "account_enabled", "account_disabled"]
    assert items[0]["text"] == "Your account now has the role of reviewer."
    assert (items[0]["language"], items[0]["read_at"]) == ("en", None)
    others = scene.person().get("/me/notices").json["items"]
    assert others == []


def test_notices_are_told_in_the_language_that_is_asked_for(scene, person):
    disabled_and_enabled(scene, person)
    (item, *_) = person.get("/me/notices", params={"language": "bn-BD"}).json["items"]
    assert item["text"] == "আপনার অ্যাকাউন্টের ভূমিকা এখন: যাচাইকারী।"
    assert item["language"] == "bn"


def test_what_was_read_is_read_for_this_person_alone(scene, person):
    disabled_and_enabled(scene, person)
    items = person.get("/me/notices").json["items"]
    assert scene.person().ask("POST", "/me/notices/read", json={}).json == {"read": 0}
    assert person.ask("POST", "/me/notices/read", json={"up_to": items[1]["id"]}).json == {"read": 2}
    unread = person.get("/me/notices", params={"unread": "true"}).json["items"]
    assert [item["id"] for item in unread] == [items[0]["id"]]
    assert person.ask("POST", "/me/notices/read", json={}).json == {"read": 1}
    assert person.get("/me/notices", params={"unread": "true"}).json["items"] == []


def test_one_is_read_alone_and_all_that_were_not_are_counted(scene, person):
    disabled_and_enabled(scene, person)
    page = person.get("/me/notices", params={"limit": "1"}).json
    assert (len(page["items"]), page["unread"]) == (1, 3)
    assert page["items"][0]["leads_to"] == "/account"
    assert person.ask("POST", "/me/notices/read", json={"only": page["items"][0]["id"]}).json == {"read": 1}
    assert person.get("/me/notices", params={"unread": "true"}).json["unread"] == 2


def test_each_chooses_how_they_are_told(scene, person):
    def chosen(who):
        told = who.get("/me/notices/preferences").json
        return {item["kind"]: item["channel"] for item in told["items"]}, told["utc_offset"], told["reached"]

    before, offset, reached = chosen(person)
    assert (before["release_ready"], before["key_made"], offset) == ("daily", "at_once", None)
    assert not reached, "there is no mail"
    choice = {"choices": {"release_ready": "off", "recording_refused": "weekly"}, "utc_offset": 360}
    answer = person.ask("PUT", "/me/notices/preferences", json=choice)
    assert answer.json == person.get("/me/notices/preferences").json
    assert chosen(person)[0] == before | choice["choices"]
    assert person.ask("PUT", "/me/notices/preferences", json={}).json == answer.json
    assert chosen(person)[1] == 360
    assert chosen(scene.person())[0] == before


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"choices": {"key_made": "page"}}, "choices.key_made"),
        ({"choices": {"review_asked": "at_once"}}, "choices.review_asked"),
        ({"choices": {"key_made": "never"}}, "choices.key_made"),
        ({"utc_offset": 841}, "utc_offset"),
        ({"invented": 1}, "invented"),
    ],
)
def test_what_cannot_be_chosen_is_refused_at_its_place(person, body, field):
    refused = person.ask("PUT", "/me/notices/preferences", json=body)
    assert refused.status_code == 422
    assert [one["field"] for one in refused.json["errors"]] == [field]


def test_letters_are_ended_by_one_click_of_a_mail_program(scene, person):
    path, soon = "/notices/unsubscribe/all", datetime(2100, 1, 1, tzinfo=UTC)
    signed = scene.installation.platform.links().sign(f"{API}{path}", soon, me_of[person.email], "notices")
    click = {"body": "List-Unsubscribe=One-Click", "content_type": "application/x-www-form-urlencoded"}
    answer = scene.client.simulate_post(signed, **click)
    assert (answer.status_code, answer.content) == (204, b"")
    items = person.get("/me/notices/preferences").json["items"]
    assert {item["channel"] for item in items if "page" in item["choices"]} == {"page"}
    assert scene.client.simulate_post(signed.replace("all", "key_made"), **click).json["code"] == "link_invalid"


def test_whoever_opens_the_link_in_a_browser_is_asked_first(scene, person):
    query = "expires=1&subject=%26x&signature=y%23"
    answer = scene.client.simulate_get(f"{API}/notices/unsubscribe/all", query_string=query)
    assert (answer.status_code, answer.content) == (302, b"")
    assert answer.headers["Location"] == f"/account/unsubscribe#about=all&{query}"
    assert "page" not in {item["channel"] for item in person.get("/me/notices/preferences").json["items"]}


def test_the_route_that_letters_name_is_the_one_that_is_served():
    assert f"{STOP_ROUTE}/{{about}}" in {operation.path for operation in NOTICES.operations}


def test_an_admin_reads_the_audit_trail_by_subject_actor_and_action(scene, person):
    admin = disabled_and_enabled(scene, person)
    subject, actor = me_of[person.email], me(admin)
    found = admin.get("/admin/audit", params={"subject": subject}).json["items"]
    assert [item["action"] for item in found] == ["contributor.role_changed", *["contributor.status_changed"] * 2]
    assert {item["actor_id"] for item in found} == {actor}
    assert {item["origin"] for item in found} == {"127.0.0.0/24"}
    assert [item["number"] for item in found] == sorted((item["number"] for item in found), reverse=True)
    assert found[0]["facts"] == {"value": "reviewer"}
    by = admin.get("/admin/audit", params={"actor": actor, "action": "contributor.role_changed"}).json["items"]
    assert by == found[:1]
    assert admin.get("/admin/audit", params={"before": "2001-01-01"}).json["items"] == []
    assert admin.get("/admin/audit", params={"subject": UNKNOWN}).json["items"] == []
    assert scene.installation.platform.verify_audit()().fault is None


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_the_audit_trail_is_for_admins(scene, role):
    assert scene.person(role).get("/admin/audit").status_code == 403


@pytest.mark.parametrize("query", [{"subject": "x"}, {"actor": "x"}, {"before": "x"}, {"invented": "x"}])
def test_a_query_that_cannot_be_read_is_refused(scene, query):
    assert scene.person(Role.ADMIN).get("/admin/audit", params=query).status_code == 422


def test_a_changed_password_and_a_refresh_token_used_twice_are_told(scene, person):
    body = {"email": person.email, "password": PASSWORD}
    refresh = scene.client.simulate_post(f"{API}/auth/login", json=body).json["refresh_token"]
    answers = [scene.client.simulate_post(f"{API}/auth/refresh", json={"refresh_token": refresh}) for _ in range(2)]
    lost = answers[0].json["refresh_token"]
    answers.append(scene.client.simulate_post(f"{API}/auth/refresh", json={"refresh_token": lost}))
    assert [answer.status_code for answer in answers] == [200, 200, 401]
    change = {"current_password": PASSWORD, "new_password": "another battery horse"}
    assert person.ask("POST", "/me/password", json=change).status_code == 204
    person.token = scene.client.simulate_post(
        f"{API}/auth/login", json={**body, "password": change["new_password"]}
    ).json["access_token"]
    kinds = [item["kind"] for item in person.get("/me/notices").json["items"]]
    assert kinds == ["password_changed", "refresh_reused"]
    events = [event.kind for event in scene.installation.security_log.events]
    assert events == ["refresh_reused", "refresh_refused"]

"""Lists: by status, by date, and with their total if it is asked for."""

from datetime import timedelta

import pytest

from http_scene import Person, Scene, code
from shrutik_core.people.roles import Role
from shrutik_http.catalogue import OPERATIONS
from shrutik_http.messages import DatedPageQuery

LISTS = [one for one in OPERATIONS if one.paged]
DATED = {
    "get_recordings",
    "get_tasks",
    "get_transcriptions",
    "get_reviews_queue",
    "get_releases",
    "get_admin_users",
    "get_admin_jobs",
    "get_api_keys",
    "get_admin_flags",
    "get_webhooks",
    "get_webhooks_webhook_id_deliveries",
}
BY_STATUS = {
    "get_recordings",
    "get_tasks",
    "get_releases",
    "get_admin_users",
    "get_admin_jobs",
    "get_invitations",
    "get_webhooks_webhook_id_deliveries",
}


def ids(answer):
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json["items"]]


def test_lists_go_by_what_a_person_would_ask():
    assert {one.id for one in LISTS if issubclass(one.query, DatedPageQuery)} == DATED
    assert {one.id for one in LISTS if "status" in one.query.model_fields} == BY_STATUS


@pytest.mark.parametrize("path", ["/collections", "/me/consents", "/recordings", "/tasks", "/transcriptions"])
def test_a_total_is_told_when_it_is_asked_for(mina: Person, path):
    asked = mina.get(path, params={"total": "true", "limit": 1}).json
    assert asked["total"] == len(mina.get(path).json["items"])
    assert mina.get(path).json["total"] is None
    assert mina.get(path, params={"total": "false"}).json["total"] is None
    assert code(mina.get(path, params={"total": "perhaps"})) == (422, "fields_invalid")


def test_a_total_is_of_all_pages_and_of_what_is_asked(scene: Scene, mina: Person):
    sent = [mina.upload().json["id"] for _ in range(3)]
    first = mina.get("/recordings", params={"limit": 2, "total": "true"}).json
    second = mina.get("/recordings", params={"limit": 2, "total": "true", "cursor": first["next_cursor"]}).json
    assert [one["id"] for one in first["items"] + second["items"]] == sent[::-1]
    assert (first["total"], second["total"]) == (3, 3)
    scene.installation.work()
    assert mina.get("/recordings", params={"status": "uploaded", "total": "true"}).json["total"] == 0
    assert mina.get("/recordings", params={"status": "chunked", "total": "true"}).json["total"] == 3
    assert code(mina.get("/recordings", params={"status": "lost"})) == (422, "fields_invalid")


def test_recordings_of_some_time(scene: Scene, mina: Person):
    clock = scene.installation.clock
    before = mina.upload().json
    clock.advance(timedelta(days=2))
    mina = Person(scene, mina.email, scene.login(mina.email))
    after = mina.upload().json
    for query, wanted in (
        ({"created_after": after["created_at"]}, [after]),
        ({"created_before": after["created_at"]}, [before]),
        ({"created_after": before["created_at"], "created_before": after["created_at"]}, [before]),
        ({"created_after": after["created_at"][:10]}, [after]),
        ({"created_after": "2020-01-01"}, [after, before]),
        ({"created_after": "0001-01-01T00:00:00+14:00", "created_before": "9999-12-31"}, [after, before]),
        ({"created_before": "2020-01-01T00:00:00Z"}, []),
    ):
        assert ids(mina.get("/recordings", params=query)) == [one["id"] for one in wanted], query
    for wrong in ("yesterday", "2026-13-01", "2026-01-01T00:00:00"):
        refused = mina.get("/recordings", params={"created_after": wrong})
        assert code(refused) == (422, "fields_invalid")
        assert refused.json["errors"][0]["field"] == "created_after"


def test_accounts_by_role_and_status(scene: Scene, admin: Person):
    reviewer, other = scene.person(Role.REVIEWER), scene.person()
    place = f"/admin/users/{other.get('/me').json['id']}"
    admin.ask("PATCH", place, json={"status": "disabled"})

    def emails(**query):
        return {one["email"] for one in admin.get("/admin/users", params=query).json["items"]}

    assert emails(role="reviewer") == {reviewer.email}
    assert emails(status="disabled") == {other.email}
    assert emails(role="reviewer", status="disabled") == set()
    assert emails(created_before="2020-01-01") == set()


def test_releases_and_jobs_by_status_and_date(scene: Scene, admin: Person):
    wish = {"name": "bn-read", "collections": ["bn-read"], "formats": ["csv"]}
    release = admin.post("/releases", json=wish).json["id"]
    assert ids(admin.get("/releases", params={"status": "requested"})) == [release]
    scene.installation.work()
    assert ids(admin.get("/releases", params={"status": "requested"})) == []
    assert ids(admin.get("/releases", params={"status": "failed", "total": "true"})) == [release]
    jobs = {"status": "done", "created_after": "2020-01-01", "total": "true"}
    assert admin.get("/admin/jobs", params=jobs).json["total"] == 1
    assert ids(admin.get("/admin/jobs", params={"created_before": "2020-01-01"})) == []

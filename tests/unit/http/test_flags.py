"""Flags over HTTP: an admin sees them with their evidence and without texts, and no one else does."""

from http_scene import Person, Scene, code
from shrutik_core.people.roles import Role


def test_an_admin_sees_flags_and_no_one_else(scene: Scene, admin: Person) -> None:
    mina, hasty = scene.person(), scene.person()
    mina.consent()
    assert mina.upload().status_code == 202
    scene.installation.work()
    lent = hasty.post("/tasks", json={"collection": "bn-read", "count": 5}).json["items"]
    items = [{"task_id": one["id"], "text": "a secret text"} for one in lent]
    assert hasty.post("/transcriptions", json={"items": items}).status_code == 201
    scene.installation.work()
    answer = admin.get("/admin/flags")
    (flag,) = answer.json["items"]
    me = hasty.get("/me").json["id"]
    assert (flag["kind"], flag["contributor_id"], flag["other_id"]) == ("too_fast", me, None)
    assert len(flag["evidence"]) == len(lent) > 0
    assert all(one["took_seconds"] < one["clip_seconds"] for one in flag["evidence"])
    assert "a secret text" not in answer.text
    assert admin.get("/admin/flags?kind=copied").json["items"] == []
    assert len(admin.get(f"/admin/flags?contributor_id={me}").json["items"]) == 1
    for role in set(Role) - {Role.ADMIN}:
        assert code(scene.person(role).get("/admin/flags")) == (403, "not_permitted")

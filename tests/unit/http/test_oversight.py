"""How the work goes on, as admins are told over HTTP."""

from datetime import timedelta

from http_scene import UNKNOWN, Person, Scene, code
from shrutik_core.people.activity import FARTHEST_OFFSET
from shrutik_core.people.roles import Role
from shrutik_core.use_cases.steps.kept_sums import KEPT


def whose(admin: Person, person: Person) -> dict[str, str]:
    """The question why a person is lent nothing of bn-read."""
    collection = admin.get("/collections/bn-read").json["id"]
    return {"collection": collection, "user_id": person.get("/me").json["id"]}


def queue(admin: Person, person: Person) -> dict:
    return admin.get("/admin/queue", params=whose(admin, person)).json


def obstacles(told: dict) -> dict[str, int]:
    return {one["obstacle"]: one["chunks"] for one in told["obstacles"]}


def test_an_empty_collection_is_why_nothing_is_lent(admin: Person, mina: Person):
    told = queue(admin, mina)
    assert (told["offered"], told["places"], told["obstacles"]) == (0, 20, [])
    assert [one["closure"] for one in told["closures"]] == ["no_chunks"]
    assert told["closures"][0]["detail"].startswith("The collection has no chunks yet")


def test_each_chunk_that_a_person_does_not_get_is_told_with_its_obstacle(scene: Scene, admin: Person, mina: Person):
    mina.upload()
    scene.installation.work()
    listener = scene.person()
    chunks = queue(admin, listener)["offered"]
    assert chunks > 0
    assert obstacles(queue(admin, mina)) == {"own_voice": chunks}
    listener.post("/tasks", json={"collection": "bn-read", "count": 20})
    told = queue(admin, listener)
    assert (told["offered"], obstacles(told), told["places"]) == (0, {"had_before": chunks}, 20)
    assert told["chunks"]["open"] == chunks
    asked = whose(admin, listener)
    admin.ask("PATCH", f"/admin/users/{asked['user_id']}", json={"status": "disabled"})
    closed = admin.get("/admin/queue", params=asked).json
    assert ([one["closure"] for one in closed["closures"]], closed["places"]) == (["account_inactive"], 0)


def test_who_or_what_there_is_not_is_missing(admin: Person, mina: Person):
    asked = whose(admin, mina)
    assert code(admin.get("/admin/queue", params={**asked, "user_id": UNKNOWN})) == (404, "contributor_missing")
    assert code(admin.get("/admin/queue", params={**asked, "collection": UNKNOWN})) == (404, "collection_missing")
    assert code(admin.get("/admin/queue", params={"user_id": UNKNOWN})) == (422, "fields_invalid")
    assert code(admin.get("/admin/queue", params={**asked, "user_id": "mina"})) == (422, "fields_invalid")
    assert code(admin.get("/admin/stats", params={"collection": UNKNOWN})) == (404, "collection_missing")


def test_an_overview_tells_what_there_is_and_what_was_done(scene: Scene, admin: Person, mina: Person):
    empty = admin.get("/admin/stats").json
    assert (len(empty["days"]), empty["recordings"]["chunked"]) == (30, 0)
    mina.upload()
    scene.installation.work()
    listener = scene.person()
    tasks = listener.post("/tasks", json={"collection": "bn-read", "count": 20}).json["items"]
    listener.post("/transcriptions", json={"items": [{"task_id": one["id"], "text": "আমি"} for one in tasks]})
    assert admin.get("/admin/stats").json == empty
    scene.installation.clock.advance(KEPT)
    told = admin.get("/admin/stats").json
    assert told["recordings"]["chunked"] == 1
    assert (told["chunks"]["open"], told["transcriptions"]["votes"]) == (len(tasks), len(tasks))
    today = told["days"][-1]
    assert today["date"] == str(scene.installation.clock.now().date())
    assert (today["recorded_seconds"], today["people"], today["settled_seconds"]) == (6.0, 2, 0)
    assert 0 < today["transcribed_seconds"] <= 6.0
    assert admin.get("/admin/stats", params={"collection": whose(admin, mina)["collection"]}).json == told


def test_days_begin_where_the_admin_is(scene: Scene, admin: Person):
    now = scene.installation.clock.now()
    for ahead in (-FARTHEST_OFFSET, FARTHEST_OFFSET):
        told = admin.get("/admin/stats", params={"utc_offset": ahead}).json
        assert told["days"][-1]["date"] == str((now + timedelta(minutes=ahead)).date())


def test_second_looks_are_taken_over_http_and_tell_how_much_judges_agree(scene: Scene, admin: Person, mina: Person):
    asked = {"collection": whose(admin, mina)["collection"]}
    none = {"clips": 0, "same": 0, "alpha_texts": None, "alpha_words": None}
    assert admin.get("/admin/agreement", params=asked).json == none
    admin.ask("PATCH", "/collections/bn-read", json={"policies": {"second_look": {"share": 1}}})
    chunk = next(one for one in recorded(scene, mina) if not one["silent"])["id"]
    first, second = scene.person(Role.REVIEWER), scene.person(Role.REVIEWER)
    first.post("/reviews", json={"chunk_id": chunk, "decision": "edit", "text": "আমি গান গাই"})
    assert first.get("/reviews/queue").json["items"] == []
    (case,) = second.get("/reviews/queue").json["items"]
    assert (case["reasons"], case["chunk"]["status"], case["chunk"]["text"]) == (["second_look"], "in_review", None)
    assert "গান" not in second.get("/reviews/queue").text + second.get(f"/chunks/{chunk}").text
    second.post("/reviews", json={"chunk_id": chunk, "decision": "edit", "text": "আমি গান চাই"})
    (differs,) = admin.get("/reviews/queue").json["items"]
    assert differs["reasons"] == ["second_look_differs"]
    assert differs["differing"] == {"earlier": "আমি গান গাই", "second": "আমি গান চাই"}
    scene.installation.clock.advance(KEPT)
    told = admin.get("/admin/agreement", params=asked).json
    assert (told["clips"], told["same"]) == (1, 0)
    assert told["alpha_texts"] <= 0 < told["alpha_words"] < 1
    assert code(admin.get("/admin/agreement")) == (422, "fields_invalid")
    assert code(admin.get("/admin/agreement", params={"collection": UNKNOWN})) == (404, "collection_missing")


def test_the_pulse_is_told_in_points_that_end_now(scene: Scene, admin: Person, mina: Person):
    whose(admin, mina)
    mina.upload()
    scene.installation.clock.advance(timedelta(minutes=7))
    scene.installation.platform.keep_pulse()()
    told = admin.get("/admin/pulse").json
    assert (told["point_minutes"], len(told["points"])) == (15, 96)
    now = told["points"][-1]
    assert (now["waiting"], now["dead"], now["requests"]) == (1, 0, 0)
    assert now["oldest_seconds"] >= 7 * 60
    month = admin.get("/admin/pulse", params={"days": 30}).json
    assert (month["point_minutes"], len(month["points"])) == (360, 120)
    assert {code(admin.get("/admin/pulse", params={"days": days})) for days in (0, 31)} == {(422, "fields_invalid")}


def recorded(scene: Scene, person: Person) -> list[dict]:
    """The chunks of a new recording of the person's."""
    recording = person.upload().json["id"]
    scene.installation.work()
    return person.get(f"/recordings/{recording}/chunks").json["items"]

"""What people and collections have come to, over HTTP."""

from datetime import timedelta

import pytest

from http_scene import API, Person, Scene, a_collection, code
from shrutik_core.people.activity import FARTHEST_OFFSET
from shrutik_core.use_cases.collections.read_progress import KEEPING


def progress(scene: Scene) -> dict:
    """What someone is told who has not logged in."""
    return scene.client.simulate_get(f"{API}/collections/bn-read/progress").json


def test_a_person_is_told_what_they_did(scene: Scene, mina: Person, admin: Person):
    empty = mina.get("/me/stats").json
    assert {name: value for name, value in empty.items() if name != "days"} == {
        "recorded_seconds": 0,
        "recordings": 0,
        "transcriptions": 0,
        "settled": 0,
        "streak_days": 0,
    }
    mina.upload()
    scene.installation.work()
    stats, today = mina.get("/me/stats").json, str(scene.installation.clock.now().date())
    assert (stats["recordings"], stats["recorded_seconds"], stats["streak_days"]) == (1, 6.0, 1)
    assert len(stats["days"]) == 30
    assert stats["days"][-1] == {"date": today, "recorded_seconds": 6.0, "transcriptions": 0}
    assert admin.get("/me/stats").json["recordings"] == 0


@pytest.mark.parametrize("ahead", [-FARTHEST_OFFSET, FARTHEST_OFFSET])
def test_days_begin_where_the_person_is(scene: Scene, mina: Person, ahead: int):
    mina.upload()
    there = scene.installation.clock.now() + timedelta(minutes=ahead)
    stats = mina.get("/me/stats", params={"utc_offset": ahead}).json
    assert (stats["days"][-1]["date"], stats["streak_days"]) == (str(there.date()), 1)
    beyond = ahead + (1 if ahead > 0 else -1)
    assert code(mina.get("/me/stats", params={"utc_offset": beyond})) == (422, "fields_invalid")


def test_everybody_is_told_how_far_a_collection_has_come(scene: Scene, mina: Person, admin: Person):
    empty = {"recorded_hours": 0, "transcribed_hours": 0, "settled_hours": 0, "speakers": 0, "goal_hours": None}
    assert progress(scene) == empty
    mina.upload()
    scene.installation.work()
    # The sums are those of before for a while.
    assert progress(scene) == empty
    scene.installation.clock.advance(timedelta(seconds=KEEPING.fresh))
    come = {**empty, "recorded_hours": round(6 / 3600, 4), "speakers": 1}
    assert progress(scene) == come
    # The goal is told at once.
    admin.ask("PATCH", "/collections/bn-read", json={"goal_hours": 20})
    assert progress(scene) == {**come, "goal_hours": 20}


def test_a_collection_that_was_not_there_a_moment_ago_is_told_of_at_once(scene: Scene, admin: Person):
    for _ in range(2):
        told = scene.client.simulate_get(f"{API}/collections/bn-new/progress")
        assert code(told) == (404, "collection_missing")
    made = admin.post("/collections", json=a_collection(slug="bn-new")).json
    for reference in ("bn-new", made["id"], made["id"].upper()):
        assert scene.client.simulate_get(f"{API}/collections/{reference}/progress").status_code == 200

"""The leaderboard over HTTP: of those who chose it, and of them alone."""

import pytest

from http_scene import API, Person, Scene, code
from shrutik_core.use_cases.steps.kept_sums import KEPT


def board(person: Person, by: str = "recorded") -> dict:
    return person.get("/collections/bn-read/leaderboard", params={"by": by}).json


@pytest.fixture
def given(scene: Scene, mina: Person) -> Person:
    """A person who sent a recording."""
    mina.upload()
    scene.installation.work()
    return mina


def test_nobody_is_named_who_did_not_choose_it(scene: Scene, given: Person, admin: Person):
    assert given.get("/me").json["on_leaderboard"] is False
    assert board(given) == board(admin) == {"first": [], "own": None}
    assert code(scene.client.simulate_get(f"{API}/collections/bn-read/leaderboard")) == (401, "login_required")


def test_who_chose_it_is_named_with_what_they_gave(scene: Scene, given: Person, admin: Person):
    changed = given.patch("/me", json={"on_leaderboard": True}).json
    assert changed["on_leaderboard"] is given.get("/me").json["on_leaderboard"] is True
    place = {
        "rank": 1,
        "name": changed["name"],
        "recorded_seconds_this_month": 6.0,
        "recorded_seconds": 6.0,
        "transcribed_this_month": 0,
        "transcribed": 0,
    }
    assert board(given) == {"first": [place], "own": place}
    assert board(admin) == {"first": [place], "own": None}
    assert board(given, "transcribed") == {"first": [], "own": None}
    assert code(given.get("/collections/bn-read/leaderboard", params={"by": "beauty"})) == (422, "fields_invalid")
    assert code(given.get("/collections/none/leaderboard")) == (404, "collection_missing")


def test_who_takes_it_back_is_gone_from_it(scene: Scene, given: Person, admin: Person):
    given.patch("/me", json={"on_leaderboard": True})
    assert board(admin)["first"]
    given.patch("/me", json={"on_leaderboard": False})
    assert board(given) == {"first": [], "own": None}
    scene.installation.clock.advance(KEPT)
    assert board(admin)["first"] == []


def test_who_withdraws_the_account_is_gone_from_it(scene: Scene, given: Person, admin: Person):
    given.patch("/me", json={"on_leaderboard": True})
    assert given.ask("DELETE", "/me").status_code == 202
    assert board(admin)["first"] == []


def test_the_choice_is_true_or_false(given: Person):
    for wrong in ("yes", 1, []):
        assert code(given.patch("/me", json={"on_leaderboard": wrong})) == (422, "fields_invalid")

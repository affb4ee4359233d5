"""Prompts skipped over HTTP: with a reason, as often as one likes, until an admin looks at them."""

import pytest

from http_scene import UNKNOWN, Person, Scene, code


@pytest.fixture
def prompt(admin: Person) -> str:
    """One prompt, the only one; two speakers who find it at fault set it aside."""
    admin.post("/prompts", json={"collection": "bn-read", "texts": ["আমি গাান গাই"]})
    admin.ask("PATCH", "/collections/bn-read", json={"policies": {"offering": {"most_faults": 2}}})
    return listed(admin)[0]["id"]


def listed(person: Person, **asked: str) -> list[dict]:
    return person.get("/prompts", params={"collection": "bn-read", **asked}).json["items"]


def skip(person: Person, prompt: str, reason: object = "has_errors", **said: object):
    return person.post(f"/prompts/{prompt}/skip", json={"reason": reason, **said})


def test_a_prompt_is_skipped_set_aside_and_offered_again(scene: Scene, admin: Person, mina: Person, prompt: str):
    rahim = scene.person()
    assert listed(mina)[0] | {"set_aside_at": None, "skips": None} == listed(mina)[0]
    for reason in ("personal", "has_errors", "has_errors"):
        answer = skip(mina, prompt, reason)
        assert (answer.status_code, answer.json) == (200, {"prompt_id": prompt, "reason": reason})
    assert code(mina.post("/prompts/next", json={"collection": "bn-read"})) == (404, "no_prompt_left")
    assert [listed(mina, state="offered"), listed(admin, state="set_aside")] == [[], []]
    assert listed(rahim, state="offered")[0]["id"] == prompt
    skip(rahim, prompt, "offensive")
    (aside,) = listed(admin, state="set_aside")
    assert aside["set_aside_at"] is not None
    assert aside["skips"] == {"has_errors": 1, "offensive": 1}
    stranger = scene.person()
    assert code(stranger.post("/prompts/next", json={"collection": "bn-read"})) == (404, "no_prompt_left")
    again = admin.post(f"/prompts/{prompt}/offer-again")
    assert (again.status_code, again.json["id"]) == (200, prompt)
    assert stranger.post("/prompts/next", json={"collection": "bn-read"}).json["id"] == prompt
    assert [(one["set_aside_at"], one["skips"]) for one in listed(admin)] == [(None, {})]


def test_what_cannot_be_a_skip_is_told(mina: Person, prompt: str):
    assert code(skip(mina, prompt, "boring")) == (422, "fields_invalid")
    assert code(mina.post(f"/prompts/{prompt}/skip", json={})) == (422, "fields_invalid")
    assert code(skip(mina, prompt, speaker="mina")) == (422, "fields_invalid")
    assert code(skip(mina, UNKNOWN)) == (404, "prompt_missing")
    assert code(skip(mina, "nothing")) == (404, "id_malformed")
    assert code(mina.get("/prompts", params={"collection": "bn-read", "state": "lost"})) == (422, "fields_invalid")


def test_whose_voice_it_is_not_is_not_asked_for(mina: Person, prompt: str):
    assert code(skip(mina, prompt, speaker=UNKNOWN)) == (403, "not_permitted")
    asked = {"collection": "bn-read", "speaker": UNKNOWN}
    assert code(mina.post("/prompts/next", json=asked)) == (403, "not_permitted")

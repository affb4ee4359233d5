"""One's own profile over HTTP: shown, changed in part, and nobody else's."""

import pytest

from http_scene import API, Person, Scene, code
from shrutik_core.people.roles import Role

NOTHING = dict.fromkeys(["age", "gender", "native_language", "accent", "dialect", "region"])


def test_at_first_nothing_is_said_and_all_may_go_out(mina: Person):
    shown = mina.get("/me").json
    assert shown["email"] == mina.email
    assert (shown["traits"], shown["traits_in_releases"]) == (NOTHING, True)


def test_traits_are_said_changed_and_withdrawn_one_by_one(mina: Person):
    said = {"age": "forties", "gender": "another", "native_language": "CTG", "dialect": " চাটগাঁইয়া "}
    told = {**NOTHING, "age": "forties", "gender": "another", "native_language": "ctg", "dialect": "চাটগাঁইয়া"}
    assert mina.patch("/me", json={"traits": said}).json["traits"] == told
    changed = mina.patch("/me", json={"name": "Mina", "locale": "bn-bd", "traits": {"age": None, "accent": "Dhaka"}})
    assert (changed.status_code, changed.json["name"], changed.json["locale"]) == (200, "Mina", "bn-BD")
    assert changed.json["traits"] == {**told, "age": None, "accent": "Dhaka"}
    assert mina.get("/me").json == changed.json
    assert mina.patch("/me", json={}).json == changed.json


def test_traits_are_left_out_of_releases_all_or_one_by_one(mina: Person):
    for wish, shown in ((False, False), (["region", "age"], ["age", "region"]), ([], False), (True, True)):
        assert mina.patch("/me", json={"traits_in_releases": wish}).json["traits_in_releases"] == shown
        assert mina.patch("/me", json={"traits": {"age": "teens"}}).json["traits_in_releases"] == shown
        assert mina.get("/me").json["traits_in_releases"] == shown


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"traits": {"age": "25"}}, "fields_invalid"),
        ({"traits": {"gender": "f"}}, "fields_invalid"),
        ({"traits": {"caste": "x"}}, "fields_invalid"),
        ({"traits": {"native_language": "no language"}}, "trait_invalid"),
        ({"traits": {"region": "x" * 121}}, "trait_invalid"),
        ({"traits": {"region": ""}}, "trait_invalid"),
        ({"traits": {"accent": "a\nb"}}, "trait_invalid"),
        ({"traits_in_releases": ["caste"]}, "fields_invalid"),
        ({"traits_in_releases": "no"}, "fields_invalid"),
        ({"name": ""}, "name_invalid"),
        ({"locale": "no language"}, "language_invalid"),
        ({"email": "new@example.org"}, "fields_invalid"),
        ({"role": "admin"}, "fields_invalid"),
    ],
)
def test_changes_that_cannot_be(mina: Person, change: dict, expected: str):
    before = mina.get("/me").json
    assert code(mina.patch("/me", json=change)) == (422, expected)
    assert mina.get("/me").json == before


def test_everybody_changes_their_own_and_nobody_elses(scene: Scene, mina: Person):
    before = mina.get("/me").json
    for role in Role:
        person = scene.person(role)
        assert person.patch("/me", json={"traits": {"region": str(role)}}).json["traits"]["region"] == role
    assert mina.get("/me").json == before
    assert code(scene.client.simulate_patch(f"{API}/me", json={"name": "x"})) == (401, "login_required")

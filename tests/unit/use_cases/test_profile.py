"""One's own profile: changed in part, traits withdrawn, and kept out of releases."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from releases_scene import content, manifest, one_settled, release
from shrutik_core.people.roles import Role
from shrutik_core.people.traits import Trait
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing import strategies
from shrutik_core.use_cases.people.change_profile import ProfileChange
from use_cases_scene import PlatformScene, audit, code

ALLOWED = st.none() | st.booleans() | st.sets(st.sampled_from(Trait)).map(sorted)


def change(scene, person, **changes):
    return scene.platform.change_profile()(person, ProfileChange(**changes))


def test_what_is_not_named_stays():
    scene = PlatformScene()
    person = scene.person("mina")
    change(scene, person, traits={"age": "teens", "region": "Sylhet"})
    after = change(scene, person, name=" Mina B. ", traits={"age": None, "gender": "another"})
    assert (after.contributor.name, after.contributor.locale) == ("Mina B.", "en")
    assert after.speaker.traits == {"region": "Sylhet", "gender": "another"}
    assert change(scene, person, locale="bn-bd").contributor.locale == "bn-BD"
    assert scene.platform.read_profile()(person).speaker == after.speaker
    assert scene.platform.read_profile()(person).contributor.name == "Mina B."


def test_the_audit_trail_says_what_was_changed_and_not_to_what():
    scene = PlatformScene()
    person = scene.person("mina")
    change(scene, person, name="Mina Begum", traits={"region": "Sylhet"}, traits_in_releases=False)
    entry = audit(scene)[0]
    assert (entry.actor, entry.action, entry.subject) == (person.id, "profile.changed", person.id)
    assert entry.facts == {"fields": ["name", "traits", "traits_in_releases"]}
    change(scene, person, name="Mina Begum", traits={"region": "Sylhet", "age": None}, traits_in_releases=[])
    assert audit(scene)[0] == entry


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"name": ""}, "name_invalid"),
        ({"locale": "no language"}, "language_invalid"),
        ({"traits": {"age": "25"}}, "trait_invalid"),
        ({"traits": {"caste": "x"}}, "trait_invalid"),
        ({"traits": {"region": "a\0"}}, "text_invalid"),
        ({"traits_in_releases": ["caste"]}, "trait_invalid"),
    ],
)
def test_all_is_changed_or_nothing(changes, refused):
    scene = PlatformScene()
    person = scene.person("mina")
    before = scene.platform.read_profile()(person)
    assert code(lambda: change(scene, person, **{"name": "New", "traits": {"age": "teens"}, **changes})) == refused
    assert scene.platform.read_profile()(person) == before


@settings(max_examples=30, deadline=None)
@given(strategies.traits(), ALLOWED, strategies.traits(), ALLOWED)
def test_a_profile_is_what_was_said_last(first, allowed, second, then):
    scene = PlatformScene()
    person = scene.person("mina")
    change(scene, person, traits=first, traits_in_releases=allowed)
    speaker = change(scene, person, traits=second, traits_in_releases=then).speaker
    assert speaker.traits == {**first, **second}
    last = True if then is allowed is None else (allowed if then is None else then)
    expected = set(Trait) if last is True else set(last or ())
    assert set(speaker.released_traits) == set(speaker.traits) & expected


def test_everybody_has_a_profile_whatever_their_role():
    scene = PlatformScene()
    for role in Role:
        person = scene.person(f"one-{role}", role)
        assert change(scene, person, traits={"age": "teens"}).contributor.role is role


@pytest.mark.parametrize(
    ("allowed", "told"),
    [
        (True, {"age": "forties", "dialect": "চাটগাঁইয়া", "native_language": "ctg"}),
        (False, {}),
        (["age"], {"age": "forties"}),
    ],
)
def test_a_release_tells_what_the_speaker_lets_out(allowed, told):
    scene = one_settled()
    (recording,) = scene.platform.read_recordings().list(scene.admin, PageRequest()).items
    speaker = scene.platform.manage_people().get(None, recording.contributor).actor
    said = {"age": "forties", "dialect": "চাটগাঁইয়া", "native_language": "ctg"}
    change(scene, speaker, traits=said, traits_in_releases=allowed)
    made = release(scene)
    for line in manifest(scene, made):
        assert line.traits == {str(trait): told.get(trait) for trait in Trait}
    everything = b"".join(content(scene, made, one.name) for one in made.files if not one.name.endswith(".tar"))
    for trait, value in said.items():
        assert (value.encode() in everything) == (trait in told)
    traits = json.loads(content(scene, made, "stats.json"))["traits"]
    assert {trait: rows[0]["value"] for trait, rows in traits.items()} == {str(one): told.get(one) for one in Trait}

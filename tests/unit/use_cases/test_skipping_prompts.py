"""Prompts that speakers would rather not say: not offered to them again, and set aside if enough find them at fault."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shrutik_core.people.roles import Role
from shrutik_core.people.withdrawal import UNDO_TIME
from shrutik_core.prompts.skip import FAULTS, PromptSkipReason
from shrutik_core.shared.ids import PromptId
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import an_id
from shrutik_core.use_cases.collections.add_prompts import PromptState
from shrutik_core.use_cases.entrusted.look_after_speakers import SpeakerDraft
from use_cases_scene import SLUG, PlatformScene, code

ALL = PageRequest(100)
PERSONAL, ERRORS = PromptSkipReason.PERSONAL, PromptSkipReason.HAS_ERRORS
SPEAKERS = 4
SKIPS = st.lists(st.tuples(st.integers(0, SPEAKERS - 1), st.sampled_from(PromptSkipReason)), max_size=12)


@pytest.fixture
def scene():
    scene = PlatformScene()
    scene.collection()
    return scene


def add(scene, *texts):
    """The prompts in this order, which is that in which they are offered."""
    scene.platform.add_prompts()(None, SLUG, texts)
    known = {prompt.text: prompt for prompt in scene.platform.read_prompts().list(SLUG, ALL).items}
    return [known[text] for text in texts]


def skip(scene, actor, prompt, reason=ERRORS, speaker=None):
    return scene.platform.skip_prompts().skip(actor, prompt.id, reason, speaker)


def listed(scene, actor, state=None):
    page = scene.platform.read_prompts().list_for(actor, SLUG, ALL, state)
    return {one.prompt.text: one.skips for one in page.items}


def test_what_a_speaker_skipped_is_offered_to_others_alone(scene):
    one, two = add(scene, "এক", "দুই")
    mina, rahim = scene.speaker("mina"), scene.speaker("rahim")
    skip(scene, mina, one, PERSONAL)
    read = scene.platform.read_prompts()
    assert (read.next(mina, SLUG), read.next(rahim, SLUG)) == (two, one)
    assert listed(scene, mina, PromptState.OFFERED).keys() == {"দুই"}
    skip(scene, mina, two, PERSONAL)
    assert code(lambda: read.next(mina, SLUG)) == "no_prompt_left"


def test_the_same_skip_again_is_the_same_and_its_last_reason_counts(scene):
    (one,) = add(scene, "এক")
    mina = scene.speaker("mina")
    first = skip(scene, mina, one, PERSONAL)
    assert skip(scene, mina, one, PERSONAL) == first
    changed = skip(scene, mina, one, ERRORS)
    assert (changed.id, changed.skipped_at, changed.reason) == (first.id, first.skipped_at, ERRORS)
    assert listed(scene, scene.admin) == {"এক": {ERRORS: 1}}


def test_a_speaker_alone_sets_nothing_aside(scene):
    (one,) = add(scene, "এক")
    mina = scene.speaker("mina")
    for reason in (*FAULTS, *FAULTS):
        skip(scene, mina, one, reason)
    assert listed(scene, scene.admin, PromptState.SET_ASIDE) == {}


def test_as_soon_as_enough_speakers_find_a_prompt_at_fault_it_is_set_aside_and_only_an_admin_brings_it_back():
    """For any skips in any order, against a model that knows what each speaker said last."""
    scene = PlatformScene()
    scene.collection(offering={"most_faults": 2})
    people, serial = [scene.speaker(f"speaker-{number}") for number in range(SPEAKERS)], iter(range(1_000_000))

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(SKIPS)
    def hold(skips):
        (prompt,) = add(scene, f"prompt {next(serial)}")
        said, aside = {}, False
        for number, reason in skips:
            skip(scene, people[number], prompt, reason)
            said[number] = reason
            aside = aside or sum(one in FAULTS for one in said.values()) >= 2
        with scene.platform.units_of_work()() as uow:
            assert (uow.prompts.find(prompt.id).set_aside_at is not None) == aside

    hold()


def test_what_was_offered_again_is_counted_anew_and_not_offered_to_those_who_skipped_it(scene):
    (one,) = add(scene, "এক")
    people = [scene.speaker(f"speaker-{number}") for number in range(6)]
    skips = scene.platform.skip_prompts()
    for person in people[:3]:
        skip(scene, person, one)
    assert listed(scene, scene.admin, PromptState.SET_ASIDE) == {"এক": {ERRORS: 3}}
    assert code(lambda: scene.platform.read_prompts().next(people[5], SLUG)) == "no_prompt_left"
    for _ in range(2):
        assert skips.offer_again(scene.admin, one.id).set_aside_at is None
    assert listed(scene, scene.admin) == {"এক": {}}
    assert scene.platform.read_prompts().next(people[5], SLUG).id == one.id
    assert code(lambda: scene.platform.read_prompts().next(people[0], SLUG)) == "no_prompt_left"
    scene.installation.clock.advance(UNDO_TIME)
    for person in (*people[:3], *people[3:5]):
        skip(scene, person, one)
    assert listed(scene, scene.admin, PromptState.SET_ASIDE) == {}
    skip(scene, people[5], one)
    assert listed(scene, scene.admin, PromptState.SET_ASIDE) == {"এক": {ERRORS: 3}}


def test_counts_are_for_whoever_looks_after_collections(scene):
    (one,) = add(scene, "এক")
    mina = scene.speaker("mina")
    skip(scene, mina, one)
    assert listed(scene, mina) == {"এক": None}
    assert code(lambda: scene.platform.skip_prompts().offer_again(mina, one.id)) == "not_permitted"
    assert code(lambda: scene.platform.read_prompts().list_for(mina, "nowhere", ALL)) == "collection_missing"


def test_a_prompt_that_there_is_not_is_missing(scene):
    skips, nowhere = scene.platform.skip_prompts(), PromptId(an_id(1))
    assert code(lambda: skips.skip(scene.speaker("mina"), nowhere, PERSONAL)) == "prompt_missing"
    assert code(lambda: skips.offer_again(scene.admin, nowhere)) == "prompt_missing"


def test_a_facilitator_skips_for_a_speaker_whom_they_look_after(scene):
    one, two = add(scene, "এক", "দুই")
    rina = scene.person("rina", Role.FACILITATOR)
    rina = scene.platform.manage_people().change(scene.admin, rina.id, collections=[SLUG]).actor
    ward = scene.platform.look_after_speakers().add(rina, SpeakerDraft(SLUG, "Mina")).id
    skip(scene, rina, one, PERSONAL, ward)
    read = scene.platform.read_prompts()
    assert (read.next(rina, SLUG, ward), read.next(rina, SLUG)) == (two, one)
    assert code(lambda: skip(scene, scene.speaker("nosy"), one, PERSONAL, ward)) == "not_permitted"
    assert code(lambda: read.next(scene.speaker("other"), SLUG, ward)) == "not_permitted"
    other = scene.person("shaila", Role.FACILITATOR)
    other = scene.platform.manage_people().change(scene.admin, other.id, collections=[SLUG]).actor
    assert code(lambda: skip(scene, other, one, PERSONAL, ward)) == "speaker_missing"


def test_skips_are_in_the_export_and_go_with_the_account(scene):
    (one,) = add(scene, "এক")
    mina, rahim = scene.speaker("mina"), scene.speaker("rahim")
    for person in (mina, rahim):
        skip(scene, person, one)
    with ZipFile(BytesIO(b"".join(scene.platform.export_own()(mina)))) as archive:
        (told,) = json.loads(archive.read("prompt_skips.json"))
    assert (told["prompt"], told["reason"]) == (str(one.id), "has_errors")
    scene.platform.withdraw().account(mina)
    scene.installation.clock.advance(UNDO_TIME)
    scene.installation.work()
    assert listed(scene, scene.admin) == {"এক": {ERRORS: 1}}

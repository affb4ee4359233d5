"""Consent: given to one wording for some purposes, and of no use for another."""

from datetime import timedelta

import attrs
import pytest

from shrutik_core.collections.collection import ConsentText
from shrutik_core.people.consent import PUBLISHING, Consent, Purpose
from shrutik_core.shared.errors import Conflict, Invalid, Missing, Refused
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from use_cases_scene import SLUG, PlatformScene

KEY = IdempotencyKey("give_consent", "key-1", "digest")


@pytest.fixture
def scene():
    made = PlatformScene()
    made.collection()
    return made


def the_collection(scene):
    return scene.platform.read_collections().get(SLUG)


def reword(scene, version):
    """Give the collection another consent text, as an older program would."""
    reworded = attrs.evolve(the_collection(scene), consent=ConsentText(version, "I agree to more."))
    with scene.platform.units_of_work()() as uow:
        uow.collections.save(reworded)
        uow.commit()


def test_a_consent_is_kept_as_it_was_given(scene):
    person = scene.person("one")
    given = scene.platform.give_consent()(person, SLUG, "1", ["publish", "record"])
    with scene.platform.units_of_work()() as uow:
        speaker = uow.contributors.find(person.id).speaker
    now = scene.installation.clock.now()
    document = scene.platform.read_consent().get(SLUG)
    shown = {"language": "bn", "text_hash": document.hash}
    assert given == Consent(given.id, speaker, document.collection, "1", PUBLISHING, now, **shown)
    assert scene.platform.list_consents()(person, PageRequest()).items == (given,)
    assert scene.platform.list_consents()(scene.person("other"), PageRequest()).items == ()


def test_consent_to_an_earlier_wording_lets_nobody_record(scene):
    speaker = scene.speaker()
    scene.upload(speaker)
    reword(scene, "2")
    with pytest.raises(Refused) as caught:
        scene.upload(speaker)
    assert (caught.value.code, caught.value.extra) == ("consent_required", {"collection": SLUG, "version": "2"})
    scene.platform.give_consent()(speaker, SLUG, "2", ["record"])
    assert scene.upload(speaker).speaker


def test_consent_to_a_later_wording_is_no_consent_to_an_earlier_one(scene):
    reword(scene, "2")
    speaker = scene.person("one")
    scene.platform.give_consent()(speaker, SLUG, "2", ["record"])
    reword(scene, "1")
    with pytest.raises(Refused):
        scene.upload(speaker)


def test_the_latest_consent_counts(scene):
    speaker = scene.speaker()
    scene.installation.clock.advance(timedelta(hours=1))
    scene.platform.give_consent()(speaker, SLUG, "1", ["publish"])
    with pytest.raises(Refused):
        scene.upload(speaker)


def test_what_is_agreed_to_is_the_text_that_is_shown(scene):
    person = scene.person("one")
    with pytest.raises(Conflict) as caught:
        scene.platform.give_consent()(person, SLUG, "0", ["record"])
    assert (caught.value.code, caught.value.extra) == ("consent_version_outdated", {"version": "1"})
    with pytest.raises(Invalid):
        scene.platform.give_consent()(person, SLUG, "1", ["sell"])
    with pytest.raises(Missing):
        scene.platform.give_consent()(person, "nowhere", "1", ["record"])
    assert scene.platform.list_consents()(person, PageRequest()).items == ()


def test_the_same_key_gives_one_consent(scene):
    person = scene.person("one")
    given = [scene.platform.give_consent()(person, SLUG, "1", ["record"], KEY) for _ in range(2)]
    assert given[0] == given[1]
    assert len(scene.platform.list_consents()(person, PageRequest()).items) == 1


def test_the_same_key_says_nothing_of_a_consent_that_another_replaced(scene):
    person = scene.person("one")
    first = scene.platform.give_consent()(person, SLUG, "1", ["record"], KEY)
    scene.installation.clock.advance(timedelta(hours=1))
    scene.platform.give_consent()(person, SLUG, "1", ["publish"])
    scene.installation.clock.advance(timedelta(hours=1))
    again = scene.platform.give_consent()(person, SLUG, "1", ["record"], KEY)
    assert again.id != first.id
    assert again.purposes == {Purpose.RECORD}

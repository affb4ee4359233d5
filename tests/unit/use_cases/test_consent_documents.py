"""Consent documents: published in versions, read aloud, asked again, and what releases make of each."""

from datetime import timedelta

import attrs
import pytest

from releases_scene import one_settled, release
from shrutik_core.collections.collection import ConsentText
from shrutik_core.collections.consent_draft import ConsentDraft
from shrutik_core.people.consent import Purpose
from shrutik_core.people.roles import Role
from shrutik_core.releases.release import ReleaseStatus
from shrutik_core.shared.errors import Conflict, Unavailable
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from use_cases_scene import SLUG, PlatformScene, audit, code, tone_wav

SECOND = ConsentDraft("2", "হ্যাঁ", translations={"en": "Yes"}, purposes=Purpose)
KEY = IdempotencyKey("publish_consent", "key-1", "digest")


@pytest.fixture
def scene():
    made = PlatformScene()
    made.collection()
    return made


def in_force(scene, version=None):
    return scene.platform.read_consent().get(SLUG, version)


def publish(scene, draft=SECOND, actor=None, **options):
    return scene.platform.publish_consent()(actor, SLUG, draft, **options)


def speak(scene, language="bn", audio=None, version=None, actor=None):
    return scene.platform.keep_spoken_consent()(actor, SLUG, language, audio or tone_wav(1.0), version)


def keys(scene):
    return {entry.key for entry in scene.platform.blobs().list("consents/")}


def test_a_new_collection_has_its_first_version(scene):
    document = in_force(scene)
    assert (document.version, document.number, dict(document.texts)) == ("1", 1, {"bn": "I agree."})
    collection = scene.platform.read_collections().get(SLUG)
    assert scene.platform.read_consent().in_force([collection]) == {collection.id: document}


@pytest.mark.parametrize("by_operator", [True, False])
def test_a_new_version_is_in_force_at_once_and_those_before_stay(scene, by_operator):
    first, actor = in_force(scene), None if by_operator else scene.admin
    document = publish(scene, actor=actor)
    assert (document.number, document.published_at) == (2, scene.installation.clock.now())
    assert in_force(scene) == in_force(scene, "2") == document
    assert in_force(scene, "1") == first
    assert scene.platform.read_collections().get(SLUG).consent == ConsentText("2", "হ্যাঁ")
    entry = audit(scene)[0]
    assert (entry.actor, entry.action) == (actor.id if actor else None, "collection.consent_published")
    assert entry.facts == {"version": "2", "replaces": False, "hash": document.hash}


def test_the_same_key_publishes_once(scene):
    made = [publish(scene, key=KEY) for _ in range(2)]
    assert made[0] == made[1]
    assert code(lambda: publish(scene)) == "consent_version_taken"
    assert code(lambda: publish(scene, ConsentDraft("1", "Again."))) == "consent_version_taken"
    assert in_force(scene).version == "2"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_admins_publish_and_read_aloud(scene, role):
    person = scene.person("nosy", role)
    assert code(lambda: publish(scene, actor=person)) == "not_permitted"
    assert code(lambda: speak(scene, actor=person)) == "not_permitted"
    assert keys(scene) == set()


def test_what_is_not_there_is_said_to_be_missing(scene):
    assert code(lambda: in_force(scene, "9")) == "consent_version_missing"
    assert code(lambda: scene.platform.read_consent().get("nowhere")) == "collection_missing"
    hear = scene.platform.hear_consent().get
    assert code(lambda: hear(SLUG, "bn")) == "consent_audio_missing"
    assert code(lambda: hear(SLUG, "en")) == "consent_language_missing"
    assert code(lambda: hear(SLUG, "no language")) == "language_invalid"
    assert code(lambda: publish(scene, ConsentDraft("2", ""))) == "consent_text_invalid"
    assert in_force(scene).version == "1"


def test_a_text_without_a_document_of_its_own_becomes_one_before_the_next(scene):
    collection = scene.platform.read_collections().get(SLUG)
    with scene.platform.units_of_work()() as uow:
        uow.collections.save(attrs.evolve(collection, consent=ConsentText("old", "As an older program wrote it.")))
        uow.commit()
    shown = in_force(scene)
    assert (shown.version, shown.texts["bn"]) == ("old", "As an older program wrote it.")
    assert publish(scene).number == 3
    assert (in_force(scene, "old").number, in_force(scene, "old").hash) == (2, shown.hash)


def test_a_spoken_form_of_a_text_without_a_document_is_kept(scene):
    collection = scene.platform.read_collections().get(SLUG)
    with scene.platform.units_of_work()() as uow:
        uow.collections.save(attrs.evolve(collection, consent=ConsentText("old", "As an older program wrote it.")))
        uow.commit()
    document = speak(scene)
    assert in_force(scene) == document
    assert document.spoken["bn"].media_type == "audio/wav"


def test_a_new_version_asks_again_before_the_next_recording(scene):
    speaker = scene.speaker()
    scene.upload(speaker)
    publish(scene)
    assert code(lambda: scene.upload(speaker)) == "consent_required"
    assert code(lambda: scene.platform.give_consent()(speaker, SLUG, "1", ["record"])) == "consent_version_outdated"
    given = scene.platform.give_consent()(speaker, SLUG, "2", ["record", "contact"], language="en")
    assert (given.language, given.text_hash) == ("en", in_force(scene).text_hash("en"))
    scene.upload(speaker)


def test_a_collection_that_asks_for_less_is_given_no_more(scene):
    publish(scene, ConsentDraft("2", "Only to train with.", purposes=[Purpose.RECORD]))
    person = scene.person("one")
    assert code(lambda: scene.platform.give_consent()(person, SLUG, "2", ["record", "publish"])) == "purpose_invalid"
    assert scene.platform.give_consent()(person, SLUG, "2", ["record"]).purposes == {Purpose.RECORD}


def test_who_was_shown_another_text_is_told_so(scene):
    person, first = scene.person("one"), in_force(scene)
    give = scene.platform.give_consent()
    assert code(lambda: give(person, SLUG, "1", ["record"], text_hash="0" * 64)) == "consent_version_outdated"
    assert code(lambda: give(person, SLUG, "1", ["record"], language="hi")) == "consent_language_missing"
    assert give(person, SLUG, "1", ["record"], text_hash=first.hash).text_hash == first.hash


def test_what_was_recorded_before_goes_out_unless_the_new_version_replaces():
    scene = one_settled()
    publish(scene, ConsentDraft("2", "A new wording."))
    assert release(scene).status is ReleaseStatus.READY
    publish(scene, ConsentDraft("3", "Another licence.", replaces=True))
    assert release(scene).status is ReleaseStatus.FAILED
    scene.installation.clock.advance(timedelta(hours=1))
    scene.platform.give_consent()(speaking(scene), SLUG, "3", ["record", "publish"])
    assert release(scene).status is ReleaseStatus.READY


def test_who_agrees_to_a_new_version_without_publishing_has_the_last_word():
    scene = one_settled()
    publish(scene, ConsentDraft("2", "A new wording."))
    scene.installation.clock.advance(timedelta(hours=1))
    scene.platform.give_consent()(speaking(scene), SLUG, "2", ["record"])
    assert release(scene).status is ReleaseStatus.FAILED


def speaking(scene):
    """Who spoke the one recording."""
    (recording,) = scene.platform.read_recordings().list(scene.admin, PageRequest()).items
    return scene.platform.manage_people().get(None, recording.contributor).actor


def test_a_spoken_form_is_kept_heard_and_noted(scene):
    publish(scene)
    document = speak(scene, "EN", tone_wav(1.0, 300.0), actor=scene.admin)
    assert in_force(scene) == document
    heard = scene.platform.hear_consent().get(SLUG, "en")
    assert heard == document.spoken["en"]
    with scene.platform.hear_consent().open(heard.blob, 0, heard.blob.size) as stream:
        assert stream.read() == tone_wav(1.0, 300.0)
    assert document.hash == in_force(scene).hash
    entry = audit(scene)[0]
    assert (entry.action, entry.actor) == ("collection.consent_spoken", scene.admin.id)
    assert entry.facts == {"version": "2", "language": "en", "sha256": heard.blob.sha256}


def test_a_spoken_form_may_be_replaced_until_the_first_person_agrees(scene):
    first = speak(scene, audio=tone_wav(1.0, 300.0))
    second = speak(scene, audio=tone_wav(1.0, 400.0))
    assert keys(scene) == {second.spoken["bn"].blob.key} != {first.spoken["bn"].blob.key}
    scene.speaker()
    assert code(lambda: speak(scene, audio=tone_wav(1.0, 500.0))) == "consent_audio_settled"
    assert in_force(scene) == second
    publish(scene)
    assert set(speak(scene).spoken) == {"bn"}
    assert code(lambda: speak(scene, version="1")) == "consent_audio_settled"


def test_a_spoken_form_may_be_added_after_people_agreed(scene):
    publish(scene)
    scene.platform.give_consent()(scene.person("one"), SLUG, "2", ["record"])
    assert set(speak(scene, "en").spoken) == {"en"}
    assert set(speak(scene, "bn", version="1").spoken) == {"bn"}


@pytest.mark.parametrize(
    ("language", "audio", "refused"),
    [
        ("bn", b"<html>", "unsupported_media"),
        ("bn", b"", "empty"),
        ("bn", tone_wav(1.0)[:50], "too_short"),
        ("hi", tone_wav(1.0), "consent_language_missing"),
        ("no language", tone_wav(1.0), "language_invalid"),
    ],
)
def test_what_is_no_spoken_form_leaves_nothing_behind(scene, language, audio, refused):
    keep = scene.platform.keep_spoken_consent()
    assert code(lambda: keep(None, SLUG, language, audio)) == refused
    assert keys(scene) == set()
    assert in_force(scene).spoken == {}


def test_a_spoken_form_that_someone_hears_meanwhile_is_not_replaced(scene):
    """The sound is stored between two looks at the document; the second one counts."""
    keep, speaker = scene.platform.keep_spoken_consent(), scene.person("one")
    first = speak(scene)

    class AgreesMeanwhile:
        def check(self, _source, _limits):
            scene.platform.give_consent()(speaker, SLUG, "1", ["record"])

    with pytest.raises(Conflict) as caught:
        attrs.evolve(keep, audio_check=AgreesMeanwhile())(None, SLUG, "bn", tone_wav(2.0))
    assert caught.value.code == "consent_audio_settled"
    assert keys(scene) == {first.spoken["bn"].blob.key}


def test_a_full_store_is_told_and_nothing_is_kept(scene):
    class Full:
        def put(self, *_):
            raise Unavailable("blob_store_full", "There is no room left.")

    with pytest.raises(Unavailable):
        attrs.evolve(scene.platform.keep_spoken_consent(), blobs=Full())(None, SLUG, "bn", tone_wav(1.0))
    assert in_force(scene).spoken == {}

"""Uploads while they come in: what is checked when, what is stored when, and what never is."""

import hashlib
from contextlib import closing

import attrs
import pytest

from shrutik_core.people.consent import Purpose
from shrutik_core.shared.errors import Invalid, Refused, ShrutikError
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.use_cases.recordings.upload_details import UploadDetails
from use_cases_scene import SLUG, PlatformScene, tone_wav


@pytest.fixture
def scene():
    made = PlatformScene()
    made.collection()
    return made


def blobs(scene):
    return [entry.key for entry in scene.platform.blobs().list("")]


def receiving(scene, person=None, **known):
    return closing(scene.platform.upload_recording().receive(person or scene.speaker(), **known))


def test_an_upload_that_breaks_off_leaves_nothing(scene):
    def broken_off():
        with receiving(scene) as reception:
            reception.begin()
            reception.write(tone_wav())
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        broken_off()
    assert not blobs(scene)


def test_audio_must_begin_and_begins_once(scene):
    with receiving(scene) as reception:
        with pytest.raises(ValueError, match="begun"):
            reception.write(tone_wav())
        reception.begin()
        reception.write(tone_wav())
        with pytest.raises(Invalid) as caught:
            reception.begin()
    assert (caught.value.code, [(one.field, one.code) for one in caught.value.errors]) == (
        "fields_invalid",
        [("audio", "invalid")],
    )
    assert not blobs(scene)


def test_an_upload_without_audio_is_not_finished(scene):
    with receiving(scene) as reception, pytest.raises(Invalid) as caught:
        reception.finish(UploadDetails(SLUG), lambda _: None)
    assert (caught.value.code, [(one.field, one.code) for one in caught.value.errors]) == (
        "empty",
        [("audio", "missing")],
    )


def test_what_the_account_alone_decides_is_refused_before_the_audio(scene):
    speaker, stranger = scene.speaker(), scene.person("new")
    for person, collection, told in (
        (stranger, SLUG, "consent_required"),
        (speaker, "nowhere", "collection_missing"),
    ):
        with pytest.raises(ShrutikError) as caught:
            scene.platform.upload_recording().receive(person, collection=collection)
        assert caught.value.code == told


def test_a_collection_that_is_told_late_is_asked_for_consent_before_anything_is_kept(scene):
    kept = []
    upload = scene.platform.upload_recording()
    with closing(upload.receive(scene.person("new"))) as reception:
        reception.begin()
        reception.write(tone_wav())
        with pytest.raises(Refused) as caught:
            reception.finish(UploadDetails(SLUG), kept.append)
    assert caught.value.code == "consent_required"
    assert (kept, blobs(scene)) == ([], [])


class Unused:
    """A store of blobs that nobody may write to."""

    def stage(self, largest):
        raise AssertionError(largest)


def test_the_audio_of_a_repeated_call_is_compared_and_not_stored(scene):
    speaker, upload, audio = scene.speaker(), scene.platform.upload_recording(), tone_wav()
    key = lambda sha256: IdempotencyKey("upload", "key-1", sha256)  # noqa: E731
    first = upload(speaker, UploadDetails(SLUG), [audio], key(hashlib.sha256(audio).hexdigest()))
    again = attrs.evolve(upload, intake=attrs.evolve(upload.intake, blobs=Unused()))
    with closing(again.receive(speaker, key(""), SLUG)) as reception:
        reception.begin()
        for start in range(0, len(audio), 1_000):
            reception.write(audio[start : start + 1_000])
        assert reception.finish(UploadDetails(SLUG), key) == first
    with closing(again.receive(speaker, key(""))) as reception:
        reception.begin()
        reception.write(audio + b"more")
        with pytest.raises(Invalid) as caught:
            reception.finish(UploadDetails(SLUG), key)
    assert caught.value.code == "idempotency_key_reused"


def test_the_audio_of_a_repeated_call_has_its_limit_too(scene):
    speaker, upload, key = scene.speaker(), scene.platform.upload_recording(), IdempotencyKey("upload", "key-1", "")
    scene.upload(speaker, key=key)
    small = attrs.evolve(upload, intake=attrs.evolve(upload.intake, largest=10))
    with closing(small.receive(speaker, key)) as reception:
        reception.begin()
        reception.write(bytes(10))
        with pytest.raises(Invalid) as caught:
            reception.write(b"x")
    assert caught.value.code == "too_large"


def test_a_repeated_call_gets_its_recording_whatever_became_of_the_consent(scene):
    speaker, key = scene.speaker(), IdempotencyKey("upload", "key-1", "digest")
    first = scene.upload(speaker, key=key)
    scene.platform.give_consent()(speaker, SLUG, "1", [Purpose.PUBLISH])
    assert scene.upload(speaker, key=key).id == first.id

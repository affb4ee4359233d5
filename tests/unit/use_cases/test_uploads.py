"""Uploads: stored before they are acknowledged, once for each idempotency key, and never half."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shrutik_core.people.consent import Purpose
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.shared.errors import Conflict, Interrupted, Invalid, Missing, Refused, Unavailable
from shrutik_core.shared.ids import PromptId
from shrutik_core.shared.pages import PageRequest
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


@settings(max_examples=30, deadline=None)
@given(sizes=st.lists(st.integers(0, 3000), max_size=30))
def test_how_an_upload_is_split_does_not_matter(sizes):
    scene, audio = PlatformScene(), tone_wav(1.0)
    parts, at = [], 0
    for size in sizes:
        parts.append(audio[at : at + size])
        at += size
    stored = scene.platform.audio_intake().store([*parts, audio[at:]])
    with scene.platform.blobs().open(stored.blob.key) as stream:
        assert stream.read() == audio


@pytest.mark.parametrize(
    ("audio", "code"),
    [
        (b"", "empty"),
        (b"just some text, whatever its name says\n" * 9, "unsupported_media"),
        (b"PK\3\4" * 99, "unsupported_media"),
    ],
)
def test_what_is_no_audio_is_refused_and_leaves_nothing(scene, audio, code):
    with pytest.raises(Invalid) as caught:
        scene.platform.audio_intake().store([audio])
    assert caught.value.code == code
    assert not blobs(scene)


def test_a_size_limit_holds_while_the_bytes_come_in(scene):
    seen = []

    def parts():
        yield tone_wav(1.0)
        for number in range(1000):
            seen.append(number)
            yield bytes(1000)

    intake = attrs.evolve(scene.platform.audio_intake(), largest=20_000)
    with pytest.raises(Invalid, match="at most") as caught:
        intake.store(parts())
    assert caught.value.code == "too_large"
    assert len(seen) < 10
    assert not blobs(scene)


def test_no_consent_no_recording(scene):
    person = scene.person("new")
    with pytest.raises(Refused) as caught:
        scene.upload(person)
    assert caught.value.code == "consent_required"
    assert caught.value.extra == {"collection": SLUG, "version": "1"}
    assert not scene.platform.read_recordings().list(person, PageRequest()).items


def test_consent_to_publish_alone_is_no_consent_to_record(scene):
    person = scene.person("new")
    scene.platform.give_consent()(person, SLUG, "1", [Purpose.PUBLISH])
    with pytest.raises(Refused):
        scene.upload(person)


def test_an_outdated_consent_text_is_not_agreed_to(scene):
    with pytest.raises(Conflict) as caught:
        scene.platform.give_consent()(scene.person("new"), SLUG, "0", ["record"])
    assert caught.value.code == "consent_version_outdated"


def test_a_prompt_of_another_collection_is_none(scene):
    speaker = scene.speaker()
    details = UploadDetails(SLUG, PromptId(scene.platform.ids().new()))
    with pytest.raises(Missing) as caught:
        scene.platform.upload_recording()(speaker, details, [tone_wav()])
    assert caught.value.code == "prompt_missing"
    assert [error.field for error in caught.value.errors] == ["prompt_id"]


def test_the_same_key_gives_the_same_recording_once(scene):
    speaker, key = scene.speaker(), IdempotencyKey("upload", "key-1", "digest")
    first = scene.upload(speaker, key=key)
    again = scene.upload(speaker, key=key)
    assert again.id == first.id
    assert len(scene.platform.read_recordings().list(speaker, PageRequest()).items) == 1


def test_the_same_key_with_another_body_is_refused(scene):
    speaker = scene.speaker()
    scene.upload(speaker, key=IdempotencyKey("upload", "key-1", "digest"))
    with pytest.raises(Invalid) as caught:
        scene.upload(speaker, key=IdempotencyKey("upload", "key-1", "another"))
    assert caught.value.code == "idempotency_key_reused"


def test_keys_of_two_people_do_not_meet(scene):
    key = IdempotencyKey("upload", "key-1", "digest")
    recordings = [scene.upload(scene.speaker(name), key=key) for name in ("one", "two")]
    assert recordings[0].id != recordings[1].id


def test_somebody_elses_recording_is_not_there(scene):
    recording = scene.upload(scene.speaker())
    with pytest.raises(Missing):
        scene.platform.read_recordings().get(scene.person("stranger"), recording.id)
    assert scene.platform.read_recordings().get(scene.admin, recording.id).status is RecordingStatus.UPLOADED


def test_a_header_that_cannot_be_opened_is_refused_at_once_and_leaves_nothing(scene):
    with pytest.raises(Invalid):
        scene.platform.audio_intake().store([b"RIFF\x10\0\0\0WAVEfmt " + bytes(100)])
    assert not blobs(scene)


def test_a_recording_that_declares_too_much_is_refused_at_once(scene):
    intake = attrs.evolve(scene.platform.audio_intake(), limits=AudioLimits(max_seconds=2.0))
    with pytest.raises(Invalid) as caught:
        intake.store([tone_wav(3.0)])
    assert caught.value.code == "too_long"
    assert not blobs(scene)


def test_what_turns_out_to_be_useless_is_refused_with_advice(scene):
    recording = scene.upload(scene.speaker())
    plan = attrs.evolve(scene.platform.plan_recording(), limits=AudioLimits(max_seconds=2.0))
    work = attrs.evolve(scene.platform.process_recording(), plan=plan)
    work(recording.id)
    found = scene.platform.read_recordings().get(scene.admin, recording.id)
    assert found.status is RecordingStatus.REFUSED
    assert [reason.code for reason in found.reasons] == ["too_long"]
    assert found.reasons[0].detail


def test_orphans_are_swept_and_recordings_are_not(scene):
    recording = scene.upload(scene.speaker())
    orphan = scene.platform.audio_intake().store([tone_wav(1.0)])
    assert scene.platform.sweep_orphans()() == 0
    scene.installation.clock.advance(timedelta(hours=7))
    assert scene.platform.sweep_orphans()() == 1
    assert blobs(scene) == [recording.audio.key]
    assert orphan.blob.key not in blobs(scene)


def test_an_upload_that_is_refused_leaves_no_audio(scene):
    with pytest.raises(Refused):
        scene.upload(scene.person("new"))
    assert not blobs(scene)


def test_a_repeated_upload_leaves_no_second_audio(scene):
    speaker, key = scene.speaker(), IdempotencyKey("upload", "key-1", "digest")
    kept = [scene.upload(speaker, key=key).audio.key for _ in range(2)]
    assert blobs(scene) == kept[:1] == kept[1:]


class Lost:
    """Units of work of the store whose answer to a commit is lost on its way, as often as it has errors for it."""

    def __init__(self, units_of_work, *errors):
        self.units_of_work, self.errors = units_of_work, list(errors)
        self.commits_begun = units_of_work.commits_begun

    def __call__(self):
        errors = self.errors

        class Work(type(self.units_of_work())):
            def commit(self):
                super().commit()
                if errors:
                    raise errors.pop(0)

        work = self.units_of_work()
        work.__class__ = Work
        return work


SLOW = Unavailable("database_unavailable", "The database took too long.")
BROKEN = Interrupted("database_unavailable", "The database does not answer.")


def test_audio_stays_if_it_is_not_known_whether_its_recording_was_kept(scene):
    speaker, upload = scene.speaker(), scene.platform.upload_recording()
    for error in (SLOW, BROKEN):
        lost = Lost(upload.units_of_work, error)
        with pytest.raises(Unavailable):
            attrs.evolve(upload, units_of_work=lost)(speaker, UploadDetails(SLUG), [tone_wav()])
    assert len(blobs(scene)) == 2


def test_with_a_key_an_answer_that_was_lost_is_found_at_once_and_nothing_is_kept_twice(scene):
    speaker, upload = scene.speaker(), scene.platform.upload_recording()
    lost = Lost(upload.units_of_work, BROKEN)
    details, key = UploadDetails(SLUG), IdempotencyKey("upload_recording", "again", "0" * 64)
    recording = attrs.evolve(upload, units_of_work=lost)(speaker, details, [tone_wav()], key)
    assert blobs(scene) == [recording.audio.key]
    assert [one.id for one in scene.platform.read_recordings().list(speaker, PageRequest()).items] == [recording.id]


def test_the_cutting_of_a_recording_is_its_persons_and_weighs_what_it_is_long():
    scene = PlatformScene()
    scene.collection()
    person = scene.speaker()
    scene.upload(person, tone_wav(60.0))
    (job,) = scene.platform.manage_jobs().list(None, PageRequest(1)).items
    assert job.person == person.id
    assert 10 <= job.weight <= 240

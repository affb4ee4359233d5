"""Uploads at their limits: exactly as much as is allowed is kept whole, one byte more is refused and gone."""

import attrs
import pytest

from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.media import SNIFF_BYTES, MediaType
from shrutik_core.recordings.recording import Recording, RecordingStatus
from shrutik_core.shared.errors import Invalid, Missing, Unavailable
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import Job, JobStatus
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.use_cases.recordings.audio_intake import LARGEST_UPLOAD
from shrutik_core.use_cases.recordings.upload_details import LARGEST_METADATA, UploadDetails
from use_cases_scene import SLUG, PlatformScene, tone_wav

AUDIO = tone_wav(1.0)


@pytest.fixture
def scene():
    made = PlatformScene()
    made.collection()
    return made


def blobs(scene):
    return [entry.key for entry in scene.platform.blobs().list("")]


def split(audio, size):
    return [audio[at : at + size] for at in range(0, len(audio), size)]


SPLITS = [[AUDIO], split(AUDIO, 1_000), split(AUDIO, 7), [AUDIO[:-1], AUDIO[-1:]], [AUDIO, b""], [b"", AUDIO]]


@pytest.mark.parametrize("parts", SPLITS, ids=[f"{len(parts)} parts" for parts in SPLITS])
def test_an_upload_of_exactly_the_limit_is_kept_whole(scene, parts):
    intake = attrs.evolve(scene.platform.audio_intake(), largest=len(AUDIO))
    stored = intake.store(parts)
    assert (stored.blob.size, stored.media_type) == (len(AUDIO), MediaType.WAV)
    with scene.platform.blobs().open(stored.blob.key) as stream:
        assert stream.read() == AUDIO


@pytest.mark.parametrize("parts", SPLITS, ids=[f"{len(parts)} parts" for parts in SPLITS])
def test_one_byte_more_is_refused_and_gone(scene, parts):
    intake = attrs.evolve(scene.platform.audio_intake(), largest=len(AUDIO) - 1)
    with pytest.raises(Invalid) as caught:
        intake.store(parts)
    assert caught.value.code == "too_large"
    assert not blobs(scene)


def test_a_limit_within_the_first_part_is_told_in_megabytes(scene):
    intake = attrs.evolve(scene.platform.audio_intake(), largest=SNIFF_BYTES // 2)
    with pytest.raises(Invalid) as caught:
        intake.store([AUDIO])
    assert caught.value.code == "too_large"
    half = attrs.evolve(scene.platform.audio_intake(), largest=1024 * 1024 // 2)
    with pytest.raises(Invalid, match=r"0\.5 MB"):
        half.store([AUDIO, bytes(1024 * 1024)])
    assert not blobs(scene)


def test_what_is_read_of_an_upload_is_enough_to_know_it_and_no_more(scene):
    taken = []

    def parts():
        for part in split(AUDIO, SNIFF_BYTES // 4):
            taken.append(len(taken))
            yield part

    def broken(largest):
        assert (len(taken), largest) == (4, LARGEST_UPLOAD)
        raise Unavailable("blob_store_full", "The disk is full.")

    class Full:
        stage = staticmethod(broken)

    with pytest.raises(Unavailable):
        attrs.evolve(scene.platform.audio_intake(), blobs=Full()).store(parts())


def test_the_limits_are_those_of_the_documentation():
    assert (LARGEST_UPLOAD, LARGEST_METADATA) == (512 * 1024 * 1024, 8 * 1024)
    assert PlatformScene().platform.audio_intake().limits == AudioLimits()


@pytest.mark.parametrize(
    ("audio", "code", "told"),
    [(b"", "empty", "empty"), (b"text" * 99, "unsupported_media", "unsupported_media")],
)
def test_a_refusal_names_the_field(scene, audio, code, told):
    with pytest.raises(Invalid) as caught:
        scene.platform.audio_intake().store([audio])
    assert (caught.value.code, [(one.field, one.code) for one in caught.value.errors]) == (code, [("audio", told)])


def test_metadata_takes_8_kb_of_json_in_letters():
    wrapped = len('{"a": ""}')
    assert UploadDetails(SLUG, metadata={"a": "x" * (8 * 1024 - wrapped)}).metadata
    assert UploadDetails(SLUG).metadata == {}
    letters = "ক" * ((8 * 1024 - wrapped) // 3)
    assert UploadDetails(SLUG, metadata={"a": letters}).metadata == {"a": letters}
    for metadata in ({"a": "x" * (8 * 1024 - wrapped + 1)}, {"a": letters + "ক"}):
        with pytest.raises(Invalid) as caught:
            UploadDetails(SLUG, metadata=metadata)
        assert caught.value.code == "metadata_too_large"


def test_a_recording_is_kept_with_all_that_was_said_of_it_and_its_job_is_due(scene):
    scene.platform.add_prompts()(None, SLUG, ["এক"])
    speaker = scene.speaker()
    prompt = scene.platform.read_prompts().next(speaker, SLUG)
    details = UploadDetails(SLUG, prompt.id, {"device": "a telephone"})
    made = scene.platform.upload_recording()(speaker, details, [AUDIO])
    now, collection = scene.installation.clock.now(), scene.platform.read_collections().get(SLUG)
    with scene.platform.units_of_work()() as uow:
        assert uow.recordings.find(made.id) == made
        voice = uow.contributors.find(speaker.id).speaker
    assert made == Recording(
        id=made.id,
        collection=collection.id,
        speaker=voice,
        contributor=speaker.id,
        prompt=prompt.id,
        audio=made.audio,
        media_type="audio/wav",
        created_at=now,
        updated_at=now,
        metadata={"device": "a telephone"},
    )
    assert (made.status, made.audio.key) == (RecordingStatus.UPLOADED, f"recordings/{made.id}/original")
    (job,) = scene.platform.manage_jobs().list(None, PageRequest()).items
    wanted = Job(job.id, JobKind.PROCESS_RECORDING, made.id, now, now, JobStatus.WAITING)
    assert job == attrs.evolve(wanted, person=speaker.id, weight=job.weight)


def test_a_recording_that_a_key_made_and_that_is_gone_is_missing(scene):
    speaker, key = scene.speaker(), IdempotencyKey("upload_recording", "key-1", "digest")
    made = scene.upload(speaker, key=key)
    with scene.platform.units_of_work()() as uow:
        uow.recordings._rows.remove(made.id)
        uow.commit()
    with pytest.raises(Missing) as caught:
        scene.upload(speaker, key=key)
    assert caught.value.code == "recording_missing"


def test_who_may_not_record_leaves_nothing(scene):
    with pytest.raises(Missing) as caught:
        scene.upload(scene.speaker(), slug="nowhere")
    assert caught.value.code == "collection_missing"
    assert not blobs(scene)

"""Copies in the platform: refused or flagged as the collection says, told without a word about whose they are."""

from concurrent.futures import ThreadPoolExecutor

import attrs
import numpy as np
import pytest

from shrutik_core.collections.policies import read_policies
from shrutik_core.people.roles import Role
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.sounds import wav
from use_cases_scene import RATE, SLUG, PlatformScene

REFUSE, WARN, ACCEPT = ({"own": rule, "others": rule} for rule in ("refuse", "warn", "accept"))


def speech(seed, gain=1.0, skip=0, padding=b""):
    """A 16-bit WAV of noise that swells as speech does; another sound for each seed."""
    rng = np.random.default_rng(seed)
    at = np.arange(6 * RATE) / RATE
    sound = sum(
        np.exp(-(((at - start) / 0.15) ** 2)) * np.sin(2 * np.pi * pitch * at)
        for start, pitch in zip(rng.uniform(0, 6, 40), rng.uniform(250, 1_700, 40), strict=True)
    )
    return wav((sound * gain * 3_000 + rng.standard_normal(len(at)))[skip:].astype(np.int16), RATE) + padding


@pytest.fixture
def scene():
    made = PlatformScene()
    made.collection(copies={})
    return made


def sent(scene, person, audio):
    recording = scene.upload(person, audio)
    scene.installation.work()
    return scene.platform.read_recordings().get(person, recording.id)


def codes(recording):
    """What is said of copies; the plain audio processor finds fault with the test's sound in other ways, too."""
    return [reason.code for reason in recording.reasons if reason.code in {"duplicate", "copied"}]


def test_the_same_bytes_again_are_refused_and_name_the_earlier_recording(scene):
    mina = scene.speaker()
    first, again = sent(scene, mina, speech(1)), sent(scene, mina, speech(1))
    assert (first.status, first.copy_of) == (RecordingStatus.CHUNKED, None)
    assert (again.status, again.copy_of, codes(again)) == (RecordingStatus.REFUSED, first.id, ["duplicate"])
    assert again.reasons[0].detail.startswith("This recording was sent before.")
    assert scene.chunks(first)
    assert not scene.chunks(again)
    with scene.platform.blobs().open(again.audio.key) as stream:
        assert stream.read() == speech(1)


@pytest.mark.parametrize("changes", [{"gain": 0.5}, {"skip": 15 * 256}, {"padding": b"LIST\4\0\0\0none"}])
def test_the_same_sound_in_other_bytes_is_refused(scene, changes):
    mina = scene.speaker()
    first, again = sent(scene, mina, speech(1)), sent(scene, mina, speech(1, **changes))
    assert (again.status, again.copy_of) == (RecordingStatus.REFUSED, first.id)


def test_another_sound_is_none(scene):
    mina = scene.speaker()
    assert [sent(scene, mina, speech(seed)).status for seed in range(1, 5)] == [RecordingStatus.CHUNKED] * 4


def test_of_somebody_elses_nobody_is_told_whose(scene):
    mina, thief, admin = scene.speaker("mina"), scene.speaker("thief"), scene.admin
    first, copy = sent(scene, mina, speech(1)), sent(scene, thief, speech(1, gain=0.5))
    assert (copy.status, copy.copy_of, codes(copy)) == (RecordingStatus.REFUSED, None, ["copied"])
    (listed,) = scene.platform.read_recordings().list(thief, PageRequest()).items
    assert listed == copy
    assert scene.platform.read_recordings().get(admin, copy.id).copy_of == first.id
    assert scene.platform.read_recordings().get(mina, first.id) == first


@pytest.mark.parametrize(("locale", "word"), [("bn", "আগে"), ("hi", "पहले"), ("en", "before")])
def test_advice_is_in_the_speakers_language(scene, locale, word):
    mina, other = scene.speaker("mina"), scene.speaker("other")
    with scene.platform.units_of_work()() as uow:
        for person in (mina, other):
            speak(uow, person, locale)
        uow.commit()
    sent(scene, mina, speech(1))
    for person in (mina, other):
        assert word in sent(scene, person, speech(1)).reasons[0].detail


def speak(uow, person, locale):
    """Give a person a locale, as registration would."""
    uow.contributors.save(attrs.evolve(uow.contributors.find(person.id), locale=locale))


def test_a_collection_may_flag_copies_or_take_them(scene):
    mina = scene.speaker()
    first = sent(scene, mina, speech(1))
    scene.platform.change_collection()(scene.admin, SLUG, read_policies({"copies": WARN}))
    flagged = sent(scene, mina, speech(1))
    assert (flagged.status, flagged.copy_of, codes(flagged)) == (RecordingStatus.CHUNKED, first.id, ["duplicate"])
    scene.platform.change_collection()(scene.admin, SLUG, read_policies({"copies": ACCEPT}))
    taken = sent(scene, mina, speech(1))
    assert (taken.status, taken.copy_of, codes(taken)) == (RecordingStatus.CHUNKED, None, [])


def test_in_another_collection_it_is_no_copy(scene):
    scene.collection("other", copies={})
    mina = scene.speaker()
    scene.platform.give_consent()(mina, "other", "1", ["record", "publish"])
    sent(scene, mina, speech(1))
    elsewhere = scene.upload(mina, speech(1), slug="other")
    scene.installation.work()
    assert scene.platform.read_recordings().get(mina, elsewhere.id).status is RecordingStatus.CHUNKED


@pytest.mark.parametrize("status", [RecordingStatus.WITHDRAWN, RecordingStatus.REFUSED, RecordingStatus.FAILED])
def test_what_is_withdrawn_refused_or_failed_does_not_count(scene, status):
    mina = scene.speaker()
    first = sent(scene, mina, speech(1))
    with scene.platform.units_of_work()() as uow:
        uow.recordings.save(attrs.evolve(first, status=status))
        uow.commit()
    assert sent(scene, mina, speech(1)).status is RecordingStatus.CHUNKED


def test_one_processed_again_is_no_copy_of_itself(scene):
    mina = scene.speaker()
    recording = scene.upload(mina, speech(1))
    process = scene.platform.process_recording()
    broken = attrs.evolve(process, cut=Breaking(process.cut))
    with pytest.raises(Unavailable):
        broken(recording.id)
    scene.installation.work()
    found = scene.platform.read_recordings().get(mina, recording.id)
    assert (found.status, codes(found)) == (RecordingStatus.CHUNKED, [])


def test_one_that_failed_and_was_sent_again_meanwhile_is_a_copy_when_it_is_retried(scene):
    mina = scene.speaker()
    recording = scene.upload(mina, speech(1))
    process = scene.platform.process_recording()
    broken = attrs.evolve(process, cut=Breaking(process.cut))
    with pytest.raises(Unavailable):
        broken(recording.id)
    process.give_up(recording.id, "the disk is full")
    again = scene.upload(mina, speech(1))
    process(again.id)
    process(recording.id)
    found = [scene.platform.read_recordings().get(mina, one.id) for one in (recording, again)]
    assert [one.status for one in found] == [RecordingStatus.REFUSED, RecordingStatus.CHUNKED]
    assert found[0].copy_of == again.id


class Breaking:
    """Cutting while the disk is full."""

    def __init__(self, cut):
        self.finish = cut.finish

    def __call__(self, *_, **__):
        raise Unavailable("blob_store_full", "The disk is full.")


def test_of_copies_at_once_exactly_one_goes_through(scene):
    people = [scene.speaker(f"person{number}") for number in range(4)]
    recordings = [scene.upload(person, speech(1, gain=1 - 0.1 * n)) for n, person in enumerate(people)]
    process = scene.platform.process_recording()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda recording: process(recording.id), recordings))
    reviewer = scene.person("reviewer", Role.ADMIN)
    found = [scene.platform.read_recordings().get(reviewer, one.id) for one in recordings]
    assert sorted(one.status for one in found) == ["chunked", "refused", "refused", "refused"]
    (kept,) = (one for one in found if one.status is RecordingStatus.CHUNKED)
    assert {one.copy_of for one in found if one is not kept} == {kept.id}


@pytest.mark.parametrize(("rule", "status"), [(WARN, RecordingStatus.CHUNKED), (REFUSE, RecordingStatus.REFUSED)])
def test_a_copy_that_is_retried_is_treated_as_the_collection_says_now(scene, rule, status):
    scene.platform.change_collection()(scene.admin, SLUG, read_policies({"copies": rule}))
    mina = scene.speaker()
    recording, process = scene.upload(mina, speech(1)), scene.platform.process_recording()
    with pytest.raises(Unavailable):
        attrs.evolve(process, cut=Breaking(process.cut))(recording.id)
    process.give_up(recording.id, "the disk is full")
    again = scene.upload(mina, speech(1))
    process(again.id)
    process(recording.id)
    found = scene.platform.read_recordings().get(mina, recording.id)
    assert found.status is status
    assert (codes(found), found.copy_of) == ((["duplicate"], again.id) if rule is REFUSE else ([], None))

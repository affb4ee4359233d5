"""What a clip looks like is drawn once, seen by those who hear the clip, and gone when the voice is withdrawn."""

from collections import Counter
from datetime import timedelta

import attrs
import pytest

from shrutik_core.chunking.chunk import peaks_key, spectrogram_key
from shrutik_core.people.withdrawal import UNDO_TIME
from shrutik_core.use_cases.chunks.picture_chunks import PictureChunks
from shrutik_memory.clip_pictures import MemoryClipPictures
from use_cases_scene import PlatformScene, code, tone_wav


class Counting:
    """Pictures that are counted, and in whose midst something may happen."""

    def __init__(self):
        self.drawn = Counter()
        self.meanwhile = lambda: None

    def peaks(self, clip):
        self.drawn["peaks"] += 1
        self.meanwhile()
        return MemoryClipPictures().peaks(clip)

    def spectrogram(self, clip):
        self.drawn["spectrogram"] += 1
        self.meanwhile()
        return MemoryClipPictures().spectrogram(clip)


class Cast(PlatformScene):
    """A scene with named people and things in it."""


@pytest.fixture
def scene():
    made = Cast()
    made.collection()
    made.speaker_ = made.speaker()
    made.recording = made.upload(made.speaker_, tone_wav(1.5))
    made.installation.work()
    (made.seen,) = made.chunks(made.recording)
    return made


@pytest.fixture
def counting():
    return Counting()


@pytest.fixture
def picture_chunks(scene, counting) -> PictureChunks:
    return attrs.evolve(scene.platform.picture_chunks(), pictures=counting)


def stored(scene) -> set[str]:
    return {entry.key for entry in scene.platform.blobs().list("recordings/")}


def test_pictures_are_drawn_once(scene, counting, picture_chunks):
    peaks = [picture_chunks.peaks(scene.speaker_, scene.seen.id) for _ in range(3)]
    spectrograms = [picture_chunks.spectrogram(None, scene.seen.id) for _ in range(3)]
    assert len(set(peaks)) == len(set(spectrograms)) == 1
    assert len(peaks[0].low) == 75
    assert counting.drawn == {"peaks": 1, "spectrogram": 1}
    assert {peaks_key(scene.seen), spectrogram_key(scene.seen)} < stored(scene)


def test_a_picture_that_is_lost_is_drawn_again(scene, counting, picture_chunks):
    first = picture_chunks.peaks(None, scene.seen.id)
    scene.platform.blobs().delete(peaks_key(scene.seen))
    assert picture_chunks.peaks(None, scene.seen.id) == first
    assert counting.drawn["peaks"] == 2


def test_who_may_not_hear_does_not_see(scene, counting, picture_chunks):
    stranger = scene.person("stranger")
    assert code(lambda: picture_chunks.peaks(stranger, scene.seen.id)) == "chunk_missing"
    assert code(lambda: picture_chunks.spectrogram(stranger, scene.seen.id)) == "chunk_missing"
    scene.take(stranger)
    assert picture_chunks.peaks(stranger, scene.seen.id)
    assert picture_chunks.spectrogram(stranger, scene.seen.id)
    assert counting.drawn.total() == 2


def test_a_clip_that_is_gone_is_missing(scene, picture_chunks):
    scene.platform.blobs().delete(scene.seen.audio.key)
    assert code(lambda: picture_chunks.peaks(None, scene.seen.id)) == "blob_missing"


def test_nothing_is_left_of_a_voice_that_was_erased(scene, picture_chunks):
    picture_chunks.peaks(None, scene.seen.id)
    picture_chunks.spectrogram(None, scene.seen.id)
    scene.platform.withdraw().recording(scene.speaker_, scene.recording.id)
    assert code(lambda: picture_chunks.peaks(scene.admin, scene.seen.id)) == "voice_withdrawn"
    scene.installation.clock.advance(UNDO_TIME + timedelta(seconds=1))
    scene.installation.work()
    assert stored(scene) == set()


def test_what_is_withdrawn_while_it_is_drawn_is_not_kept(scene, counting, picture_chunks):
    counting.meanwhile = lambda: scene.platform.withdraw().recording(scene.speaker_, scene.recording.id)
    assert code(lambda: picture_chunks.spectrogram(None, scene.seen.id)) == "voice_withdrawn"
    assert spectrogram_key(scene.seen) not in stored(scene)

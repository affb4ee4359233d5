"""Processing a recording: what becomes of it and of its chunks, and when it is left alone."""

import attrs
import numpy as np
import pytest

from shrutik_core.chunking import SpeechTrack
from shrutik_core.chunking.chunk import Chunk, ChunkStatus, clip_key
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.shared.errors import Invalid, Missing, Unavailable
from shrutik_core.shared.ids import name_chunk
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import an_id
from use_cases_scene import PlatformScene, tone_wav

SILENCE = bytes(2 * 8_000 * 6)


@pytest.fixture
def scene():
    made = PlatformScene()
    made.collection(consensus={"fewest": 3})
    return made


def found(scene, recording):
    return scene.platform.read_recordings().get(scene.admin, recording.id)


def test_a_recording_is_measured_and_its_chunks_are_laid_before_the_transcribers(scene):
    audio = tone_wav(3.0)
    recording = scene.upload(scene.speaker(), audio)
    scene.installation.work()
    done = found(scene, recording)
    chunks = scene.chunks(recording)
    assert (done.status, done.chunk_count, done.copy_of) == (RecordingStatus.CHUNKED, len(chunks), None)
    assert attrs.asdict(done.sound) == {
        "duration": 3.0,
        "sample_rate": 8_000,
        "channels": 1,
        "samples": 24_000,
        "codec": "pcm_16",
        "container": done.sound.container,
    }
    assert done.sound.container == "audio/wav"
    assert done.quality["duration_s"] == 3.0
    with scene.platform.units_of_work()() as uow:
        cuts = uow.recordings.cuts(recording.id)
        assert uow.fingerprints.find(recording.id).sha256 == recording.audio.sha256
    assert [chunk.span for chunk in chunks] == [cut.span for cut in cuts.cuts]
    for index, chunk in enumerate(chunks):
        id_ = name_chunk(recording.id, cuts.digest, chunk.span)
        assert chunk == Chunk(
            id=id_,
            recording=recording.id,
            collection=recording.collection,
            speaker=recording.speaker,
            index=index,
            span=chunk.span,
            sample_rate=8_000,
            audio=chunk.audio,
            created_at=scene.installation.clock.now(),
            status=ChunkStatus.OPEN,
            wanted=3,
            quality=chunk.quality,
        )
        assert chunk.audio.key == clip_key(recording.id, id_)
        assert chunk.quality["duration_s"] == chunk.duration
        with scene.platform.blobs().open(chunk.audio.key) as stream:
            assert len(stream.read()) == chunk.audio.size > 2 * len(chunk.span)


def test_a_clip_of_any_size_is_stored_whole(scene):
    scene.collection("long", chunking={"maximum": 30.0, "target": 25.0, "preferred_maximum": 28.0})
    speaker = scene.speaker(slug="long")
    recording = scene.upload(speaker, tone_wav(24.0), slug="long")
    scene.installation.work()
    assert sum(chunk.audio.size - 44 for chunk in scene.chunks(recording)) == 2 * 8_000 * 24
    assert max(chunk.audio.size for chunk in scene.chunks(recording)) > 256 * 1024


def test_a_silence_is_kept_and_offered_to_nobody(scene):
    talk = tone_wav(3.0)
    quiet = talk[:4] + (len(talk) - 8 + len(SILENCE)).to_bytes(4, "little") + talk[8:40]
    audio = quiet + (len(talk) - 44 + len(SILENCE)).to_bytes(4, "little") + talk[44:] + SILENCE
    recording = scene.upload(scene.speaker(), audio)
    scene.installation.work()
    statuses = [chunk.status for chunk in scene.chunks(recording)]
    assert statuses[-1] is ChunkStatus.SILENT
    assert ChunkStatus.OPEN in statuses
    lent = scene.take(scene.person("one"))
    assert {one.chunk.id for one in lent} == {
        chunk.id for chunk in scene.chunks(recording) if chunk.status is ChunkStatus.OPEN
    }


def test_a_recording_that_is_of_no_use_is_refused_with_reasons_in_the_speakers_language(scene):
    scene.collection("strict", quality={"bandwidth_refuse": 4_400.0})
    speaker = scene.speaker(slug="strict")
    recording = scene.upload(speaker, slug="strict")
    scene.installation.work()
    refused = found(scene, recording)
    assert refused.status is RecordingStatus.REFUSED
    assert "narrow_band" in [reason.code for reason in refused.reasons]
    assert refused.sound is not None
    assert scene.chunks(recording) == ()
    with scene.platform.units_of_work()() as uow:
        assert uow.recordings.cuts(recording.id) is None
        assert uow.fingerprints.find(recording.id) is None


@pytest.mark.parametrize("locale", ["en", "bn"])
def test_what_cannot_be_decoded_is_refused_in_the_speakers_language(scene, locale):
    speaker = scene.speaker()
    with scene.platform.units_of_work()() as uow:
        uow.contributors.save(attrs.evolve(uow.contributors.find(speaker.id), locale=locale))
        uow.commit()
    recording = scene.upload(speaker)
    scene.platform.blobs().put(recording.audio.key, [b"RIFF\x10\0\0\0WAVEfmt " + bytes(100)])
    scene.installation.work()
    refused = found(scene, recording)
    assert (refused.status, [one.code for one in refused.reasons]) == (RecordingStatus.REFUSED, ["damaged"])
    assert refused.reasons[0].detail.isascii() == (locale == "en")
    assert refused.updated_at == scene.installation.clock.now()


def test_a_recording_that_failed_says_why_and_is_begun_again(scene):
    recording = scene.upload(scene.speaker())
    process = scene.platform.process_recording()

    class Away:
        def fetch(self, key):
            raise Unavailable("blob_store_down", "The store is away.")

    with pytest.raises(Unavailable):
        attrs.evolve(process, blobs=Away())(recording.id)
    assert found(scene, recording).status is RecordingStatus.PROCESSING
    process.give_up(recording.id, "the store is away")
    failed = found(scene, recording)
    assert (failed.status, [(one.code, one.detail) for one in failed.reasons]) == (
        RecordingStatus.FAILED,
        [("processing_failed", "the store is away")],
    )
    process(recording.id)
    done = found(scene, recording)
    assert (done.status, [one.code for one in done.reasons if one.code == "processing_failed"]) == ("chunked", [])


@pytest.mark.parametrize("status", [RecordingStatus.CHUNKED, RecordingStatus.REFUSED, RecordingStatus.WITHDRAWN])
def test_what_is_done_refused_or_withdrawn_is_left_alone(scene, status):
    recording = scene.upload(scene.speaker())
    left = attrs.evolve(recording, status=status)
    with scene.platform.units_of_work()() as uow:
        uow.recordings.save(left)
        uow.commit()
    scene.platform.process_recording()(recording.id)
    scene.platform.process_recording().give_up(recording.id, "lost")
    assert found(scene, recording) == left
    assert scene.chunks(recording) == ()


def test_a_recording_that_there_is_not_is_missing_and_one_without_audio_too(scene):
    process = scene.platform.process_recording()
    with pytest.raises(Missing) as caught:
        process(an_id(1))
    assert caught.value.code == "recording_missing"
    process.give_up(an_id(1), "lost")
    recording = scene.upload(scene.speaker())
    scene.platform.blobs().delete(recording.audio.key)
    with pytest.raises(Missing) as caught:
        process(recording.id)
    assert caught.value.code == "blob_missing"


class Withdrawing:
    """An audio processor that is so slow that the recording is withdrawn while it works."""

    def __init__(self, scene, inner, step):
        self.scene, self.inner, self.step = scene, inner, step

    def _withdraw(self):
        with self.scene.platform.units_of_work()() as uow:
            (recording,) = uow.recordings.page(PageRequest()).items
            uow.recordings.save(attrs.evolve(recording, status=RecordingStatus.WITHDRAWN))
            uow.commit()

    def analyse(self, source, limits):
        if self.step == "analyse":
            self._withdraw()
        if self.step == "refuse":
            self._withdraw()
            raise Invalid("damaged", "The file is damaged.")
        return self.inner.analyse(source, limits)

    def cut(self, *given, **named):
        self._withdraw()
        return self.inner.cut(*given, **named)


@pytest.mark.parametrize("step", ["analyse", "refuse", "cut"])
def test_what_is_withdrawn_meanwhile_stays_withdrawn(scene, step):
    recording = scene.upload(scene.speaker())
    process = scene.platform.process_recording()
    slow = Withdrawing(scene, scene.platform.audio_processor(), step)
    plan, cut = attrs.evolve(process.plan, audio_processor=slow), attrs.evolve(process.cut, audio_processor=slow)
    attrs.evolve(process, plan=plan, cut=cut)(recording.id)
    assert found(scene, recording).status is RecordingStatus.WITHDRAWN
    assert scene.chunks(recording) == ()


@attrs.frozen
class Hearing:
    """An audio processor with a detector that hears speech from end to end."""

    inner: object

    def analyse(self, source, limits):
        analysis = self.inner.analyse(source, limits)
        return attrs.evolve(analysis, speech=SpeechTrack(np.ones(1_000, np.float32), 0.01))


def test_what_a_voice_activity_detector_hears_has_its_say(scene):
    talk = tone_wav(3.0)
    quiet = talk[:4] + (len(talk) - 8 + len(SILENCE)).to_bytes(4, "little") + talk[8:40]
    audio = quiet + (len(talk) - 44 + len(SILENCE)).to_bytes(4, "little") + talk[44:] + SILENCE
    recording = scene.upload(scene.speaker(), audio)
    process = scene.platform.process_recording()
    plan = attrs.evolve(process.plan, audio_processor=Hearing(process.plan.audio_processor))
    attrs.evolve(process, plan=plan)(recording.id)
    assert {chunk.status for chunk in scene.chunks(recording)} == {ChunkStatus.OPEN}

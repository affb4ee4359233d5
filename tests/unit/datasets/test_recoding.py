"""Clips in other forms: the samples that are promised, counted after decoding, the same bytes each time."""

import hashlib
import io

import numpy as np
import pytest
import soundfile

from shrutik_core.releases.views.sound import SoundForm
from shrutik_core.shared.errors import Invalid
from shrutik_datasets.recoding import SoundfileRecoder
from sounds_scene import sounding

ENDINGS = {
    SoundForm.FLAC_16K: "flac",
    SoundForm.WAV_16K: "wav",
    SoundForm.AS_RECORDED: "flac",
    SoundForm.OPUS: "opus",
    SoundForm.MP3: "mp3",
}
EXACT = (SoundForm.FLAC_16K, SoundForm.WAV_16K)


def recode(form, *made):
    return SoundfileRecoder(form).recode(*made)


@pytest.mark.parametrize("form", SoundForm)
@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000])
def test_what_is_said_of_a_file_is_what_decodes(form, rate):
    clip, data = sounding(3, rate=rate, channels=2, bits=24)
    recoded = recode(form, clip, data)
    info = soundfile.info(io.BytesIO(recoded.data))
    samples, _ = soundfile.read(io.BytesIO(recoded.data), dtype="int16")
    assert (recoded.num_samples, recoded.sample_rate_hz, recoded.channels) == (
        *(info.frames, info.samplerate, info.channels),
    )
    assert recoded.sha256 == hashlib.sha256(recoded.data).hexdigest()
    assert recoded.encoding == ENDINGS[form]
    if form is not SoundForm.AS_RECORDED:
        assert recoded.pcm_sha256 == hashlib.sha256(samples.tobytes()).hexdigest()
        assert abs(recoded.num_samples / recoded.sample_rate_hz - clip.duration_s) < 0.001


@pytest.mark.parametrize("form", SoundForm)
def test_the_same_clip_gives_the_same_bytes(form):
    made = sounding(2)
    assert recode(form, *made) == recode(form, *made)


@pytest.mark.parametrize("form", EXACT)
def test_samples_at_16_khz_and_16_bits_stay_as_they_are(form):
    clip, data = sounding(1)
    before, after = (soundfile.read(io.BytesIO(one), dtype="int16")[0] for one in (data, recode(form, clip, data).data))
    assert (before == after).all()
    assert recode(form, clip, data).pcm_sha256 == clip.pcm_sha256


@pytest.mark.parametrize("form", [*EXACT, SoundForm.OPUS, SoundForm.MP3])
def test_the_tone_is_still_heard(form):
    clip, data = sounding(4, rate=44_100, seconds=1)
    samples, rate = soundfile.read(io.BytesIO(recode(form, clip, data).data))
    spectrum = np.abs(np.fft.rfft(samples))
    assert abs(spectrum.argmax() * rate / len(samples) - 340) < 3


def test_as_recorded_is_the_shards_bytes():
    clip, data = sounding(1, rate=48_000, bits=24)
    recoded = recode(SoundForm.AS_RECORDED, clip, data)
    assert recoded.data is data
    line = recoded.line(clip)
    assert (line.sha256, line.num_samples, line.start_sample) == (clip.sha256, clip.num_samples, clip.start_sample)


def test_a_line_tells_of_the_file():
    clip, data = sounding(1, rate=48_000)
    line = recode(SoundForm.WAV_16K, clip, data).line(clip)
    assert (line.encoding, line.sample_rate_hz, line.num_samples, line.duration_s) == ("wav", 16_000, 8_000, 0.5)
    assert (line.offset_bytes, line.start_sample, line.end_sample) == (0, 333, 8_333)
    assert (line.clip, line.text) == (clip.clip, clip.text)


@pytest.mark.parametrize("form", [form for form in SoundForm if form is not SoundForm.AS_RECORDED])
def test_a_clip_of_one_sample_stays_a_clip(form):
    clip, data = sounding(1, rate=48_000, seconds=1 / 48_000)
    assert clip.num_samples == 1
    assert recode(form, clip, data).num_samples >= 1


def test_what_is_loudest_is_not_turned_over():
    clip, _ = sounding(1)
    stream = io.BytesIO()
    soundfile.write(stream, np.full(1_000, 1.0), 16_000, format="FLAC", subtype="PCM_24")
    samples, _ = soundfile.read(io.BytesIO(recode(SoundForm.FLAC_16K, clip, stream.getvalue()).data), dtype="int16")
    assert (samples == 32_767).all()


def test_what_does_not_decode_is_named():
    clip, data = sounding(1)
    with pytest.raises(Invalid, match=f"Clip {clip.clip} does not decode") as error:
        recode(SoundForm.MP3, clip, data[:20])
    assert error.value.code == "sound_unreadable"


def test_the_software_is_named_where_samples_hang_on_it():
    assert set(SoundfileRecoder(SoundForm.OPUS).software) == {"decoder", "encoder", "resampler"}
    assert SoundfileRecoder(SoundForm.OPUS).software["decoder"].startswith("libsndfile ")
    assert SoundfileRecoder(SoundForm.AS_RECORDED).software == {}

"""Sound that changes its channels, its rate or its samples on the way: all of it is kept, in its first form."""

import io
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_files import by_ffmpeg, by_sndfile, sound
from audio_hostile import check_saved
from audio_timed import of_serial
from shrutik_audio.decoding.decode import Decoding
from shrutik_audio.decoding.first_form import MOST_FACTOR, FirstForm, can_follow
from shrutik_audio.samples import to_mono
from shrutik_core.recordings.facts import Damage
from shrutik_core.recordings.samples import full_scale

CODINGS = {
    "mp3": ("mp3", "libmp3lame", "fltp", (48_000, 44_100, 16_000)),
    "aac": ("adts", "aac", "fltp", (48_000, 24_000)),
    "opus": ("ogg", "libopus", "flt", (48_000,)),
}


def coded(name, rate, channels):
    form, codec, sample, _ = CODINGS[name]
    return by_ffmpeg(sound(3.0, rate, channels), rate, form, codec, sample)


def vorbis(rate, channels):
    return by_sndfile(sound(3.0, rate, channels), rate, "OGG", "VORBIS")


def flac(rate, channels, subtype="PCM_16"):
    return by_sndfile(sound(3.0, rate, channels), rate, "FLAC", subtype)


def wav(rate, channels, subtype="PCM_16"):
    return by_sndfile(sound(3.0, rate, channels), rate, "WAV", subtype)


# Each pair of streams, and the rate and channels of the first.
CHANGES = {
    f"{name} of {rate} Hz x {channels}, then of {other} Hz x {others}": (
        coded(name, rate, channels) + of(coded(name, other, others)),
        rate,
        channels,
    )
    for name, of in (("mp3", bytes), ("aac", bytes), ("opus", lambda data: of_serial(data, 99)))
    for rate in CODINGS[name][3][:1]
    for other in CODINGS[name][3]
    for channels, others in ((1, 2), (2, 1), (1, 1))
    if (rate, channels) != (other, others)
} | {
    "vorbis at 16 kHz, then at 8": (vorbis(16_000, 1) + of_serial(vorbis(8_000, 1), 99), 16_000, 1),
    "vorbis of one channel, then of two": (vorbis(16_000, 1) + of_serial(vorbis(16_000, 2), 99), 16_000, 1),
    "opus, then vorbis": (coded("opus", 48_000, 1) + of_serial(vorbis(44_100, 2), 99), 48_000, 1),
    "wav at 16 kHz, then at 44.1": (wav(16_000, 1) + wav(44_100, 1), 16_000, 1),
    "wav of 16 bits, then of 24": (wav(16_000, 1) + wav(16_000, 1, "PCM_24"), 16_000, 1),
    "wav of floats, then of 16 bits x 2": (wav(16_000, 1, "FLOAT") + wav(16_000, 2), 16_000, 1),
    "wav of two channels, then of one": (wav(16_000, 2) + wav(16_000, 1), 16_000, 2),
    "flac of one channel, then of two": (flac(16_000, 1) + flac(16_000, 2), 16_000, 1),
}


@pytest.mark.parametrize("name", CHANGES)
def test_all_of_it_is_kept_and_nothing_called_damaged(name):
    data, rate, channels = CHANGES[name]
    check_saved(data, None, None)
    decoding = Decoding(io.BytesIO(data))
    samples = np.concatenate(list(decoding.blocks()))
    facts = decoding.facts()
    assert (facts.sample_rate, samples.shape[1]) == (rate, channels)
    # Encoders add up to 50 ms at either end.
    assert facts.duration == pytest.approx(6.0, abs=0.15)
    assert set(facts.damage) <= {Damage.HEADER}
    mono, second = to_mono(samples), 3 * rate
    assert mono[second + rate // 8 :].std() == pytest.approx(mono[:second].std(), rel=0.4)


def test_a_frame_of_flac_that_ffmpeg_loses_at_a_change_of_rate_is_flagged():
    check_saved(flac(16_000, 1) + flac(8_000, 1), {Damage.HEADER, Damage.CORRUPT}, 6.0 - 4_096 / 8_000)


BLOCKS = {
    np.int16: lambda sound: np.round(sound * 32_767).astype(np.int16),
    np.int32: lambda sound: np.round(sound * (2**31 - 1)).astype(np.int32),
    np.float32: lambda sound: sound.astype(np.float32),
    np.float64: lambda sound: sound,
}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([8_000, 16_000, 48_000]), st.integers(1, 4), st.sampled_from(sorted(BLOCKS, key=str))
        ),
        min_size=1,
        max_size=4,
    )
)
def test_what_comes_out_has_one_form_and_the_length_of_all(forms):
    (rate, channels, dtype), form = forms[0], FirstForm(*forms[0][:2])
    tones = [np.tile(0.2 * np.sin(np.arange(own) * 880 * np.pi / own)[:, None], (1, many)) for own, many, _ in forms]
    taken = [(BLOCKS[kind](tone), own) for tone, (own, _, kind) in zip(tones, forms, strict=True)]
    made = [block for block, own in taken for block in form.bring(block, own)] + list(form.rest())
    joined = np.concatenate(made)
    assert (joined.dtype, joined.shape[1]) == (dtype, channels)
    assert len(joined) == pytest.approx(rate * len(forms), abs=len(forms))
    for start, end in pairwise(np.linspace(0, len(joined), len(forms) + 1).astype(int)):
        middle = joined[start + rate // 10 : end - rate // 10].astype(np.float64) * full_scale(joined)
        assert middle.std() == pytest.approx(0.2 / np.sqrt(2), rel=0.05)


def test_what_is_of_the_first_form_comes_as_it_is():
    form, block = FirstForm(16_000, 2), np.arange(8, dtype=np.int16).reshape(4, 2)
    (same,) = form.bring(block, 16_000)
    assert same is block
    (spread,) = form.bring(block[:, :1], 16_000)
    assert np.array_equal(spread, np.repeat(block[:, :1], 2, axis=1))


@pytest.mark.parametrize(("rate", "follows"), [(8_000 * MOST_FACTOR, True), (8_000 * MOST_FACTOR + 1, False)])
def test_a_rate_may_differ_by_a_factor_of_32(rate, follows):
    assert can_follow(rate, 8_000) == can_follow(8_000, rate) == follows

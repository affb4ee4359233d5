"""Silence in the place of a sound: decoders read it, with as many samples, and the reference decoder finds no fault."""

import io
import shutil
import subprocess

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from shrutik_core.releases.shards.blanking import blank_sound
from shrutik_core.releases.shards.silence import samples_that_fit, silent_flac
from shrutik_core.releases.shards.sound_shape import SoundShape

RATES = (8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000)
SUBTYPES = {8: "PCM_S8", 16: "PCM_16", 24: "PCM_24"}

shapes = st.builds(
    SoundShape, st.sampled_from(RATES), st.integers(1, 8), st.sampled_from((8, 16, 24)), st.integers(1, 300_000)
)


def decoded(data):
    with soundfile.SoundFile(io.BytesIO(data)) as file:
        return file.samplerate, file.subtype, file.read(dtype="int32", always_2d=True)


def encoded(shape, seed):
    """Noise, silence or a hum, as libFLAC writes it."""
    kind = seed % 3
    random = np.random.default_rng(seed)
    size = (shape.num_samples, shape.channels)
    samples = random.normal(0, 1e7, size) if kind == 0 else np.full(size, 0.0 if kind == 1 else 5e6)
    stream = io.BytesIO()
    subtype = SUBTYPES[shape.bits_per_sample]
    soundfile.write(stream, samples.astype(np.int32), shape.sample_rate_hz, subtype, format="FLAC")
    return stream.getvalue()


@settings(deadline=None)
@given(shapes, st.integers(0, 100_000))
def test_it_decodes_to_as_many_zeros(shape, more):
    size = 5_000 + more
    assert samples_that_fit(size, shape) == shape.num_samples
    rate, subtype, samples = decoded(blank_sound(size, shape))
    assert (rate, subtype) == (shape.sample_rate_hz, SUBTYPES[shape.bits_per_sample])
    assert samples.shape == (shape.num_samples, shape.channels)
    assert not samples.any()


@settings(deadline=None, max_examples=40)
@given(shapes, st.integers(0, 1_000_000))
def test_there_is_room_in_the_place_of_any_encoded_sound(shape, seed):
    sound = encoded(shape, seed)
    blank = blank_sound(len(sound), shape)
    assert len(blank) == len(sound)
    assert len(decoded(blank)[2]) == shape.num_samples


@pytest.mark.skipif(not shutil.which("flac"), reason="there is no reference decoder here (Debian's package flac)")
@settings(deadline=None, max_examples=25)
@given(shapes, st.integers(0, 100_000))
def test_the_reference_decoder_finds_no_fault(shape, more):
    data = blank_sound(5_000 + more, shape)
    command = ["flac", "--test", "--silent", "--warnings-as-errors", "-"]
    subprocess.run(command, input=data, check=True, capture_output=True)


@pytest.mark.skipif(not shutil.which("flac"), reason="there is no reference decoder here (Debian's package flac)")
@pytest.mark.parametrize(("size", "samples"), [(1_000_000, 48_000 * 1200), (17_000_000, 100), (3_000, 48_000 * 100)])
def test_nor_in_long_tight_or_empty_ones(size, samples):
    data = silent_flac(size, 48_000, 1, 16, samples)
    subprocess.run(["flac", "--test", "--silent", "--warnings-as-errors", "-"], input=data, check=True)

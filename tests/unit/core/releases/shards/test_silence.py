"""Silence of a given size: bytes as the format says, checked without a decoder; decoders check it elsewhere."""

import hashlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shrutik_core.releases.shards.crc import crc8, crc16
from shrutik_core.releases.shards.silence import samples_that_fit, silent_flac
from shrutik_core.releases.shards.sound_shape import (
    FEWEST_BITS,
    HIGHEST_RATE,
    MOST_BITS,
    MOST_CHANNELS,
    MOST_SAMPLES,
    SoundShape,
)
from shrutik_core.shared.errors import Invalid

shapes = st.builds(
    SoundShape, st.integers(1, HIGHEST_RATE), st.integers(1, 8), st.integers(4, 32), st.integers(1, 2**20)
)


def silence(size, shape):
    return silent_flac(size, shape.sample_rate_hz, shape.channels, shape.bits_per_sample, shape.num_samples)


def smallest(shape):
    """The size of the least stream with frames of 4,096 samples, by trying."""
    return next(size for size in range(42, 1 << 20) if samples_that_fit(size, shape) == shape.num_samples)


@given(shapes, st.integers(4, 100_000))
def test_it_has_the_size_and_says_its_samples(shape, more):
    size = smallest(shape) + more
    assume(samples_that_fit(size, shape) == shape.num_samples)
    data = silence(size, shape)
    assert len(data) == size
    assert data[:4] == b"fLaC"
    facts = int.from_bytes(data[18:26])
    assert facts >> 44 == shape.sample_rate_hz
    assert (facts >> 41 & 7) + 1 == shape.channels
    assert (facts >> 36 & 31) + 1 == shape.bits_per_sample
    assert facts & MOST_SAMPLES == shape.num_samples
    zeros = bytes(-(-shape.bits_per_sample // 8) * shape.channels * shape.num_samples)
    assert data[26:42] == hashlib.md5(zeros, usedforsecurity=False).digest()


@given(shapes, st.integers(0, 200_000))
def test_whatever_fits_can_be_written_and_more_cannot(shape, size):
    fitting = samples_that_fit(size, shape)
    assert 0 <= fitting <= shape.num_samples
    if fitting < shape.num_samples:
        with pytest.raises(Invalid) as error:
            silence(size, shape)
        assert error.value.code == "silence_does_not_fit"
        assert fitting % 4096 == 0
    if fitting:
        less = SoundShape(shape.sample_rate_hz, shape.channels, shape.bits_per_sample, fitting)
        assert len(silence(size, less)) == size


def test_it_is_the_same_for_ever():
    digest = hashlib.sha256(silent_flac(85_000, 16_000, 1, 16, 80_000)).hexdigest()
    assert digest == "b9a5d5bc869416aa01d2acf905aa7940d859a94c78f1d4ef83f01911c04c1cb2"


def test_padding_has_room_for_four_bytes_or_none():
    shape = SoundShape(16_000, 1, 16, 100)
    least = 42 + 7 + 3 + 1 + 2
    assert [samples_that_fit(least + more, shape) for more in (-1, 0, 1, 3, 4)] == [0, 100, 0, 0, 100]


@pytest.mark.parametrize("more", [0, 1, 3, 4])
def test_more_padding_than_a_block_holds_takes_two(more):
    size = 55 + 4 + 2**24 - 1 + more
    data = silent_flac(size, 16_000, 1, 16, 100)
    first = int.from_bytes(data[43:46])
    assert len(data) == size
    assert (data[42] == 0x81) == (more == 0)
    assert more == 0 or data[42 + 4 + first] == 0x81


def test_an_hour_has_frame_numbers_of_several_bytes():
    data = silent_flac(1_000_000, 48_000, 1, 16, 48_000 * 3600)
    last = data[-15:]
    assert last[:2] == b"\xff\xf8"
    assert crc16(last) == 0


@pytest.mark.parametrize(
    ("rate", "channels", "bits", "samples"),
    [
        (0, 1, 16, 1),
        (HIGHEST_RATE + 1, 1, 16, 1),
        (1, 0, 16, 1),
        (1, MOST_CHANNELS + 1, 16, 1),
        (1, 1, FEWEST_BITS - 1, 1),
        (1, 1, MOST_BITS + 1, 1),
        (1, 1, 16, 0),
        (1, 1, 16, MOST_SAMPLES + 1),
    ],
)
def test_a_shape_that_flac_cannot_have_is_refused(rate, channels, bits, samples):
    with pytest.raises(Invalid) as error:
        silent_flac(1_000, rate, channels, bits, samples)
    assert error.value.code == "sound_shape"


def test_the_extremes_are_shapes():
    SoundShape(1, 1, FEWEST_BITS, 1)
    SoundShape(HIGHEST_RATE, MOST_CHANNELS, MOST_BITS, MOST_SAMPLES)


@pytest.mark.parametrize(("check", "told"), [(crc8, 0xF4), (crc16, 0xFEE8)])
def test_checks_of_the_digits_are_the_known_ones(check, told):
    assert check(b"123456789") == told

"""Dropouts: lost packets are counted; a synthesiser's silence and a coding of few bits are not taken for them."""

import io

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_files import by_sndfile
from shrutik_audio.measuring.dropouts import GapFinder, Gaps
from shrutik_audio.measuring.meter import Meter

RATE = 16_000
PACKET = RATE // 50


def dropouts(sound):
    """How many dropouts are counted in floats, (frames,), of any length."""
    meter = Meter(RATE, 1)
    meter.feed(np.asarray(sound, np.float32)[:, None])
    figures = meter.finish()
    return figures.dropouts * max(figures.duration, 1.0) / 60


def rounded(sound, bits):
    return np.round(sound * 2 ** (bits - 1)) / 2 ** (bits - 1)


def vowel(seconds, seed, pitch=130.0):
    """A voice of many harmonics with a wandering pitch, peaks at about 0.3."""
    rng = np.random.default_rng(seed)
    at = np.arange(round(seconds * RATE)) / RATE
    phase = 2 * np.pi * pitch * (at + 0.02 * np.sin(2 * np.pi * 3 * at))
    sound = sum(np.sin(k * phase + rng.uniform(0, 6)) / k for k in range(1, 12))
    return 0.3 * sound / np.abs(sound).max()


def vowels(seed):
    """Ten vowels of a second: of one alone the wave may be so peaked that most gaps begin or end near zero."""
    return np.concatenate([vowel(1, seed + number, pitch=110.0 + 7 * number) for number in range(10)])


def syllables(seconds, seed):
    """Vowels that swell and fade over the faintest noise, as a voice in a quiet room."""
    rng = np.random.default_rng(seed)
    sound = vowel(seconds, seed) * (0.55 - 0.45 * np.cos(2 * np.pi * 4 * np.arange(round(seconds * RATE)) / RATE))
    return rounded(sound + 3e-4 * rng.standard_normal(len(sound)), 16)


def synthesised(count, seed, burst_first=True):
    """Vowels that fade out within 20 ms, a closure of zeros, and a burst of noise that sets in at once."""
    rng = np.random.default_rng(seed)
    parts = []
    for _ in range(count):
        voiced = vowel(rng.uniform(0.1, 0.25), int(rng.integers(1 << 31)), rng.uniform(90, 220))
        voiced[-320:] *= np.linspace(1, 0, 320) ** 2
        voiced[:160] *= np.linspace(0, 1, 160)
        burst = 0.08 * rng.standard_normal(round(rng.uniform(0.01, 0.03) * RATE))
        parts += [voiced, np.zeros(round(rng.uniform(0.02, 0.08) * RATE)), burst]
    sound = rounded(np.concatenate(parts), 16)
    return sound if burst_first else sound[::-1].copy()


def lossy(sound, count, seed):
    """The same with packets of 20 ms lost at random moments, no two of which meet; and how many were."""
    rng, sound = np.random.default_rng(seed), sound.copy()
    slots = rng.permutation(np.arange(2, len(sound) // PACKET - 2, 3))[:count]
    for slot in slots:
        start = int(slot) * PACKET + int(rng.integers(PACKET))
        sound[start : start + PACKET] = 0
    return sound, len(slots)


def between(before, after, gap):
    """A gap of so many zeros between two sounds of 30 ms that end and begin at these values."""
    wobble = 1e-5 * np.arange(480) % 3e-5
    return np.concatenate([[0.5], before - wobble, np.zeros(gap), after - wobble, [0.5]])


def test_gaps_in_a_tone_are_counted():
    sound = 0.2 * np.sin(2 * np.pi * 440 * np.arange(RATE * 10) / RATE + 0.5)
    for start in range(10_000, 150_000, 20_000):
        sound[start : start + 400] = 0
    assert dropouts(sound) == pytest.approx(7)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**31))
def test_a_voice_that_lost_nothing_has_none(seed):
    assert dropouts(syllables(5, seed)) == 0


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**31), st.integers(40, 80), st.sampled_from([8, 12, 16]))
def test_of_lost_packets_a_fifth_or_more_are_counted_in_any_coding(seed, count, bits):
    sound, lost = lossy(rounded(vowels(seed), bits), count, seed)
    assert lost / 5 <= dropouts(sound) <= lost


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**31), st.booleans())
def test_the_silence_of_a_synthesiser_is_not_a_dropout(seed, burst_first):
    assert dropouts(synthesised(40, seed, burst_first)) == 0


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**31))
def test_packets_lost_of_a_synthesised_voice_are_still_counted(seed):
    sound, lost = lossy(np.concatenate([vowels(seed), synthesised(10, seed)]), 60, seed)
    assert dropouts(sound) >= lost / 5


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**31), st.integers(5, 10), st.floats(0.05, 1.0))
def test_a_coding_of_few_bits_tears_nothing(seed, bits, gain):
    assert dropouts(rounded(syllables(5, seed) * gain, bits)) == 0


@pytest.mark.parametrize(("gap", "counted"), [(31, 0), (32, 1), (PACKET, 1), (RATE // 2, 1), (RATE // 2 + 1, 0)])
def test_gaps_are_of_2_to_500_ms(gap, counted):
    assert GapFinder(RATE).feed(between(0.2, 0.2, gap)) == Gaps(torn=counted)


@pytest.mark.parametrize(("level", "counted"), [(0.0101, 1), (0.0099, 0)])
def test_softer_sound_than_40_db_below_full_scale_does_not_count(level, counted):
    assert GapFinder(RATE).feed(between(0.2, level, PACKET)) == Gaps(torn=counted)


@pytest.mark.parametrize(("steps", "counted"), [(8, 0), (9, 1)])
def test_up_to_eight_steps_of_the_coding_do_not_count(steps, counted):
    sound = np.array([30, 31, steps, steps - 1, *[0] * PACKET, steps - 1, steps, *[steps] * 60]) / 128
    assert GapFinder(RATE).feed(np.concatenate([np.full(50, steps / 128), sound[2:]])) == Gaps(torn=counted)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (0.11, 0.20, Gaps(torn=1)),
        (0.09, 0.30, Gaps(one_sided=1)),
        (0.30, 0.09, Gaps(one_sided=1)),
        (0.12, 0.17, Gaps()),
        (0.0, 0.29, Gaps()),
    ],
)
def test_an_edge_is_torn_at_a_tenth_of_the_peak_and_both_at_three_tenths(before, after, found):
    fine = 1e-6 * np.arange(480)
    left, right = 0.5 - fine, 0.5 - fine
    left[-2:], right[:2] = before * 0.5 + 1e-5, after * 0.5 + 1e-5
    sound = np.concatenate([left, np.zeros(PACKET), right])
    assert GapFinder(RATE).feed(sound) == found


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_gap_torn_on_one_side_takes_half_a_dropout_off(torn, one_sided):
    assert Gaps(torn, one_sided).dropouts == max(0, torn - one_sided / 2)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 3_000), min_size=1, max_size=30), st.integers(0, 2**31))
def test_a_gap_is_counted_once_however_the_stream_is_split(lengths, seed):
    rng = np.random.default_rng(seed)
    sound = (0.2 + 0.1 * rng.random(sum(lengths))).astype(np.float32)
    for start in range(500, len(sound) - 700, 1_500):
        sound[start : start + int(rng.integers(40, 600))] = 0
    whole, split = GapFinder(RATE), GapFinder(RATE)
    parts = np.split(sound, np.cumsum(lengths)[:-1])
    assert sum((split.feed(part) for part in parts), Gaps()) == whole.feed(sound)


CODINGS = {
    "cut to 8 bits": lambda sound: np.trunc(sound * 127) / 127,
    "floor of 8 bits": lambda sound: np.floor(sound * 128) / 128,
    "mu-law": lambda sound: _law(sound, "ULAW"),
    "A-law": lambda sound: _law(sound, "ALAW"),
    "soft in 16 bits": lambda sound: np.round(sound * 300) / 32_768,
    "soft in 16 bits, then amplified": lambda sound: np.round(sound * 300) / 300,
}


def _law(sound, subtype):
    return soundfile.read(io.BytesIO(by_sndfile(sound[:, None], RATE, subtype=subtype)))[0]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**31), st.sampled_from(sorted(CODINGS)), st.floats(0.02, 3.0))
def test_a_voice_in_a_coding_of_few_values_has_none(seed, coding, gain):
    sound = np.concatenate([syllables(5, seed), synthesised(10, seed)]) * gain
    assert dropouts(CODINGS[coding](sound)) == 0


@given(st.integers(0, 100), st.integers(0, 100))
def test_ten_coarse_gaps_take_a_dropout_off(torn, coarse):
    assert Gaps(torn, coarse=coarse).dropouts == pytest.approx(max(0, torn - coarse / 10))


@pytest.mark.parametrize(("step", "counted"), [(2.0**-10, 1), (2.0**-10 - 1e-5, 0), (2.0**-5, 1), (2.0**-5 + 1e-5, 0)])
def test_a_gap_is_coarse_if_it_begins_and_ends_with_a_step_of_6_to_10_bits(step, counted):
    sound = np.concatenate([np.full(400, 0.4), [step], np.zeros(PACKET), [step], np.full(400, 0.4)])
    assert GapFinder(RATE).feed(sound) == Gaps(coarse=counted)


@pytest.mark.parametrize(("subtype", "codes"), [("ALAW", b"\xd5\x55"), ("ULAW", b"\xff\x7f")])
@pytest.mark.parametrize("form", [lambda lost: lost, lambda lost: np.round(lost * 32_768).astype(np.int16)])
def test_packets_that_a_telephone_lost_are_counted_in_its_own_silence(subtype, codes, form):
    whole = by_sndfile(vowels(5)[:, None], RATE, subtype=subtype)
    start = whole.index(b"data") + 8
    lost = bytearray(whole)
    for number in range(40):
        at = start + (4 * number + 2) * PACKET
        lost[at : at + PACKET] = codes[number % 2 : number % 2 + 1] * PACKET
    sound, spoilt = (soundfile.read(io.BytesIO(data))[0] for data in (whole, lost))
    assert dropouts(sound) == 0
    assert 8 <= dropouts(spoilt) <= 40
    found = GapFinder(RATE).feed(form(spoilt.astype(np.float32)))
    assert found.torn >= 8


@pytest.mark.parametrize(("value", "counted"), [(2.0**-12, 1), (-(2.0**-12), 1), (2.0**-12 + 1e-6, 0)])
def test_silence_is_one_value_up_to_that_of_a_law(value, counted):
    sound = between(0.2, 0.2, PACKET)
    sound[sound == 0] = value
    assert GapFinder(RATE).feed(sound.astype(np.float32)).torn == counted


def test_faint_sound_that_changes_is_not_silence():
    sound = between(0.2, 0.2, PACKET)
    sound[sound == 0] = np.where(np.arange(PACKET) // 20 % 2, 2.0**-12, -(2.0**-12))
    assert GapFinder(RATE).feed(sound) == Gaps()

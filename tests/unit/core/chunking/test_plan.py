from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chunking_sounds import RATES, bursts, phrases, recordings
from shrutik_core.chunking import Envelope, Features, Rules, SpeechTrack, WhenShort, plan_chunks
from shrutik_core.shared.errors import Invalid

RULES = st.sampled_from(
    [
        Rules(),
        Rules(minimum=2, maximum=4, preferred_minimum=2, preferred_maximum=4, target=3),
        Rules(minimum=0.5, maximum=15, target=7, margin=0.1, silence=1.0),
        Rules(minimum=3, maximum=6.5, preferred_minimum=3.5, preferred_maximum=6, target=5, silence=20),
    ]
)


def check(plan, features, rules):
    edges = [(chunk.span.start, chunk.span.end) for chunk in plan.chunks]
    assert edges[0][0] == 0
    assert edges[-1][1] == features.samples
    assert all(one[1] == other[0] for one, other in pairwise(edges))
    assert [chunk.index for chunk in plan.chunks] == list(range(len(plan.chunks)))
    for chunk in plan.chunks:
        if not chunk.silent and features.samples >= rules.minimum * features.rate:
            assert rules.minimum - 1 / features.rate <= len(chunk.span) / features.rate
            assert len(chunk.span) / features.rate <= rules.maximum + 1 / features.rate


@pytest.mark.property
@settings(max_examples=120, deadline=None)
@given(recordings(), RULES)
def test_chunks_tile_the_recording_and_keep_the_limits(recording, rules):
    features = Features.of(*recording)
    check(plan_chunks(features, rules), features, rules)


@pytest.mark.property
@settings(max_examples=25, deadline=None)
@given(st.integers(8_000, 192_000), st.floats(0.5, 25), st.integers(0, 99))
def test_chunks_tile_at_any_rate(rate, seconds, seed):
    features = Features.of(bursts(rate, seconds, seed), rate)
    check(plan_chunks(features), features, Rules())


@pytest.mark.property
@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 4000), RULES)
def test_chunks_tile_whatever_the_features_say(seed, frames, rules):
    random = np.random.default_rng(seed)
    bands = random.integers(-30_000, 30_000, (frames, 12)).astype(np.int16)
    features = Features(bands, 16_000, (frames - 1) * 160 + int(random.integers(1, 160)), 160)
    check(plan_chunks(features, rules), features, rules)


@pytest.mark.property
@settings(max_examples=30, deadline=None)
@given(recordings(longest=24), st.integers(-8, 3))
def test_a_gain_of_two_moves_no_cut(recording, octaves):
    samples, rate = recording
    assert plan_chunks(Features.of(samples * np.float32(2.0**octaves), rate)) == plan_chunks(Features.of(samples, rate))


@pytest.mark.property
@settings(max_examples=30, deadline=None)
@given(st.integers(0, 999), st.floats(0.01, 1.9))
def test_any_gain_moves_cuts_by_no_more_than_a_frame_or_two(seed, gain):
    sound = bursts(16_000, 30, seed)
    before = plan_chunks(Features.of(sound, 16_000))
    after = plan_chunks(Features.of(sound * np.float32(gain), 16_000))
    assert all(abs(a.span.end - b.span.end) <= 320 for a, b in zip(before.chunks, after.chunks, strict=True))


@pytest.mark.property
@settings(max_examples=30, deadline=None)
@given(st.integers(0, 999), st.integers(48_000, 300_000))
def test_leading_silence_is_a_chunk_of_its_own_and_moves_no_cut(seed, lead):
    sound, rate = bursts(16_000, 30, seed), 16_000
    with_lead = plan_chunks(Features.of(np.concatenate([np.zeros(lead, np.float32), sound]), rate))
    first, *rest = with_lead.chunks
    assert first.silent
    assert lead - 0.5 * rate <= first.span.end <= lead
    later = [chunk.span.end - lead for chunk in rest]
    plain = [chunk.span.end for chunk in plan_chunks(Features.of(sound, rate)).chunks]
    assert len(later) == len(plain)
    assert max(abs(a - b) for a, b in zip(later, plain, strict=True)) <= 0.02 * rate


def test_a_lead_of_noise_moves_no_cut_within_its_pause_and_hardly_ever_to_another():
    rate, changed = 16_000, 0
    for seed in range(40):
        sound, random = phrases(rate, 40, seed), np.random.default_rng(seed)
        lead = int(random.integers(3 * rate, 15 * rate))
        noise = 1e-3 * random.standard_normal(lead, np.float32)
        first, *rest = plan_chunks(Features.of(np.concatenate([noise, sound]), rate)).chunks
        assert first.silent
        plain = np.array([chunk.span.end for chunk in plan_chunks(Features.of(sound, rate)).chunks])
        moved = [np.abs(plain - (chunk.span.end - lead)).min() / rate for chunk in rest]
        assert all(distance <= 0.02 or distance > 0.2 for distance in moved)
        changed += len(rest) != len(plain) or max(moved) > 0.02
    assert changed <= 2


@pytest.mark.property
@settings(max_examples=20, deadline=None)
@given(recordings(longest=20), st.integers(1, 50_000))
def test_the_plan_is_the_same_each_time_and_for_each_block_size(recording, size):
    samples, rate = recording
    envelope = Envelope(rate)
    for at in range(0, len(samples), size):
        envelope.feed(samples[at : at + size])
    assert plan_chunks(envelope.finish()) == plan_chunks(Features.of(samples, rate))


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("seconds", [0.5, 60])
def test_digital_silence_is_one_silent_chunk(rate, seconds):
    plan = plan_chunks(Features.of(np.zeros(int(rate * seconds), np.float32), rate))
    assert [(chunk.silent, len(chunk.span)) for chunk in plan.chunks] == [(True, int(rate * seconds))]


@pytest.mark.parametrize("level", [1e-4, 0.1])
def test_steady_noise_alone_is_silent(level):
    noise = level * np.random.default_rng(3).standard_normal(16_000 * 30, np.float32)
    assert all(chunk.silent for chunk in plan_chunks(Features.of(noise, 16_000)).chunks)


def test_a_long_silence_stands_apart_and_leaves_its_margins():
    rate = 16_000
    hush = 1e-3 * np.random.default_rng(0).standard_normal(4 * rate).astype(np.float32)
    talk = [bursts(rate, 12, seed, noise=1e-3) for seed in (1, 2)]
    for part in talk:
        part[:1600] = part[-1600:] = 0.3
    plan = plan_chunks(Features.of(np.concatenate([talk[0], hush, talk[1]]), rate))
    silent = [chunk.span for chunk in plan.chunks if chunk.silent]
    assert len(silent) == 1
    start, end = silent[0].seconds(rate)
    assert 12.3 <= start <= 12.5
    assert 15.5 <= end <= 15.7


def test_speech_shorter_than_the_minimum_between_silences_is_given_the_minimum():
    rate = 16_000
    sound = np.zeros(12 * rate, np.float32)
    sound[6 * rate : 6 * rate + 800] = 0.5
    plan = plan_chunks(Features.of(sound, rate))
    assert [chunk.silent for chunk in plan.chunks] == [True, False, True]
    start, end = plan.chunks[1].span.seconds(rate)
    assert end - start >= 1.0
    assert start <= 5.65
    assert end >= 6.4


def test_a_recording_shorter_than_the_minimum_is_one_chunk_or_refused():
    features = Features.of(bursts(16_000, 0.7, 5), 16_000)
    assert [len(chunk.span) for chunk in plan_chunks(features).chunks] == [11_200]
    with pytest.raises(Invalid) as caught:
        plan_chunks(features, Rules(when_short=WhenShort.REFUSE))
    assert caught.value.code == "recording_too_short"


def test_a_recording_without_a_sample_is_refused():
    with pytest.raises(Invalid) as caught:
        plan_chunks(Features.of(np.zeros(0, np.float32), 16_000))
    assert caught.value.code == "recording_empty"


def test_the_digest_names_the_plan_and_its_rules():
    features = Features.of(bursts(16_000, 40, 7), 16_000)
    plan = plan_chunks(features)
    assert plan.digest == plan_chunks(features, Rules()).digest
    assert len(plan.digest) == 64
    assert plan.digest != plan_chunks(features, Rules(target=5.0)).digest


def test_a_detector_that_hears_nothing_in_a_dip_moves_the_cut_there():
    rate, sound = 16_000, np.full(16_000 * 12, 0.3, np.float32)
    sound *= np.random.default_rng(0).standard_normal(len(sound)).astype(np.float32)
    sound[::rate] = 0
    sound[: rate // 5] = sound[-rate // 5 :] = 0
    heard = np.ones(1200, np.float32)
    heard[610:630] = 0.0
    plan = plan_chunks(Features.of(sound, rate), speech=SpeechTrack(heard, 0.01))
    assert [chunk.span.end for chunk in plan.chunks if 6.1 <= chunk.span.end / rate <= 6.3]


@pytest.mark.parametrize("values", [[1.5], [-0.1], [float("nan")]])
def test_a_track_holds_probabilities_only(values):
    with pytest.raises(Invalid):
        SpeechTrack(np.array(values, np.float32), 0.01)

"""Plans to the sample: what is drawn back beside a silence, what a detector changes, and what a digest is made of."""

import hashlib
from itertools import pairwise

import numpy as np
import pytest

from shrutik_core.chunking import Features, Rules, SpeechTrack, WhenShort, plan_chunks
from shrutik_core.chunking.loudness import loudness
from shrutik_core.chunking.plan import Plan, PlannedChunk
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.policy_family import plain
from shrutik_core.shared.spans import Span

RATE = 16_000


def talk(seconds, seed=1):
    """Noise as loud as speech in syllables of a fifth of a second, loud at both ends."""
    sound = 0.3 * np.random.default_rng(seed).standard_normal(round(RATE * seconds), np.float32)
    at = np.arange(len(sound)) % round(0.24 * RATE)
    sound[at >= round(0.2 * RATE)] *= 0.01
    sound[-RATE // 10 :] = sound[: RATE // 10]
    return sound.astype(np.float32)


def hush(seconds):
    return np.zeros(round(RATE * seconds), np.float32)


def plan_of(*parts, rules=None, speech=None):
    return plan_chunks(Features.of(np.concatenate(parts), RATE), rules, speech=speech)


def spans(plan):
    return [(chunk.span.start, chunk.span.end, chunk.silent) for chunk in plan.chunks]


def test_a_digest_is_that_of_rules_rate_and_spans_as_anybody_can_reckon():
    rules = Rules(target=5.0)
    plan = plan_of(talk(3), hush(4), talk(3), rules=rules)
    lines = [f"{key}={value}" for key, value in sorted(plain(rules).items())] + [f"rate={RATE}"]
    lines += [f"{start} {end} {'silent' if silent else 'speech'}" for start, end, silent in spans(plan)]
    assert {silent for _, _, silent in spans(plan)} == {True, False}
    assert plan.digest == hashlib.sha256("\n".join(lines).encode()).hexdigest()


def test_a_plan_of_a_few_words_is_one_chunk():
    plan = plan_of(talk(2))
    assert plan == Plan((PlannedChunk(0, Span(0, 2 * RATE), silent=False),), plan.digest)


def test_speech_at_both_ends_that_is_too_short_is_given_the_minimum_from_the_silence():
    plan = plan_of(talk(0.3), hush(6), talk(0.3))
    minimum = round(Rules().minimum * RATE)
    total = round(6.6 * RATE)
    assert spans(plan) == [(0, minimum, False), (minimum, total - minimum, True), (total - minimum, total, False)]


def test_speech_between_silences_that_is_too_short_is_given_the_minimum_from_the_later_one():
    plan = plan_of(hush(6), talk(0.2), hush(6), rules=Rules(margin=0.1))
    (_, first, _), (start, end, silent), (last, total, _) = spans(plan)
    assert (first, end - start, silent, last, total) == (start, RATE, False, end, round(12.2 * RATE))
    assert start <= 6 * RATE
    assert end >= round(6.2 * RATE)


def test_a_silence_keeps_its_margins_to_the_frame():
    plan = plan_of(talk(3), hush(5), talk(3), rules=Rules(margin=0.3))
    ((start, end),) = [(start, end) for start, end, silent in spans(plan) if silent]
    assert abs(start / RATE - 3.3) <= 0.08
    assert abs(end / RATE - 7.7) <= 0.08
    wider = plan_of(talk(3), hush(5), talk(3), rules=Rules(margin=0.6))
    ((later, earlier),) = [(start, end) for start, end, silent in spans(wider) if silent]
    assert (later - start, end - earlier) == (round(0.3 * RATE), round(0.3 * RATE))


@pytest.mark.parametrize(("seconds", "apart"), [(2.5, False), (3.3, True)])
def test_a_silence_stands_apart_from_the_length_that_the_rules_say(seconds, apart):
    plan = plan_of(talk(3), hush(seconds), talk(3), rules=Rules(silence=3.0))
    assert any(silent for _, _, silent in spans(plan)) == apart


def test_a_silence_that_is_eaten_by_its_neighbours_is_none():
    rules = Rules(minimum=2.0, maximum=12.0, target=6.0, preferred_minimum=3.0, silence=2.1, margin=0.05)
    plan = plan_of(talk(0.4), hush(2.6), talk(0.4), rules=rules)
    assert spans(plan) == [(0, round(3.4 * RATE), False)]


def test_a_recording_of_just_the_minimum_is_taken_and_one_sample_less_is_refused():
    rules = Rules(when_short=WhenShort.REFUSE)
    just = round(rules.minimum * RATE)
    assert spans(plan_chunks(Features.of(talk(2)[:just], RATE), rules)) == [(0, just, False)]
    with pytest.raises(Invalid) as caught:
        plan_chunks(Features.of(talk(2)[: just - 1], RATE), rules)
    assert caught.value.code == "recording_too_short"
    assert spans(plan_chunks(Features.of(talk(2)[: just - 1], RATE))) == [(0, just - 1, False)]


def test_where_a_detector_hears_speech_there_is_no_silence():
    sound = (talk(3), hush(5), talk(3))
    frames = 1_100
    assert any(silent for _, _, silent in spans(plan_of(*sound)))
    certain = SpeechTrack(np.ones(frames, np.float32), 0.01)
    assert not any(silent for _, _, silent in spans(plan_of(*sound, speech=certain)))


@pytest.mark.parametrize(("heard", "silent"), [(0.0, True), (0.5, True), (0.51, False)])
def test_a_detector_speaks_against_a_silence_only_when_it_is_more_sure_than_not(heard, silent):
    track = np.ones(1_100, np.float32)
    track[300:800] = heard
    plan = plan_of(talk(3), hush(5), talk(3), speech=SpeechTrack(track, 0.01))
    assert any(one for _, _, one in spans(plan)) == silent


def test_a_detector_alone_does_not_make_a_silence_of_speech():
    track = SpeechTrack(np.zeros(1_100, np.float32), 0.01)
    assert not any(silent for _, _, silent in spans(plan_of(talk(11), speech=track)))


def test_a_dip_is_cut_at_to_the_frame_wherever_the_silence_before_it_ends():
    for lead in (0.0, 6.0, 6.005):
        sound = talk(12)
        sound[round(5.9 * RATE) : round(6.1 * RATE)] = 0
        plan = plan_of(hush(lead), sound) if lead else plan_of(sound)
        inner = [end / RATE - lead for _, end, silent in spans(plan) if not silent][:-1]
        assert [abs(cut - 6.0) < 0.05 for cut in inner] == [True]


def test_speech_without_a_pause_is_cut_evenly_within_the_limits():
    rules = Rules()
    plan = plan_of(talk(45))
    lengths = [(end - start) / RATE for start, end, _ in spans(plan)]
    assert len(lengths) > 3
    assert all(rules.minimum <= length <= rules.maximum for length in lengths)
    assert all(one[1] == other[0] for one, other in pairwise(spans(plan)))


def test_a_detector_that_hears_just_what_the_features_say_moves_no_cut():
    features = Features.of(np.concatenate([talk(4), hush(0.6), talk(6, 2), hush(0.5), talk(9, 3)]), RATE)
    near = loudness(features).near
    # Ten steps to a frame, those beside its moment alike: read between the steps, the track is `near` to the bit.
    steps = np.arange(10 * len(near))
    frames = np.minimum(np.round((steps + 0.5) / 10).astype(int), len(near) - 1)
    track = SpeechTrack(near[frames], features.hop / RATE / 10)
    plain_cuts = [chunk.span for chunk in plan_chunks(features).chunks]
    assert len(plain_cuts) == 3
    assert [chunk.span for chunk in plan_chunks(features, speech=track).chunks] == plain_cuts


def test_without_a_place_that_keeps_the_limits_speech_is_cut_in_half():
    rules = Rules(minimum=1.0, maximum=2.0, preferred_minimum=1.0, preferred_maximum=2.0, target=1.5)
    sound = talk(3)[: 2 * RATE + 1]
    sound[:7] = 0  # the frames lie 7 samples beside whole hops, and so none at the one sample where a cut may be
    assert spans(plan_of(sound, rules=rules)) == [(0, RATE, False), (RATE, 2 * RATE + 1, False)]


def shortest_silence(rules):
    """The frames of the shortest silence between words that stands apart."""
    return next(
        frames
        for frames in range(round(100 * rules.silence) - 20, round(100 * rules.silence) + 20)
        if any(silent for _, _, silent in spans(plan_of(talk(3), hush(frames / 100), talk(3), rules=rules)))
    )


def test_a_silence_stands_apart_within_a_frame_of_the_length_that_the_rules_say():
    assert shortest_silence(Rules(silence=3.0)) == 299
    assert shortest_silence(Rules(silence=2.5)) == 249

"""How many workers a queue gets: never beyond its limits, up at once, down only after calm, and steady in between."""

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.metrics.scaling import MOST_WORKERS, TOLERANCE, Scaling, ScalingRule
from shrutik_core.shared.errors import Invalid

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
CALM = timedelta(minutes=5)
RULE = ScalingRule(patience=60, fewest=1, most=4, calm=CALM)


@st.composite
def rules(draw):
    most = draw(st.integers(1, MOST_WORKERS))
    return ScalingRule(
        patience=draw(st.floats(0.001, 10_000)),
        fewest=draw(st.integers(0, most)),
        most=most,
        calm=timedelta(seconds=draw(st.integers(0, 86_400))),
    )


looks = st.lists(st.tuples(st.floats(0, 1e9), st.integers(0, 3_600)), min_size=1, max_size=30)


def history(rule, looked):
    now, states = NOON, [Scaling(rule)]
    for age, later in looked:
        now += timedelta(seconds=later)
        states.append(states[-1].seen(age, now))
    return states


def after(rule, *ages, every=15):
    return [one.workers for one in history(rule, [(age, every) for age in ages])[1:]]


@pytest.mark.property
@given(rules(), looks)
def test_workers_stay_within_their_limits(rule, looked):
    assert all(rule.fewest <= one.workers <= rule.most for one in history(rule, looked))


@pytest.mark.property
@given(rules(), looks)
def test_there_are_at_once_as_many_as_are_wished_for(rule, looked):
    states = history(rule, looked)
    for before, state, (age, _) in zip(states, states[1:], looked, strict=False):
        assert state.workers >= rule.wish(age, before.workers)


@pytest.mark.property
@given(rules(), looks)
def test_none_is_taken_away_that_was_wished_for_within_the_time_of_calm(rule, looked):
    states = history(rule, looked)
    for turn, state in enumerate(states[1:], 2):
        now = state.wishes[-1][0]
        wished = [number for earlier in states[:turn] for at, number in earlier.wishes if at > now - rule.calm]
        assert state.workers == max([*wished, state.wishes[-1][1]])


@pytest.mark.property
@given(rules(), st.floats(0, 1e9))
def test_the_same_age_over_and_over_settles_and_stays(rule, age):
    later = max(1, int(rule.calm.total_seconds()))
    workers = [one.workers for one in history(rule, [(age, later)] * 12)[1:]]
    assert len(set(workers[3:])) == 1


@pytest.mark.property
@given(rules(), st.integers(1, MOST_WORKERS), st.floats(-TOLERANCE, TOLERANCE))
def test_an_age_that_is_nearly_what_workers_are_good_for_changes_nothing(rule, workers, off):
    held = max(rule.fewest, min(rule.most, workers))
    if held:
        assert rule.wish(rule.patience * held * (1 + 0.999 * off), held) == held


def test_a_queue_that_ages_gets_more_at_once_and_loses_them_after_calm():
    assert after(RULE, 0, 90, 150, 500) == [1, 2, 3, 4]
    calm = after(RULE, 500, *[0] * 25)
    assert calm == [4] * 20 + [1] * 6


def test_the_tolerance_ends_where_it_is_said():
    assert RULE.wish(120 * (1 + TOLERANCE), 2) == 2
    assert RULE.wish(120 * (1 + TOLERANCE) + 0.01, 2) == 3
    assert RULE.wish(180 * (1 - TOLERANCE), 3) == 3
    assert RULE.wish(120 * (1 - TOLERANCE) - 0.01, 2) == 2
    assert RULE.wish(60 * (1 - TOLERANCE) - 0.01, 2) == 1


def test_nothing_waits_and_none_is_needed():
    rule = ScalingRule(fewest=0, calm=timedelta())
    assert after(rule, 0, 1, 0) == [0, 1, 0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"patience": 0},
        {"patience": math.nan},
        {"patience": math.inf},
        {"fewest": -1},
        {"fewest": 5, "most": 4},
        {"fewest": 0, "most": 0},
        {"most": MOST_WORKERS + 1},
        {"calm": timedelta(seconds=-1)},
        {"calm": timedelta(days=1, seconds=1)},
    ],
)
def test_numbers_that_make_no_sense_are_refused(wrong):
    with pytest.raises(Invalid) as refused:
        ScalingRule(**wrong)
    assert refused.value.code == "scaling_invalid"


def test_the_limits_themselves_are_taken():
    ScalingRule(fewest=MOST_WORKERS, most=MOST_WORKERS, calm=timedelta(days=1))
    ScalingRule(fewest=0, most=1, calm=timedelta())

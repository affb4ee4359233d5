"""The pulse as points of a plot: nothing is lost or counted twice, and there are never too many."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.metrics.pulse import KEPT, MOST_POINTS, SLOT, PulseSlot, gathered, slot_at, width_for

NOW = datetime(2026, 11, 30, 12, 34, 56, tzinfo=UTC)
DAYS = st.integers(1, KEPT.days).map(lambda days: timedelta(days=days))


@st.composite
def slots(draw):
    """Slots of the last 40 days, each once."""
    backs = draw(st.lists(st.integers(0, 40 * 288), unique=True, max_size=20))
    counts = st.integers(0, 1_000)
    return [
        PulseSlot(slot_at(NOW) - back * SLOT, draw(counts), draw(counts), draw(counts), draw(counts), 1.5 * back, 2)
        for back in backs
    ]


@given(st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)), DAYS)
def test_a_slot_holds_the_instant(instant, span):
    width = width_for(span)
    assert slot_at(instant, width) <= instant < slot_at(instant, width) + width


@given(DAYS)
def test_points_are_few_and_make_up_the_span(span):
    points = gathered((), span, NOW)
    width = width_for(span)
    assert len(points) <= MOST_POINTS
    assert width % SLOT == timedelta()
    assert {after.begins - before.begins for before, after in itertools.pairwise(points)} <= {width}
    assert points[-1].begins <= NOW < points[-1].begins + width
    assert NOW - span - width < points[0].begins <= NOW - span + width


@given(slots(), DAYS)
def test_what_was_counted_is_in_one_point_and_the_most_is_seen(given_, span):
    points = gathered(given_, span, NOW)
    inside = [one for one in given_ if one.begins >= points[0].begins]
    for name in ("requests", "failed", "decided"):
        assert sum(getattr(one, name) for one in points) == sum(getattr(one, name) for one in inside)
    for name in ("waiting", "oldest", "dead"):
        seen = [getattr(one, name) for one in inside]
        assert max(getattr(one, name) for one in points) == max(seen, default=0)


@pytest.mark.parametrize(("days", "minutes", "number"), [(1, 15, 96), (7, 85, 119), (30, 360, 120)])
def test_how_long_a_point_is(days, minutes, number):
    span = timedelta(days=days)
    assert width_for(span) == timedelta(minutes=minutes)
    assert len(gathered((), span, NOW)) == number


def test_a_month_is_kept_in_few_rows():
    assert KEPT // SLOT == 8_640
    assert width_for(KEPT) * MOST_POINTS >= KEPT

"""Streaks and the last days of a person."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.people.activity import LAST_DAYS, ActiveDay, Activity

TODAY = date(2026, 3, 1)


def active(*back: int) -> Activity:
    """Something was done so many days ago."""
    return Activity(days=tuple(ActiveDay(TODAY - timedelta(days=days), 1.0) for days in sorted(back, reverse=True)))


@given(st.sets(st.integers(0, 40)))
def test_a_streak_counts_days_without_a_gap_and_forgives_today(back):
    streak, first = active(*back).streak(TODAY), 0 if 0 in back else 1
    assert {*range(first, first + streak)} <= back
    assert first + streak not in back


def test_a_streak_that_broke_two_days_ago_is_over():
    assert [active(2, 3).streak(TODAY), active(1, 2, 3).streak(TODAY), active(0, 1, 3).streak(TODAY)] == [0, 3, 2]


@given(st.sets(st.integers(-2, 60)))
def test_the_last_days_are_all_there_and_today_is_the_last(back):
    days = active(*back).last_days(TODAY)
    assert [one.date for one in days] == [TODAY - timedelta(days=ago) for ago in reversed(range(LAST_DAYS))]
    assert {(TODAY - one.date).days for one in days if one.recorded_seconds} == {
        ago for ago in back if 0 <= ago < LAST_DAYS
    }

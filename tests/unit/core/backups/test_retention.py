"""Which back-ups are kept: never none, the last of each period, and the same ones if asked again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.backups.retention import MOST, Retention
from shrutik_core.shared.errors import Invalid

INSTANTS = st.lists(
    st.datetimes(datetime(2024, 12, 1), datetime(2026, 3, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - Hypothesis adds it
    max_size=60,
)
RULES = st.builds(Retention, *[st.integers(0, 8)] * 3)


@given(INSTANTS, RULES)
def test_the_newest_is_always_kept(instants, rule):
    kept = rule.kept(instants)
    assert kept <= set(instants)
    assert not instants or max(instants) in kept


@given(INSTANTS, RULES)
def test_what_was_kept_is_kept_again(instants, rule):
    kept = rule.kept(instants)
    assert rule.kept(kept) == kept


@given(INSTANTS, RULES)
def test_no_more_are_kept_than_are_asked_for(instants, rule):
    assert len(rule.kept(instants)) <= max(1, rule.daily + rule.weekly + rule.monthly)


@given(INSTANTS, RULES, st.integers(0, 8))
def test_who_asks_for_more_loses_nothing(instants, rule, more):
    wider = Retention(rule.daily + more, rule.weekly + more, rule.monthly + more)
    assert rule.kept(instants) <= wider.kept(instants)


@given(INSTANTS, RULES)
def test_the_last_of_each_day_is_kept(instants, rule):
    days = sorted({one.date() for one in instants}, reverse=True)[: rule.daily]
    lasts = {max(one for one in instants if one.date() == day) for day in days}
    assert lasts <= rule.kept(instants)


@given(INSTANTS, RULES)
def test_what_is_removed_is_younger_than_something_kept_of_its_period_or_beyond_the_number(instants, rule):
    kept = rule.kept(instants)
    for removed in set(instants) - kept:
        same_day = [one for one in kept if one.date() == removed.date() and one > removed]
        days_kept = {one.date() for one in instants if one.date() >= removed.date()}
        assert same_day or len(days_kept) > rule.daily


def test_a_year_of_days():
    start = datetime(2025, 1, 1, 3, tzinfo=UTC)
    kept = Retention(7, 4, 12).kept(start + timedelta(days=day) for day in range(365))
    ends = ["01-31", "02-28", "03-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30", "10-31", "11-30"]
    sundays, last_week = ["12-14", "12-21"], [f"12-{day}" for day in range(25, 32)]
    # The weeks are those of the 8th, 15th, 22nd (whose Sunday is among the seven days) and 29th of December.
    assert sorted(one.date().isoformat()[5:] for one in kept) == [*ends, *sundays, *last_week]


@pytest.mark.parametrize("number", [-1, MOST + 1])
def test_numbers_have_a_range(number):
    Retention(0, 0, 0)
    Retention(MOST, MOST, MOST)
    with pytest.raises(Invalid, match="can be kept"):
        Retention(daily=number)

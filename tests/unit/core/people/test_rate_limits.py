"""Rates: whatever comes when, no more is granted than a rate allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.people.rate_limits import (
    DEFAULT_RATES,
    LONGEST_SECONDS,
    MOST_TOKENS,
    By,
    Limit,
    Rate,
    RateLimits,
    refused,
)
from shrutik_core.shared.errors import Invalid

SECOND = 1_000_000_000
RATES = st.builds(Rate, st.integers(1, 50), st.integers(1, 100))
GAPS = st.lists(st.integers(0, 5 * SECOND), max_size=60)


@given(RATES, GAPS, st.integers(0, 10**18))
def test_in_any_time_no_more_is_granted_than_at_once_and_what_came_back(rate, gaps, now):
    full_at, granted = 0, []
    for gap in gaps:
        now += gap
        full_at, reserve = rate.take(full_at, now)
        if reserve.granted:
            granted.append(now)
    apart = rate.seconds * SECOND // rate.most
    for first, began in enumerate(granted):
        for last in range(first, len(granted)):
            assert last - first + 1 <= rate.most + (granted[last] - began) // apart


@given(RATES, GAPS, st.integers(0, 10**18))
def test_who_waits_as_long_as_was_said_is_granted(rate, gaps, now):
    full_at = 0
    for gap in gaps:
        now += gap
        full_at, reserve = rate.take(full_at, now)
        if not reserve.granted:
            later = now + round(reserve.wait * SECOND) + 1_000
            assert rate.take(full_at, later)[1].granted
            assert not rate.take(full_at, later - 3_000)[1].granted


@given(RATES, st.integers(0, 10**18), st.integers(0, 10**18))
def test_nobody_waits_longer_than_the_rate_does(rate, full_at, now):
    _, reserve = rate.take(full_at, now)
    assert reserve.wait <= rate.seconds
    assert reserve.full_in <= rate.seconds
    assert 0 <= reserve.remaining <= rate.most


@pytest.mark.parametrize(("most", "seconds"), [(0, 1), (1, 0), (MOST_TOKENS + 1, 1), (1, LONGEST_SECONDS + 1), (-1, 1)])
def test_what_is_not_a_rate_is_refused(most, seconds):
    with pytest.raises(Invalid) as error:
        Rate(most, seconds)
    assert error.value.code == "rate_invalid"


def test_the_largest_and_the_smallest_are_rates():
    for most in (1, MOST_TOKENS):
        for seconds in (1, LONGEST_SECONDS):
            assert Rate(most, seconds).take(0, 10**18)[1].granted


def test_who_is_refused_is_told_whole_seconds():
    _, reserve = Rate(1, 100).take(10**18 + 30 * SECOND + 1, 10**18)
    assert refused(reserve).extra == {"retry_after": 31}
    assert "31 seconds" in refused(reserve).detail


def test_an_installation_changes_one_rate_a_class_or_all():
    limits = RateLimits().changed({"login.address": (1, 2), "read": None})
    assert limits.rate(Limit.LOGIN, By.ADDRESS) == Rate(1, 2)
    assert limits.rate(Limit.LOGIN, By.NAMED) == DEFAULT_RATES[Limit.LOGIN, By.NAMED]
    assert limits.rate(Limit.READ, By.ACCOUNT) is None
    assert RateLimits().changed({"*": None}).rates == {}
    assert set(RateLimits().changed({"*": (3, 4)}).rates.values()) == {Rate(3, 4)}
    assert RateLimits().changed({"upload.address": (3, 4)}).rate(Limit.UPLOAD, By.ADDRESS) == Rate(3, 4)


@pytest.mark.parametrize("name", ["", "reads", "read.nobody", ".account", "*.account", "read.account.x"])
def test_a_rate_that_there_is_not_is_refused(name):
    with pytest.raises(Invalid) as error:
        RateLimits().changed({name: (1, 1)})
    assert error.value.code == "rate_invalid"


def test_a_failed_guess_costs_more_of_a_name_from_one_address_than_from_all():
    one = DEFAULT_RATES[Limit.LOGIN, By.NAMED_FROM_ADDRESS]
    every = DEFAULT_RATES[Limit.LOGIN, By.NAMED]
    assert every.most >= 10 * one.most

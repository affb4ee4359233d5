"""Pauses grow, and not without end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_system.pauses import FIRST_SECONDS, MOST_SECONDS, seconds_after


@given(tries=st.integers(0, 10**6))
def test_each_is_as_long_as_the_one_before_or_longer(tries):
    assert FIRST_SECONDS <= seconds_after(tries) <= seconds_after(tries + 1) <= MOST_SECONDS


@pytest.mark.parametrize(("tries", "seconds"), [(0, 0.5), (1, 1.0), (3, 4.0), (4, 5.0)])
def test_they_double_up_to_five_seconds(tries, seconds):
    assert seconds_after(tries) == seconds

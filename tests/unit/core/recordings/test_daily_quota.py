"""A day's uploads: up to the limit and once beyond it, and again after midnight UTC."""

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.recordings.daily_quota import DailyQuota, Uploaded, midnight
from shrutik_core.shared.errors import Invalid, UsedUp
from shrutik_core.testing import strategies

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


def passes(quota, uploaded, size=1):
    try:
        quota.check(uploaded, NOON, size)
    except UsedUp as error:
        assert error.code == "daily_upload_used_up"
        return False
    return True


@given(
    st.none() | st.integers(1, 10_000),
    st.none() | st.floats(0.1, 10_000),
    st.lists(st.tuples(st.integers(1, 3_000), st.floats(0, 3_000)), max_size=30),
)
def test_bytes_of_a_day_stay_within_the_limit_and_seconds_but_for_the_upload_that_crosses_it(size, seconds, uploads):
    quota, taken = DailyQuota(size, seconds), Uploaded()
    assert quota.limited == (size is not None or seconds is not None)
    for bytes_, length in uploads:
        fits = (size is None or taken.bytes + bytes_ <= size) and (seconds is None or taken.seconds < seconds)
        assert passes(quota, taken, bytes_) == fits
        assert quota.room(taken) == (None if size is None else size - taken.bytes)
        if fits:
            taken = Uploaded(taken.bytes + bytes_, taken.seconds + length)
    assert size is None or taken.bytes <= size
    assert seconds is None or taken.seconds < seconds + 3_000


def test_a_day_is_full_exactly_at_its_limit():
    quota = DailyQuota(bytes=1024 * 1024, seconds=60.0)
    assert passes(quota, Uploaded(1024 * 1024 - 1, 59.9))
    assert passes(quota, Uploaded(1024 * 1024 - 7, 59.9), 7)
    assert not passes(quota, Uploaded(1024 * 1024 - 7, 59.9), 8)
    with pytest.raises(UsedUp, match="1 MB a day"):
        quota.check(Uploaded(1024 * 1024, 0.0), NOON)
    with pytest.raises(UsedUp, match="1 minutes of sound a day"):
        quota.check(Uploaded(0, 60.0), NOON)


@given(strategies.instants())
def test_it_is_told_when_the_next_day_begins(now):
    with pytest.raises(UsedUp) as caught:
        DailyQuota(bytes=1).check(Uploaded(1), now)
    wait = caught.value.extra["retry_after"]
    later = now + timedelta(seconds=wait)
    assert 0 < wait <= 24 * 3600
    assert midnight(later) == midnight(now) + timedelta(days=1)
    assert midnight(now) <= now
    assert later - midnight(later) < timedelta(seconds=1)


@pytest.mark.parametrize(
    "wrong", [{"bytes": 0}, {"bytes": -1}, {"seconds": 0}, {"seconds": -0.5}, {"seconds": math.nan}]
)
def test_a_limit_is_above_zero(wrong):
    with pytest.raises(Invalid) as caught:
        DailyQuota(**wrong)
    assert caught.value.code == "quota_invalid"
    assert not DailyQuota().limited

"""How much of releases one person may download a day: never more, whoever asks at once, and all of it at least."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.errors import Invalid, UsedUp
from shrutik_core.testing.builders import a_contributor
from shrutik_core.use_cases.releases.download_quota import MOST_GIGABYTES, DownloadQuota
from shrutik_memory.clock import MemoryClock
from shrutik_memory.rate_limiter import MemoryRateLimiter
from shrutik_system.rate_limiter import SharedRateLimiter

GB = 10**9
ONE, OTHER = a_contributor(1).id, a_contributor(2).id


def passes(quota, size, person=ONE):
    """Whether the person gets so many bytes."""
    try:
        quota(person, size)
    except UsedUp as error:
        assert (error.code, error.extra["most"]) == ("daily_download_used_up", quota.gigabytes)
        assert error.extra["retry_after"] >= 1
        return False
    return True


@given(st.integers(1, 5), st.lists(st.integers(0, 3 * GB), max_size=30))
def test_nobody_gets_more_in_an_instant_than_the_share_and_what_fits_always_goes_through(gigabytes, sizes):
    """But for one file that is larger than the share, which only a share that is whole lets through."""
    quota, share = DownloadQuota(MemoryRateLimiter(MemoryClock()), gigabytes), gigabytes * 10**6
    left = share
    for size in sizes:
        count = min(-(-size // 1_000), share)
        assert passes(quota, size) is (count <= left)
        left -= count if count <= left else 0
    assert passes(quota, GB, OTHER)


def test_the_whole_share_is_there_and_a_byte_more_is_not_until_it_comes_back():
    clock = MemoryClock()
    quota = DownloadQuota(MemoryRateLimiter(clock), 24)
    assert passes(quota, 24 * GB)
    with pytest.raises(UsedUp) as error:
        quota(ONE, GB)
    assert error.value.extra["retry_after"] == 3_600
    clock.advance(timedelta(hours=1))
    assert passes(quota, GB)
    assert not passes(quota, 1)
    clock.advance(timedelta(days=1))
    assert passes(quota, 100 * GB)


@pytest.mark.parametrize("limiter", [lambda: MemoryRateLimiter(MemoryClock()), SharedRateLimiter])
def test_of_those_who_ask_at_once_no_more_get_through_than_the_share_holds(limiter):
    quota = DownloadQuota(limiter(), 1)
    with ThreadPoolExecutor(16) as pool:
        let = list(pool.map(lambda _: passes(quota, 300 * 10**6), range(64)))
    assert sum(let) == 3


def test_without_a_limit_nothing_is_counted_and_no_limit_is_below_0_or_beyond_the_most():
    assert all(passes(DownloadQuota(MemoryRateLimiter(MemoryClock())), 10**15) for _ in range(3))
    limiter = MemoryRateLimiter(MemoryClock())
    assert passes(DownloadQuota(limiter, MOST_GIGABYTES), GB)
    for gigabytes in (-1, MOST_GIGABYTES + 1):
        with pytest.raises(Invalid) as error:
            DownloadQuota(limiter, gigabytes)
        assert error.value.code == "download_quota_invalid"

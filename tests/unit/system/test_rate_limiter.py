"""Tokens in memory that processes share: exact among them, bounded, and none is kept by the dead."""

import os
import signal
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.people.rate_limits import Rate
from shrutik_core.testing import contracts
from shrutik_system.rate_limiter import PLACES, SharedRateLimiter
from shrutik_system.shared_locks import FileLocks, RobustLocks

SLOW = Rate(10, 86_400)
LOCKS = 256


class TestSharedRateLimiter(contracts.RateLimiterContract):
    @pytest.fixture
    def limiter(self):
        return SharedRateLimiter(1_024)


class TestWithLocksOfAFile(contracts.RateLimiterContract):
    @pytest.fixture
    def limiter(self):
        return SharedRateLimiter(1_024, FileLocks(LOCKS))


def in_a_child(work):
    """Its process id; it ends with what the work returns as exit code."""
    pid = os.fork()
    if pid == 0:
        code = 255
        try:
            code = work()
        finally:
            os._exit(code)
    return pid


def exit_code(pid):
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@pytest.mark.parametrize("locks", [RobustLocks, FileLocks])
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_of_many_processes_at_once_so_many_are_granted(locks):
    limiter = SharedRateLimiter(1_024, locks(LOCKS))
    start = time.monotonic() + 0.2

    def work():
        while time.monotonic() < start:
            time.sleep(0.001)
        return sum(limiter.take("one", Rate(100, 86_400)).granted for _ in range(2_000))

    children = [in_a_child(work) for _ in range(4)]
    assert sum(map(exit_code, children)) == 100


@pytest.mark.parametrize("locks", [RobustLocks, FileLocks])
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_who_is_killed_while_holding_a_lock_keeps_nobody_out(locks):
    made = locks(LOCKS)
    limiter = SharedRateLimiter(1, made)

    def work():
        with made.hold(number):
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    for number in range(LOCKS):  # noqa: B007 - the child holds it
        assert exit_code(in_a_child(work)) == -signal.SIGKILL
    assert [limiter.take(str(key), SLOW).granted for key in range(LOCKS)] == [True] * LOCKS
    for number in (0, LOCKS - 1):
        with made.hold(number):
            pass


def test_a_full_bucket_forgets_the_key_whose_tokens_are_all_there_soonest():
    limiter = SharedRateLimiter(1)
    for key in range(PLACES):
        assert limiter.take(f"hungry {key}", SLOW, 10 - key).granted
    assert limiter.take("new", SLOW, 10).granted
    assert not limiter.take("hungry 0", SLOW).granted
    assert not limiter.take("new", SLOW).granted


def test_tokens_come_back_with_time():
    limiter, rate = SharedRateLimiter(1), Rate(10, 1)
    assert limiter.take("one", rate, 10).granted
    assert not limiter.take("one", rate).granted
    time.sleep(0.25)
    assert [limiter.take("one", rate).granted for _ in range(2)] == [True, True]
    assert not limiter.take("one", rate, 8).granted


@given(st.text(), st.text())
def test_keys_that_differ_do_not_meet(one, other):
    limiter = SharedRateLimiter(1)
    assert limiter.take(one, Rate(1, 86_400)).granted
    assert limiter.take(other, Rate(1, 86_400)).granted is (one != other)

"""Tokens in Redis: exact among processes, gone by themselves, and a request goes on while Redis is away."""

import logging
import os
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servers.process import running
from servers.redis_server import redis_server
from shrutik_core.people.rate_limits import LONGEST_SECONDS, MOST_TOKENS, Rate
from shrutik_core.testing import contracts
from shrutik_redis.address import read_redis_url
from shrutik_redis.connecting import connect
from shrutik_redis.rate_limiter import RedisRateLimiter
from shrutik_system.rate_limiter import SharedRateLimiter

SLOW = Rate(10, 86_400)
PAUSE = 0.1


def client(url):
    return connect(read_redis_url(url), patience=0.25, retries=0)


class NoneMeanwhile:
    """Fails the test if Redis was not asked."""

    def take(self, key, rate, count=1):
        raise AssertionError("Redis was away")

    give_back = take


@pytest.fixture
def redis(standing):
    with client(standing.url) as redis:
        redis.flushall()
        yield redis


class TestRedisRateLimiter(contracts.RateLimiterContract):
    @pytest.fixture
    def limiter(self, redis):
        return RedisRateLimiter(redis, NoneMeanwhile())


@given(
    rate=st.builds(Rate, st.integers(1, MOST_TOKENS), st.integers(1, LONGEST_SECONDS)),
    counts=st.lists(st.integers(1, MOST_TOKENS), max_size=5),
)
@settings(max_examples=100, deadline=None)
def test_rates_of_any_size_are_counted_as_the_core_counts_them(standing, rate, counts):
    with client(standing.url) as redis:
        redis.flushall()
        limiter, full_at = RedisRateLimiter(redis, NoneMeanwhile()), 0
        for count in counts:
            # What came back meanwhile is less than a second's worth.
            full_at, told = rate.take(full_at, 0, count)
            late = full_at + rate.apart * count - rate.apart * rate.most
            found = limiter.take("one", rate, count)
            if told.granted:
                assert found.granted
            elif late > 1_000_000_000:
                assert not found.granted
            else:
                return


COUNT = """
import sys
from shrutik_core.people.rate_limits import Rate
from shrutik_redis.address import read_redis_url
from shrutik_redis.connecting import connect
from shrutik_redis.rate_limiter import RedisRateLimiter

limiter = RedisRateLimiter(connect(read_redis_url(sys.argv[1])), None)
sys.stdin.read()
print(sum(limiter.take("one", Rate(100, 86_400)).granted for _ in range(500)))
"""


def test_of_many_processes_at_once_so_many_are_granted(standing, redis):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    words, pipe = [sys.executable, "-c", COUNT, standing.url], subprocess.PIPE
    others = [subprocess.Popen(words, env=environment, stdin=pipe, stdout=pipe, text=True) for _ in range(3)]
    for other in others:
        other.stdin.close()
        other.stdin = None
    assert sum(int(other.communicate(timeout=30)[0]) for other in others) == 100
    assert [other.returncode for other in others] == [0, 0, 0]


def test_tokens_come_back_and_keys_are_forgotten(redis):
    limiter, rate = RedisRateLimiter(redis, NoneMeanwhile()), Rate(10, 1)
    assert limiter.take("mina@example.org", rate, 10).granted
    assert not limiter.take("mina@example.org", rate).granted
    (name,) = redis.keys()
    assert name.startswith(b"shrutik:rate:{")
    assert b"mina" not in name
    assert 0 < redis.pttl(name) <= 1_000
    time.sleep(0.25)
    assert [limiter.take("mina@example.org", rate).granted for _ in range(2)] == [True, True]
    time.sleep(1.1)
    assert redis.dbsize() == 0


def test_a_clock_that_was_set_back_keeps_nobody_out_for_longer(redis):
    limiter, rate = RedisRateLimiter(redis, NoneMeanwhile()), Rate(10, 1)
    assert limiter.take("one", rate).granted
    (name,) = redis.keys()
    year_2100 = 4_102_444_800
    redis.set(name, f"{10**15} {year_2100} 0")
    refused = limiter.take("one", rate)
    assert not refused.granted
    assert refused.full_in <= 1


def test_while_redis_is_away_the_machine_counts_and_says_so_once(tmp_path, caplog):
    made = redis_server(tmp_path / "redis")
    with running(made.server), client(made.url) as redis, caplog.at_level(logging.WARNING):
        limiter = RedisRateLimiter(redis, SharedRateLimiter(1), pause=PAUSE)
        assert limiter.take("one", SLOW, 10).granted
        made.server.kill()
        assert [limiter.take("one", SLOW).granted for _ in range(12)] == [True] * 10 + [False] * 2
        limiter.give_back("one", SLOW)
        assert limiter.take("one", SLOW).granted
        time.sleep(PAUSE)
        assert not limiter.take("one", SLOW).granted
        assert caplog.messages.count("redis_away") == 1
        made.server.start()
        time.sleep(PAUSE)
        assert [limiter.take("one", SLOW, 10).granted for _ in range(2)] == [True, False]
        assert redis.dbsize() == 1
    assert caplog.messages[-1] == "redis_back"


def test_who_answers_no_more_costs_a_moment_once(tmp_path):
    made = redis_server(tmp_path / "redis")
    with running(made.server), client(made.url) as redis:
        limiter = RedisRateLimiter(redis, SharedRateLimiter(1), pause=60)
        assert limiter.take("one", SLOW).granted
        made.server.freeze()
        began = time.monotonic()
        assert [limiter.take("one", SLOW).granted for _ in range(10)] == [True] * 10
        made.server.thaw()
        assert time.monotonic() - began < 2


def test_a_redis_that_refuses_to_write_counts_as_away(tmp_path):
    made = redis_server(tmp_path / "redis", "maxmemory 1")
    with running(made.server), client(made.url) as redis:
        limiter = RedisRateLimiter(redis, SharedRateLimiter(1), pause=PAUSE)
        assert [limiter.take("one", SLOW).granted for _ in range(11)] == [True] * 10 + [False]

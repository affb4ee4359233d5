"""Redis behind sentinels: the server that leads is killed, and counting and marks go on by themselves."""

import time

import pytest
from redis.exceptions import RedisError

from servers.authority import Authority
from servers.process import wait_for
from servers.redis_server import watched_redis
from shrutik_core.people.rate_limits import Rate
from shrutik_redis.address import read_redis_url
from shrutik_redis.change_counts import RedisChangeCounts
from shrutik_redis.connecting import connect
from shrutik_redis.rate_limiter import RedisRateLimiter
from shrutik_system.change_counts import ChangeCounts
from shrutik_system.rate_limiter import SharedRateLimiter

MOST_SECONDS = 10
RATE = Rate(1_000, 86_400)


@pytest.fixture
def watched(tmp_path):
    with watched_redis(tmp_path) as watched:
        yield watched


def client(watched, met=None):
    return connect(read_redis_url(watched.url), patience=0.25, retries=0, met=met)


def machine(watched, folder):
    folder.mkdir()
    return RedisChangeCounts(lambda met: client(watched, met), ChangeCounts(folder / "changes"))


def test_when_the_server_that_leads_is_killed_the_other_one_takes_over(watched, tmp_path):
    redis = client(watched)
    limiter = RedisRateLimiter(redis, SharedRateLimiter(1))
    one, other = machine(watched, tmp_path / "a"), machine(watched, tmp_path / "b")
    one.advance("mina")
    assert limiter.take("one", RATE).granted
    with connect(read_redis_url(watched.primary.url), patience=10) as patient:
        patient.set("last", 1)
        assert patient.wait(1, 5_000) == 1
    before, longest = other.of("mina"), 0.0
    watched.primary.server.kill()
    end = time.monotonic() + MOST_SECONDS
    while not led_by_the_replica(watched, redis):
        assert time.monotonic() < end
        began = time.monotonic()
        assert limiter.take("one", RATE).granted
        other.of("mina")
        longest = max(longest, time.monotonic() - began)
        time.sleep(0.05)
    # The longest that a request waited for Redis, while nobody led.
    assert longest < 2
    time.sleep(1.1)
    assert limiter.take("one", RATE).remaining == RATE.most - 2
    after = other.of("mina")
    assert after not in {before, -1}
    assert after >= 0
    one.advance("mina")
    assert other.of("mina") != after
    redis.close()


def test_whoever_leads_is_spoken_to_by_tls(tmp_path):
    authority = Authority(tmp_path / "authority")
    certificate = authority.issue("localhost")
    with watched_redis(tmp_path, certificate, authority.trusted) as watched:
        # No sentinel is believed, so that none can say who leads.
        other = Authority(tmp_path / "other")
        with (
            connect(read_redis_url(f"{watched.url}&ca={other.trusted}"), retries=0) as redis,
            pytest.raises(RedisError, match="No master found"),
        ):
            redis.ping()
        with connect(read_redis_url(f"{watched.url}&ca={authority.trusted}"), retries=0) as redis:
            assert redis.info("server")["tcp_port"] == watched.primary.port
            watched.primary.server.kill()
            wait_for(lambda: led_by_the_replica(watched, redis), MOST_SECONDS)


def led_by_the_replica(watched, redis):
    try:
        return redis.info("server")["tcp_port"] == watched.replica.port
    except RedisError:
        return False

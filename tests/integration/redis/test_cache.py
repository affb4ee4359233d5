"""What was worked out already, in Redis: made once by all processes, and made without it while it is away."""

import os
import subprocess
import sys
import time

import pytest

from servers.process import running
from servers.redis_server import redis_server
from shrutik_core.ports.cache import Keeping, NoCache
from shrutik_core.testing import contracts
from shrutik_memory.cache import MemoryCache
from shrutik_memory.clock import MemoryClock
from shrutik_redis.address import read_redis_url
from shrutik_redis.cache import RedisCache
from shrutik_redis.connecting import connect

PAUSE = 0.1


def client(url):
    return connect(read_redis_url(url), patience=0.25, retries=0)


@pytest.fixture
def redis(standing):
    with client(standing.url) as redis:
        redis.flushall()
        yield redis


class TestRedisCache(contracts.CacheContract):
    @pytest.fixture
    def cache(self, redis):
        return RedisCache(redis, NoCache())

    @pytest.fixture
    def later(self):
        return time.sleep


MAKE = """
import os, sys, time
from shrutik_core.ports.cache import Keeping, NoCache
from shrutik_redis.address import read_redis_url
from shrutik_redis.cache import RedisCache
from shrutik_redis.connecting import connect

def make():
    time.sleep(0.3)
    return str(os.getpid()).encode()

cache = RedisCache(connect(read_redis_url(sys.argv[1])), NoCache())
sys.stdin.read()
print(cache.get("one", make, Keeping(60)).decode())
"""


def test_of_processes_that_ask_at_once_one_makes(standing, redis):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    words, pipe = [sys.executable, "-c", MAKE, standing.url], subprocess.PIPE
    others = [subprocess.Popen(words, env=environment, stdin=pipe, stdout=pipe, text=True) for _ in range(3)]
    for other in others:
        other.stdin.close()
        other.stdin = None
    told = [other.communicate(timeout=30)[0] for other in others]
    assert [other.returncode for other in others] == [0, 0, 0]
    assert len(set(told)) == 1


def test_all_that_is_kept_ends_by_itself_and_tells_no_name(redis):
    cache = RedisCache(redis, NoCache())
    cache.get("progress bn-read", lambda: b"1", Keeping(60, stale=60))
    cache.get("progress nowhere", lambda: None, Keeping(60, stale=60, nothing=1))
    names = redis.keys()
    assert len(names) == 2
    assert sorted(-(-redis.pttl(name) // 1_000) for name in names) == [1, 120]
    assert not [name for name in names if not name.startswith(b"shrutik:cache:{") or b"progress" in name]


def test_while_redis_is_away_the_process_remembers(tmp_path):
    made = redis_server(tmp_path / "redis")
    with running(made.server), client(made.url) as redis:
        cache = RedisCache(redis, MemoryCache(MemoryClock()), pause=PAUSE)
        assert cache.get("one", lambda: b"by all", Keeping(60)) == b"by all"
        made.server.kill()
        assert cache.get("one", lambda: b"by me", Keeping(60)) == b"by me"
        assert cache.get("one", lambda: b"again", Keeping(60)) == b"by me"
        cache.forget("one")
        assert cache.get("one", lambda: b"again", Keeping(60)) == b"again"
        made.server.start()
        time.sleep(PAUSE)
        assert cache.get("one", lambda: b"by all", Keeping(60)) == b"by all"


def test_redis_that_goes_while_something_is_made_fails_nobody(tmp_path):
    made = redis_server(tmp_path / "redis")
    with running(made.server), client(made.url) as redis:
        cache = RedisCache(redis, MemoryCache(MemoryClock()), pause=PAUSE)

        def make():
            made.server.kill()
            return b"made"

        assert cache.get("one", make, Keeping(60)) == b"made"

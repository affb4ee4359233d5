"""A user of Redis who may do no more than the operator's guide says is enough, and may do nothing else."""

import pytest
from dramatiq import Message
from redis.exceptions import NoPermissionError

from servers.process import running
from servers.redis_server import guide_user, redis_server
from shrutik_core.people.rate_limits import Rate
from shrutik_core.ports.cache import Keeping, NoCache
from shrutik_dramatiq.redis_broker import redis_broker
from shrutik_redis.address import read_redis_url
from shrutik_redis.cache import RedisCache
from shrutik_redis.change_counts import RedisChangeCounts
from shrutik_redis.connecting import connect
from shrutik_redis.rate_limiter import RedisRateLimiter
from shrutik_system.change_counts import ChangeCounts

SECRET = "very-secret"


@pytest.fixture(scope="module")
def strict(tmp_path_factory):
    """A server that knows the guide's user and no other."""
    made = redis_server(tmp_path_factory.mktemp("redis"), guide_user(SECRET), "user default off")
    with running(made.server):
        yield made.url.replace("redis://", f"redis://shrutik:{SECRET}@")


def client(url, met=None):
    return connect(read_redis_url(url), patience=0.5, retries=0, met=met)


def test_what_we_do_is_allowed(strict, tmp_path, caplog):
    with client(strict) as redis:
        limiter = RedisRateLimiter(redis, None)
        assert [limiter.take("one", Rate(2, 60), 2).granted for _ in range(2)] == [True, False]
        limiter.give_back("one", Rate(2, 60), 2)
        cache = RedisCache(redis, NoCache())
        assert [cache.get("one", lambda: b"made", Keeping(60)) for _ in range(2)] == [b"made"] * 2
        cache.forget("one")
        counts = RedisChangeCounts(lambda _: redis, ChangeCounts(tmp_path / "changes"))
        before = counts.of("mina")
        counts.advance("mina")
        assert counts.of("mina") > -1
        assert counts.of("mina") != before
    assert caplog.messages == []


def test_queues_of_jobs_are_allowed(strict):
    with client(strict) as redis:
        broker = redis_broker(redis)
        broker.declare_queue("mail")
        broker.enqueue(Message("mail", "send", (), {}, {}))
        consumer = broker.consume("mail", timeout=1_000)
        consumer.ack(next(consumer))
        broker.enqueue(Message("mail", "send", (), {}, {}), delay=1)
        broker.flush_all()
        broker.emit_before("process_stop")


@pytest.mark.parametrize(
    "words",
    [
        ("FLUSHALL",),
        ("CONFIG", "GET", "*"),
        ("ACL", "LIST"),
        ("GET", "other"),
        ("EVAL", "return 1", "0"),
        ("SHUTDOWN",),
    ],
)
def test_all_else_is_refused(strict, words):
    with client(strict) as redis, pytest.raises(NoPermissionError):
        redis.execute_command(*words)

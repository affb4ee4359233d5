"""A user of Redis who may do no more than the operator's guide says is enough, and may do nothing else."""

from pathlib import Path

import pytest
import regex
from redis.exceptions import NoPermissionError

from servers.process import running
from servers.redis_server import redis_server
from shrutik_core.people.rate_limits import Rate
from shrutik_redis.address import read_redis_url
from shrutik_redis.change_counts import RedisChangeCounts
from shrutik_redis.connecting import connect
from shrutik_redis.rate_limiter import RedisRateLimiter
from shrutik_system.change_counts import ChangeCounts

GUIDE = Path(__file__).parents[3] / "docs" / "how-to" / "operate.md"
SECRET = "very-secret"


@pytest.fixture(scope="module")
def strict(tmp_path_factory):
    """A server that knows the guide's user and no other."""
    line = regex.search(r"^user shrutik on .*$", GUIDE.read_text(encoding="utf-8"), regex.MULTILINE)[0]
    rule = line.replace(">SECRET", f">{SECRET}")
    made = redis_server(tmp_path_factory.mktemp("redis"), rule, "user default off")
    with running(made.server):
        yield made.url.replace("redis://", f"redis://shrutik:{SECRET}@")


def client(url, met=None):
    return connect(read_redis_url(url), patience=0.5, retries=0, met=met)


def test_what_we_do_is_allowed(strict, tmp_path, caplog):
    with client(strict) as redis:
        limiter = RedisRateLimiter(redis, None)
        assert [limiter.take("one", Rate(2, 60), 2).granted for _ in range(2)] == [True, False]
        limiter.give_back("one", Rate(2, 60), 2)
        counts = RedisChangeCounts(lambda _: redis, ChangeCounts(tmp_path / "changes"))
        before = counts.of("mina")
        counts.advance("mina")
        assert counts.of("mina") > -1
        assert counts.of("mina") != before
    assert caplog.messages == []


@pytest.mark.parametrize(
    "words",
    [
        ("FLUSHALL",),
        ("CONFIG", "GET", "*"),
        ("KEYS", "*"),
        ("ACL", "LIST"),
        ("GET", "other"),
        ("EVAL", "return 1", "0"),
        ("SHUTDOWN",),
    ],
)
def test_all_else_is_refused(strict, words):
    with client(strict) as redis, pytest.raises(NoPermissionError):
        redis.execute_command(*words)

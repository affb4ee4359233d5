"""Marks of changes in Redis: another one on each machine after each change, whatever happened to Redis meanwhile."""

import time
from contextlib import contextmanager

import pytest

from servers.process import running
from servers.redis_server import redis_server
from shrutik_redis.address import read_redis_url
from shrutik_redis.change_counts import KEPT_SECONDS, SHORT_SECONDS, RedisChangeCounts
from shrutik_redis.connecting import connect
from shrutik_system.change_counts import ChangeCounts

PAUSE = 0.1


@contextmanager
def machine(folder, url):
    """The counts of a machine with a data folder of its own."""
    clients = []

    def made(met):
        clients.append(connect(read_redis_url(url), patience=0.25, retries=0, met=met))
        return clients[0]

    folder.mkdir(exist_ok=True)
    yield RedisChangeCounts(made, ChangeCounts(folder / "changes"), pause=PAUSE)
    clients[0].close()


@pytest.fixture
def machines(tmp_path, standing):
    with machine(tmp_path / "a", standing.url) as one, machine(tmp_path / "b", standing.url) as other:
        yield one, other


def test_a_change_is_seen_on_every_machine_and_of_no_other_name(machines):
    one, other = machines
    for _ in range(20):
        before, beside = other.of("mina"), other.of("rafi")
        one.advance("mina")
        assert other.of("mina") != before
        assert other.of("rafi") == beside
    assert other.of("mina") == other.of("mina")


def test_a_mark_is_forgotten_when_nobody_remembers_what_was_before(machines, standing):
    machines[0].advance("mina")
    with connect(read_redis_url(standing.url)) as redis:
        assert KEPT_SECONDS - 60 < redis.ttl("shrutik:changed:{mina}") <= KEPT_SECONDS


def test_a_change_that_redis_forgot_is_seen_all_the_same(machines, standing):
    one, other = machines
    before = other.of("mina")
    one.advance("mina")
    with connect(read_redis_url(standing.url)) as redis:
        redis.flushall()
    assert other.of("mina") != before


def test_what_was_changed_while_redis_was_away_is_seen_when_it_is_back(tmp_path):
    made = redis_server(tmp_path / "redis")
    with (
        running(made.server),
        machine(tmp_path / "a", made.url) as one,
        machine(tmp_path / "b", made.url) as other,
    ):
        before = other.of("mina")
        made.server.freeze()
        one.advance("mina")
        made.server.thaw()
        time.sleep(PAUSE)
        one.of("rafi")
        assert other.of("mina") != before


def test_whoever_meets_another_server_believes_nothing_of_before(tmp_path):
    made = redis_server(tmp_path / "redis")
    with running(made.server), machine(tmp_path / "a", made.url) as one:
        before = one.of("mina")
        with connect(read_redis_url(made.url)) as redis:
            epoch = redis.get("shrutik:changed")
            made.server.kill()
            made.server.start()
            redis.set("shrutik:changed", epoch)
        assert one.of("mina") != before


def test_while_redis_is_away_nothing_is_remembered_for_long_and_the_machine_knows_its_own(tmp_path):
    made = redis_server(tmp_path / "redis")
    with running(made.server), machine(tmp_path / "a", made.url) as one:
        before = one.of("mina")
        made.server.kill()
        away = one.of("mina")
        assert away != before
        one.advance("mina")
        assert one.of("mina") != away
        away = one.of("rafi")
        time.sleep(SHORT_SECONDS)
        assert one.of("rafi") != away
        made.server.start()
        time.sleep(PAUSE)
        assert one.of("mina") not in {before, away}
        assert one.of("mina") == one.of("mina")

"""Connections to real servers: TLS that is checked, users with little, and nobody waited for."""

import time

import pytest
from redis.exceptions import AuthenticationError, RedisError

from servers.authority import Authority
from servers.process import HOST, running
from servers.redis_server import redis_server, redis_with_tls
from shrutik_redis.address import read_redis_url
from shrutik_redis.connecting import connect

# This machine, too, on Linux; no name of the certificate.
OTHER_HOST = "127.0.0.2"


def client(url, **ways):
    return connect(read_redis_url(url), **{"patience": 0.5, "retries": 0, **ways})


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def encrypted(authority, tmp_path_factory):
    folder, certificate = tmp_path_factory.mktemp("redis"), authority.issue("localhost")
    made = redis_with_tls(folder, certificate, "requirepass very-secret", f"bind {HOST} -{OTHER_HOST}")
    with running(made.server):
        yield made


def test_whom_the_authority_signed_is_believed(encrypted, authority):
    for host in ("localhost", "127.0.0.1"):
        with client(f"rediss://:very-secret@{host}:{encrypted.port}/0?ca={authority.trusted}") as redis:
            assert redis.ping()


def test_an_unknown_authority_is_not_believed(encrypted, tmp_path):
    other = Authority(tmp_path / "other")
    for query in ("", f"?ca={other.trusted}"):
        with (
            client(f"rediss://:very-secret@localhost:{encrypted.port}/0{query}") as redis,
            pytest.raises(RedisError, match="CERTIFICATE_VERIFY_FAILED"),
        ):
            redis.ping()


def test_a_certificate_of_another_host_is_not_believed(encrypted, authority):
    with (
        client(f"rediss://:very-secret@{OTHER_HOST}:{encrypted.port}/0?ca={authority.trusted}") as redis,
        pytest.raises(RedisError, match="mismatch"),
    ):
        redis.ping()


def test_a_certificate_that_has_run_out_is_not_believed(authority, tmp_path):
    made = redis_with_tls(tmp_path / "redis", authority.issue("late", days=-1))
    with (
        running(made.server),
        client(f"rediss://localhost:{made.port}/0?ca={authority.trusted}") as redis,
        pytest.raises(RedisError, match="expired"),
    ):
        redis.ping()


def test_a_server_without_tls_is_not_spoken_to_by_tls(tmp_path):
    made = redis_server(tmp_path / "redis")
    with (
        running(made.server),
        client(f"rediss://localhost:{made.port}/0") as redis,
        pytest.raises(RedisError),
    ):
        redis.ping()


def test_a_wrong_secret_is_refused_and_not_told(encrypted, authority):
    with (
        client(f"rediss://:hard-to-guess@localhost:{encrypted.port}/0?ca={authority.trusted}") as redis,
        pytest.raises(AuthenticationError) as refused,
    ):
        redis.ping()
    assert "hard-to-guess" not in str(refused.value)


def test_who_does_not_answer_is_not_waited_for(tmp_path):
    made = redis_server(tmp_path / "redis")
    with running(made.server), client(made.url) as redis:
        assert redis.ping()
        made.server.freeze()
        began = time.monotonic()
        with pytest.raises(RedisError):
            redis.ping()
        assert time.monotonic() - began < 3
        made.server.thaw()
        assert redis.ping()


def test_a_server_that_was_started_again_is_found_again(tmp_path):
    made = redis_server(tmp_path / "redis")
    with running(made.server), client(made.url) as redis:
        assert redis.ping()
        made.server.kill()
        with pytest.raises(RedisError):
            redis.ping()
        made.server.start()
        assert redis.ping()

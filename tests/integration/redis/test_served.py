"""`shrutik serve` with its forked processes on a real Redis by TLS, which dies and comes back."""

import json

import pytest

from servers.authority import Authority
from servers.process import running
from servers.redis_server import guide_user, redis_with_tls
from serving_program import PATIENCE, Program, shrutik

PASSWORD = "a long password"
SECRET = "very-secret"
MOST = 10


@pytest.fixture
def redis(tmp_path):
    authority = Authority(tmp_path / "authority")
    made = redis_with_tls(tmp_path / "redis", authority.issue("localhost"), guide_user(SECRET), "user default off")
    with running(made.server):
        yield made, f"rediss://shrutik:{SECRET}@localhost:{made.port}/0?ca={authority.trusted}"


@pytest.fixture
def program(tmp_path, redis, monkeypatch):
    monkeypatch.setenv("SHRUTIK_REDIS_URL", redis[1])
    monkeypatch.setenv("SHRUTIK_RATE_LIMITS", json.dumps({"read.account": [MOST, 86_400]}))
    program = Program(tmp_path / "data", ("--processes", "2")).start()
    program.address()
    options = ("--data", program.data, "--role", "admin", "--password-stdin")
    told = shrutik("user", "create", "admin@example.org", *options, text=PASSWORD)
    try:
        assert told.returncode == 0, told.stderr
        yield program
    finally:
        program.stop()


def statuses(client, times):
    return [client.get("/me").status_code for _ in range(times)]


def test_calls_go_on_while_redis_is_away_and_are_counted_when_it_is_back(program, redis):
    server = redis[0].server
    with program.log_in("admin") as admin:
        assert statuses(admin, MOST + 2) == [200] * MOST + [429] * 2
        server.kill()
        # This machine counts for itself, from nothing, for both of its processes.
        assert statuses(admin, MOST + 2) == [200] * MOST + [429] * 2
        server.start(PATIENCE)
    assert program.stop() == 0
    said = "".join(program.said)
    assert "redis_away" in said
    assert SECRET not in said
    assert "Traceback" not in said

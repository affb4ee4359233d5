"""Calls that are limited, of many callers at once, to the real processes of `shrutik serve`."""

import asyncio
import json
from collections import Counter

import httpx
import pytest

from serving_program import Program, shrutik
from shrutik_core.people.login_attempts import FREE_FAILURES, LoginScope

PASSWORD = "a long password"
# No more wrong passwords than an account has patience for, see FREE_FAILURES.
GUESSES = FREE_FAILURES[LoginScope.ACCOUNT]
RATES = {"read.account": [10, 86_400], "login.named_from_address": [GUESSES, 86_400], "register.address": [10, 86_400]}


@pytest.fixture
def program(tmp_path, monkeypatch):
    monkeypatch.setenv("SHRUTIK_RATE_LIMITS", json.dumps(RATES))
    program = Program(tmp_path / "data", ("--processes", "3")).start()
    program.address()
    options = ("--data", program.data, "--role", "admin", "--password-stdin")
    told = shrutik("user", "create", "admin@example.org", *options, text=PASSWORD)
    try:
        assert told.returncode == 0, told.stderr
        yield program
    finally:
        program.stop()


def at_once(address, count, method, path, **options):
    """How many answers there were of each status, each on a connection of its own."""

    async def ask():
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
        async with httpx.AsyncClient(base_url=f"{address}/api/v1", limits=limits, timeout=60) as client:
            return await asyncio.gather(*(client.request(method, path, **options) for _ in range(count)))

    answers = asyncio.run(ask())
    for one in answers:
        if one.status_code == 429:
            assert one.json()["code"] == "rate_limited"
            assert int(one.headers["Retry-After"]) == one.json()["retry_after"] > 0
            assert one.headers["RateLimit-Remaining"] == "0"
    return Counter(one.status_code for one in answers)


def test_of_200_at_once_ten_are_let_through(program):
    address = program.address()
    with program.log_in("admin") as admin:
        token = {"Authorization": admin.headers["Authorization"]}
    assert len(program.processes("API")) == 3
    assert at_once(address, 200, "GET", "/me", headers=token) == {200: 10, 429: 190}
    guess = {"email": "admin@example.org", "password": "wrong"}
    assert at_once(address, 200, "POST", "/auth/login", json=guess) == {401: GUESSES, 429: 200 - GUESSES}
    person = {"email": "x@example.org", "password": "long enough for this", "name": "X"}
    assert at_once(address, 200, "POST", "/auth/register", json=person)[429] == 190


def test_an_api_process_that_is_killed_forgets_nothing(program):
    guess = {"email": "admin@example.org", "password": "wrong"}
    assert at_once(program.address(), 30, "POST", "/auth/login", json=guess) == {401: GUESSES, 429: 30 - GUESSES}
    program.struck("API")
    assert at_once(program.address(), 30, "POST", "/auth/login", json=guess) == {429: 30}


def test_nothing_is_limited_if_an_installation_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("SHRUTIK_RATE_LIMITS", "0")
    program = Program(tmp_path / "data", ("--processes", "1")).start()
    try:
        answer = httpx.get(f"{program.address()}/api/v1/languages")
        assert answer.status_code == 200
        assert not any(name.startswith("ratelimit") for name in answer.headers)
    finally:
        program.stop()

"""Accounts and log-ins over HTTP against `serve` with two processes: races, guesses, letters, and what time tells."""

import json
import statistics
import time
from pathlib import Path

import httpx
import pytest
import regex

from serving_program import Program, at_once, kill_all, shrutik, wait_for
from smtp_server import Box, smtp_servers

PASSWORD, OTHER = "a long password", "another long one"
TOKEN = regex.compile(r"#token=([\w-]+)")
AT_ONCE = 8


@pytest.fixture(scope="module")
def box():
    return Box()


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("log-ins") / "data"


@pytest.fixture(scope="module")
def address(data, box):
    with pytest.MonkeyPatch.context() as patch, smtp_servers() as start:
        patch.setenv("SHRUTIK_SMTP_URL", f"smtp://127.0.0.1:{start(box)}")
        # What is tried here is how much patience an account has; that of an address is another test's.
        patch.setenv("SHRUTIK_RATE_LIMITS", '{"login": 0, "register": 0}')
        patch.setenv("SHRUTIK_PUBLIC_URL", "https://shrutik.example.org")
        program = Program(data, ("--processes", "2")).start()
        yield f"{program.address()}/api/v1"
        assert program.stop() == 0
    kill_all()


def post(address, path, said, token=None):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.post(f"{address}{path}", json=said, headers=headers, timeout=60)


def register(address, email, password=PASSWORD, name="Mina"):
    return post(address, "/auth/register", {"email": email, "password": password, "name": name})


def log_in(address, email, password=PASSWORD):
    return post(address, "/auth/login", {"email": email, "password": password})


def let_in(address, email):
    """The answer to a log-in, once the wait is over that others' wrong passwords from this address have cost."""
    return wait_for(lambda: (told := log_in(address, email)).status_code == 200 and told, 10, 0.5)


def refused_soon(address, access):
    """Whether an access token is refused, by whichever process answers, within a second or two."""

    def refused():
        headers = {"Authorization": f"Bearer {access}"}
        answers = [httpx.get(f"{address}/me", headers=headers, timeout=60).status_code for _ in range(AT_ONCE)]
        return set(answers) == {401}

    return wait_for(refused, 2)


@pytest.mark.parametrize("number", [2, AT_ONCE])
def test_of_refreshes_with_one_token_at_once_the_last_is_good_and_the_others_end_the_session(address, number):
    email = f"races-{number}@example.org"
    assert register(address, email).status_code == 201
    for _ in range(5):
        token = log_in(address, email).json()["refresh_token"]
        answers = at_once(*[lambda token=token: post(address, "/auth/refresh", {"refresh_token": token})] * number)
        assert [answer.status_code for answer in answers] == [200] * number
        next_ones = [answer.json()["refresh_token"] for answer in answers]
        assert len({token, *next_ones}) == number + 1
        told = [post(address, "/auth/refresh", {"refresh_token": one}).status_code for one in next_ones]
        assert told.count(200) <= 1
        assert refused_soon(address, answers[0].json()["access_token"])


def test_of_registrations_of_one_address_at_once_nobody_is_told_which_was_first(address, box):
    for round_ in range(3):
        email, passwords = f"twice-{round_}@example.org", [f"{PASSWORD} {number}" for number in range(4)]
        answers = at_once(*[lambda one=one, email=email: register(address, email, one) for one in passwords])
        assert [answer.status_code for answer in answers] == [201] * 4
        assert len({tuple(answer.json()) for answer in answers}) == 1
        assert len({answer.json()["id"] for answer in answers}) == 4
        wait_for(lambda email=email: len(box.letters_to(email)) == 4)
        assert sum("You have an account here" in letter for letter in box.letters_to(email)) == 3
        known = [log_in(address, email, one).status_code for one in passwords[:3]]
        known.append(log_in(address, email, passwords[3]).status_code if 200 not in known else 401)
        assert known.count(200) == 1


def test_the_whole_way_by_letters(address, box):
    email, new = "letters@example.org", "new-letters@example.org"
    register(address, email)
    verify = TOKEN.search(wait_for(lambda: box.letters_to(email))[0])[1]
    at = at_once(*[lambda: post(address, "/auth/verify-email", {"token": verify})] * 4)
    assert sorted(answer.status_code for answer in at) == [204, 422, 422, 422]
    access = log_in(address, email).json()["access_token"]
    assert httpx.get(f"{address}/me", headers={"Authorization": f"Bearer {access}"}).json()["email_verified_at"]
    assert post(address, "/me/email", {"email": new, "password": PASSWORD}, access).status_code == 202
    change = TOKEN.search(wait_for(lambda: box.letters_to(new))[0])[1]
    assert post(address, "/auth/verify-email", {"token": change}).status_code == 204
    assert post(address, "/auth/password/forgot", {"email": new}).status_code == 202
    assert post(address, "/auth/password/forgot", {"email": "nobody@example.org"}).status_code == 202
    reset = TOKEN.search(wait_for(lambda: box.letters_to(new)[1:])[0])[1]
    assert post(address, "/auth/password/reset", {"token": reset, "password": OTHER}).status_code == 204
    assert post(address, "/auth/password/reset", {"token": reset, "password": PASSWORD}).status_code == 422
    assert refused_soon(address, access)
    assert log_in(address, new, OTHER).status_code == 200
    assert box.letters_to("nobody@example.org") == []


def test_guesses_at_once_are_counted_at_once(address):
    email = "guessed@example.org"
    register(address, email)
    codes = [answer.status_code for answer in at_once(*[lambda: log_in(address, email, "a wrong one")] * 24)]
    assert codes.count(401) <= 4
    assert codes.count(401) + codes.count(429) == 24
    late = log_in(address, email)
    assert (late.status_code, late.json()["code"]) == (429, "login_throttled")
    let_in(address, email)


def seconds(act):
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def test_time_does_not_tell_whether_an_address_has_an_account(address):
    """Medians of calls that take turns, and their ratio: a machine that is slow is slow to both."""
    taken = [f"timed-{number}@example.org" for number in range(5)]
    for email in taken:
        register(address, email)
    told = {"new": [], "taken": [], "known": [], "unknown": []}
    for number, email in enumerate(taken):
        told["new"].append(seconds(lambda number=number: register(address, f"free-{number}@example.org")))
        told["taken"].append(seconds(lambda email=email: register(address, email)))
        told["known"].append(seconds(lambda email=email: log_in(address, email, "a wrong one")))
        told["unknown"].append(
            seconds(lambda number=number: log_in(address, f"no-{number}@example.org", "a wrong one"))
        )
    middle = {name: statistics.median(times) for name, times in told.items()}
    assert 0.6 < middle["new"] / middle["taken"] < 1.7, middle
    assert 0.6 < middle["known"] / middle["unknown"] < 1.7, middle


def test_no_address_stands_in_the_databases_log(address, data):
    register(address, "twice-logged@example.org")
    register(address, "twice-logged@example.org")
    elsewhere = data / "postgres.location"
    folder = Path(elsewhere.read_text().splitlines()[0]) if elsewhere.exists() else data / "postgres"
    logs = [path for path in folder.rglob("*") if path.is_file() and path.name in {"log", "postgres.log"}]
    assert logs
    assert not [path for path in logs if b"twice-logged" in path.read_bytes()]


def test_the_public_keys_are_served(address):
    (key,) = httpx.get(f"{address.removesuffix('/api/v1')}/.well-known/jwks.json").json()["keys"]
    assert (key["kty"], key["crv"], key["alg"], "d" in key) == ("OKP", "Ed25519", "EdDSA", False)


def test_the_operator_gives_a_new_password_and_disables_and_enables(address, data):
    email = "operated@example.org"
    register(address, email)
    access = let_in(address, email).json()["access_token"]
    made = shrutik("user", "password", email, "--generate-password", "--json", "--data", data)
    password = json.loads(made.stdout)["password"]
    assert refused_soon(address, access)
    token = log_in(address, email, password).json()["refresh_token"]
    for command in ("disable", "enable"):
        assert shrutik("user", command, email, "--data", data).returncode == 0
    assert post(address, "/auth/refresh", {"refresh_token": token}).status_code == 401
    assert log_in(address, email, password).status_code == 200


def test_a_new_key_is_made_while_it_serves(address, data):
    before = json.loads((data / "keys.json").read_text())["tokens"]
    said = json.loads(shrutik("keys", "rotate", "--json", "--data", data).stdout)
    after = json.loads((data / "keys.json").read_text())["tokens"]
    assert (after[0]["kid"], after[1:]) == (said["kid"], before)
    assert log_in(address, "operated@example.org", "x").status_code == 401

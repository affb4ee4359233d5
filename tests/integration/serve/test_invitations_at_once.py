"""An invitation opens one account, however many use its code at once, in whichever process."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx
import pytest

from serving_program import Program, kill_all, shrutik, wait_for

AT_ONCE = 20


@pytest.fixture
def program(tmp_path):
    program = Program(tmp_path / "data", ("--processes", "2")).start()
    wait_for(program.ready)
    yield program
    kill_all()


def ask(program, method, path, token="", **body):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.request(method, f"{program.address()}/api/v1{path}", json=body or None, headers=headers, timeout=60)


def an_admin(program):
    made = shrutik(
        "user", "create", "a@example.org", "--role", "admin", "--generate-password", "--json", "--data", program.data
    )
    password = json.loads(made.stdout)["password"]
    return ask(program, "POST", "/auth/login", email="a@example.org", password=password).json()["access_token"]


def test_of_twenty_who_use_a_code_at_once_one_has_an_account(program):
    admin = an_admin(program)
    consent = {"version": "1", "text": "I agree."}
    draft = {"slug": "bn-read", "language": "bn", "name": "Read", "licence": "CC0-1.0", "consent": consent}
    assert ask(program, "POST", "/collections", admin, **draft).status_code == 201
    told = shrutik("user", "invite", "--collection", "bn-read", "--count", "3", "--json", "--data", program.data)
    together = Barrier(AT_ONCE)

    def accept(number, code):
        together.wait()
        return ask(program, "POST", "/invitations/accept", code=code, name=f"Person {number}")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for item in json.loads(told.stdout)["items"]:
            answers = list(pool.map(accept, range(AT_ONCE), [item["code"]] * AT_ONCE))
            assert sorted(one.status_code for one in answers) == [201] + [409] * (AT_ONCE - 1)
            assert {one.json()["code"] for one in answers if one.status_code == 409} == {"invitation_used"}
    everybody = ask(program, "GET", "/admin/users?limit=100", admin).json()["items"]
    assert sum(one["email"] is None for one in everybody) == 3
    assert program.stop() == 0

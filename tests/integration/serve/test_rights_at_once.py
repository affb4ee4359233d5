"""Rights against `shrutik serve` with two API processes: admins who put each other out at once, and revoked keys."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial

import httpx
import pytest

from serving_program import PATIENCE, Program, at_once, kill_all, shrutik, wait_for

ROUNDS = 20
PEOPLE = ("one", "two")
REFUSALS = {(409, "last_admin"), (403, "not_permitted"), (403, "account_inactive"), (503, "try_again")}


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    data = tmp_path_factory.mktemp("serve") / "data"
    for name in PEOPLE:
        options = ("--role", "admin", "--password-stdin", "--data", data)
        made = shrutik("user", "create", f"{name}@example.org", *options, text="a long password\n")
        assert made.returncode == 0, made.stderr
    program = Program(data, ("--processes", "2")).start()
    wait_for(program.ready)
    yield program
    kill_all()


def active_admins(clients):
    """Those of whom an admin says so, whoever that still is."""
    for client in clients.values():
        answer = client.get("/admin/users", params={"role": "admin", "status": "active"})
        if answer.status_code == 200:
            return [one["email"].partition("@")[0] for one in answer.json()["items"]]
    return []


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"role": "contributor"}, id="demote"),
        pytest.param({"status": "disabled"}, id="disable", marks=pytest.mark.long),
    ],
)
def test_of_two_admins_who_put_each_other_out_one_is_left(program, change):
    undo = {"role": "admin"} if "role" in change else {"status": "active"}
    for _ in range(ROUNDS):
        with ExitStack() as open_clients:
            put_each_other_out(
                {name: open_clients.enter_context(program.log_in(name)) for name in PEOPLE}, change, undo
            )


def put_each_other_out(clients, change, undo):
    """One round: both ask at once; whoever is left cannot step down, and takes the other back."""
    ids = {name: client.get("/me").json()["id"] for name, client in clients.items()}

    def put_out(actor, other):
        return clients[actor].patch(f"/admin/users/{ids[other]}", json=change)

    answers = at_once(partial(put_out, *PEOPLE), partial(put_out, *PEOPLE[::-1]))
    told = [(answer.status_code, answer.json().get("code")) for answer in answers]
    assert (200, None) in told, told
    assert set(told) - {(200, None)} <= REFUSALS, told
    (left,) = active_admins(clients)
    (out,) = set(PEOPLE) - {left}
    assert put_out(left, left).json()["code"] == "last_admin"
    taken_back = clients[left].patch(f"/admin/users/{ids[out]}", json=undo)
    assert taken_back.status_code == 200, taken_back.text


@pytest.mark.slow
def test_a_revoked_key_is_of_no_use_from_the_next_request_on_in_every_process(program):
    with program.log_in("one") as admin, ThreadPoolExecutor(8) as pool:
        for _ in range(ROUNDS):
            made = admin.post("/api-keys", json={"name": "program", "scopes": ["review"]}).json()
            with ExitStack() as open_clients:
                programs = [open_clients.enter_context(program.client(made["key"])) for _ in range(8)]
                assert {one.get("/me").status_code for one in programs} == {200}
                assert admin.delete(f"/api-keys/{made['id']}").status_code == 200
                assert list(pool.map(lambda one: one.get("/me").status_code, programs)) == [401] * len(programs)


@pytest.mark.slow
def test_the_command_line_makes_lists_and_revokes_keys_beside_the_server(program):
    data = ("--data", program.data)
    made = shrutik("apikey", "create", "two@example.org", "--name", "nightly", "--scope", "read_releases", *data)
    assert made.returncode == 0, made.stderr
    assert made.stderr.strip() == "This API key is shown only now:"
    headers = {"Authorization": f"Bearer {made.stdout.strip()}"}
    url = f"{program.address()}/api/v1/releases"
    assert httpx.get(url, headers=headers, timeout=PATIENCE).status_code == 200
    listed = shrutik("apikey", "list", "two@example.org", *data).stdout
    assert "nightly: read_releases; never expires" in listed
    assert shrutik("apikey", "revoke", listed.split()[0], *data).stdout == "nightly: revoked\n"
    assert httpx.get(url, headers=headers, timeout=PATIENCE).status_code == 401

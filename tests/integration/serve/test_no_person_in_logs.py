"""What a served story leaves in logs: no address, no name, no password, no token of any person."""

import stat

import httpx
import psycopg
import pytest
from sqlalchemy import URL

from serving_program import Program, postmaster, shrutik
from shrutik_postgres.embedded import EmbeddedPostgres

PEOPLE = [(f"unmistakable{number}@example.org", f"Nirupama Unmistakable {number}") for number in range(3)]
PASSWORD = "correct horse unmistakable"
TEXTS = ("unmistakable", "nirupama")


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


def account(number):
    email, name = PEOPLE[number]
    return {"email": email, "password": PASSWORD, "name": name}


def story(program):
    """Calls that go well, and all that may put a person's words into an error; the tokens that were given."""
    tokens = []
    with program.client() as client:
        for number in (0, 0, 1):
            client.post("/auth/register", json=account(number), headers={"Idempotency-Key": f"key-{number}"})
        client.post("/auth/register", json={**account(2), "invented": PEOPLE[2][0]})
        client.post("/auth/register", json={**account(2), "email": f"{PEOPLE[2][0]} twice"})
        client.post("/auth/register", content=f'{{"email": "{PEOPLE[2][0]}"')
        client.post("/auth/login", json={"email": PEOPLE[2][0], "password": PASSWORD})
        client.get("/me", headers={"Authorization": f"Bearer {PEOPLE[0][0]}"})
        client.get("/me", params={"email": PEOPLE[0][0]})
        for number in (0, 1):
            answer = client.post("/auth/login", json={"email": PEOPLE[number][0], "password": PASSWORD})
            tokens.append(answer.json()["access_token"])
    for token in tokens:
        with program.client(token) as client:
            client.get("/me")
            client.get("/admin/users")
            client.post("/collections", json={"name": PEOPLE[0][1]})
            client.post("/consents", json={"collection": PEOPLE[0][0], "version": PEOPLE[0][1], "purposes": ["record"]})
            client.post("/recordings", data={"collection": PEOPLE[0][0]}, files={"audio": (PEOPLE[0][1], b"no sound")})
            client.post("/transcriptions", json={"items": [{"task_id": PEOPLE[0][0], "text": PEOPLE[0][1]}]})
    return tokens


def provoke(url: URL):
    """Statements of others that fail on a person's row, such as a migration by hand."""
    row = "INSERT INTO contributors (id, email, name, role, speaker, locale, created_at, status) VALUES "
    values = f"(gen_random_uuid(), '{PEOPLE[0][0]}', '{PEOPLE[0][1]}', %s, gen_random_uuid(), 'en', now(), 'active')"
    with psycopg.connect(host=url.query["host"], user="shrutik", dbname="shrutik", autocommit=True) as connection:
        for role in ("contributor", "nonsense"):
            with pytest.raises(psycopg.errors.IntegrityError):
                connection.execute(row + values, [role])


def logs(program):
    """All that was written for an operator's eyes, by place."""
    found = {path.name: path.read_text("utf-8") for path in program.data.rglob("*.log*")}
    log = EmbeddedPostgres(program.data)._home().log
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    return {**found, "postgres/log": log.read_text("utf-8"), "stderr": "".join(program.said)}


@pytest.mark.long
def test_a_story_leaves_no_person_in_any_log(data):
    program = Program(data, ("--verbose",)).start()
    program.address()
    made = shrutik("user", "create", PEOPLE[1][0], "--password-stdin", "--data", data, text=PASSWORD)
    tokens = story(program)
    provoke(EmbeddedPostgres(data).running())
    refused = shrutik("user", "role", PEOPLE[2][0], "reviewer", "--data", data)
    given = shrutik("user", "role", PEOPLE[0][0], "admin", "--data", data)
    assert (made.returncode, refused.returncode, given.returncode) == (0, 1, 0)
    assert program.stop() == 0
    found = logs(program)
    told = "".join(found[name] for name in ("postgres/log", "security.log", "shrutik.log", "stderr"))
    assert "ck_contributors_role" in told
    assert "uq_contributors_email" in told
    assert '"kind": "login_failed"' in told
    assert '"route": "/api/v1/auth/register"' in told
    for place, text in {**found, "refused": refused.stderr, "made": made.stderr}.items():
        for part in (*TEXTS, PASSWORD, *tokens):
            assert part not in text.lower(), (place, [line for line in text.splitlines() if part in line.lower()][:3])


def test_a_log_that_others_could_read_is_deleted_and_a_large_one_is_turned_while_the_server_runs(data):
    program = Program(data).start()
    program.address()
    log = EmbeddedPostgres(data)._home().log
    assert program.stop() == 0
    log.write_text("DETAIL: Key (email)=(someone@example.org) already exists.\n")
    log.chmod(0o644)
    program = Program(data).start()
    with httpx.Client(timeout=60) as client:
        assert client.get(f"{program.address()}/readyz").status_code == 200
    assert "someone@" not in log.read_text()
    server = EmbeddedPostgres(data)
    with log.open("a") as file:
        file.write("x" * 10_000_001)
    server.turn_log()
    assert log.stat().st_size < 100_000
    assert stat.S_IMODE(log.with_suffix(".old").stat().st_mode) == 0o600
    assert postmaster(data)
    assert program.stop() == 0
    assert "shut down" in log.read_text()

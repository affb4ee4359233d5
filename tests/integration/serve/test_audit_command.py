"""`shrutik audit` beside a server: a trail that is whole, its head, and a trail that someone changed."""

import json

import psycopg
import pytest

from serving_program import Program, shrutik
from shrutik_postgres.embedded import EmbeddedPostgres

CHANGED = """
ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_append_only;
UPDATE audit_entries SET facts = '{"value": "contributor"}' WHERE number = 2;
"""


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


def test_a_trail_is_verified_and_a_change_named(data):
    program = Program(data).start()
    program.address()

    def audit(*arguments):
        return shrutik("audit", *arguments, "--data", data)

    empty = audit("verify", "--json")
    assert json.loads(empty.stdout)["entries"] == 0
    for name in ("a", "b", "c"):
        made = shrutik(
            "user", "create", f"{name}@example.org", "--role", "admin", "--generate-password", "--data", data
        )
        assert made.returncode == 0, made.stderr
    whole, head = audit("verify"), audit("head").stdout.strip()
    assert (whole.returncode, whole.stdout.strip()) == (0, f"3 entries, whole; the last is {head}")
    assert json.loads(audit("head", "--json").stdout)["number"] == 3
    assert audit("verify", "--head", head).returncode == 0
    assert audit("verify", "--head", f"4{head[1:]}").returncode == 1
    assert "A head is a number" in audit("verify", "--head", "3").stderr
    url = EmbeddedPostgres(data).running()
    with psycopg.connect(host=url.query["host"], user="shrutik", dbname="shrutik", autocommit=True) as connection:
        connection.execute(CHANGED)
    changed = audit("verify")
    assert changed.returncode == 1
    assert "broken at entry 2: what it says is not what was noted" in changed.stderr
    told = audit("verify", "--json")
    assert told.returncode == 1
    assert json.loads(told.stdout)["fault"]["number"] == 2
    assert program.stop() == 0

"""The audit trail on PostgreSQL takes no change, and verification names what was changed past its trigger."""

from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from shrutik_core.audit.chain import AuditHead
from shrutik_core.testing.builders import an_entry
from shrutik_core.testing.scenes import keep
from shrutik_core.use_cases.audit.read_audit import VerifyAudit
from shrutik_postgres import migrate
from shrutik_postgres.engine import make_engine
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

ENTRIES = 9
ORIGIN = {"origin": "192.0.2.0/24", "salt": bytes(16)}
SWAPPED = """
UPDATE audit_entries SET number = -number WHERE number IN (4, 5);
UPDATE audit_entries SET number = 9 + number WHERE number IN (-4, -5);
"""
COPIED = """
INSERT INTO audit_entries SELECT gen_random_uuid(), at, actor, action, subject, facts, {number}, previous, digest, ''
FROM audit_entries WHERE number = 4
"""
# What is done behind the program's back, the entry that verification names, and a part of what it says of it.
TAMPERED = {
    "the facts changed": ("""UPDATE audit_entries SET facts = '{"to": "admin"}' WHERE number = 4""", 4, "what it says"),
    "the action changed": ("UPDATE audit_entries SET action = 'a.b' WHERE number = 4", 4, "what it says"),
    "the actor changed": ("UPDATE audit_entries SET actor = id WHERE number = 9", 9, "what it says"),
    "the time changed": ("UPDATE audit_entries SET at = at + interval '1 us' WHERE number = 1", 1, "what it says"),
    "one taken out": ("DELETE FROM audit_entries WHERE number = 4", 4, "the next one is 5"),
    "the first taken out": ("DELETE FROM audit_entries WHERE number = 1", 1, "the next one is 2"),
    "the last taken out": ("DELETE FROM audit_entries WHERE number = 9", 9, "the last one was 9"),
    "all taken out": ("TRUNCATE audit_entries", 1, "the last one was 9"),
    "two swapped": (SWAPPED, 4, "does not carry the digest"),
    "one put between": (
        "UPDATE audit_entries SET number = number + 100 WHERE number > 4;"
        "UPDATE audit_entries SET number = number - 99 WHERE number > 100;" + COPIED.format(number=5),
        5,
        "does not carry the digest",
    ),
    "one put at the end": (COPIED.format(number=10), 10, "ended with 9"),
    "another origin": ("UPDATE audit_origins SET origin = '203.0.113.0/24'", 3, "origin"),
    "the end set back": (
        "DELETE FROM audit_entries WHERE number = 9; UPDATE audit_head SET number = 8",
        8,
        "not the one that the trail ended with",
    ),
}


@pytest.fixture
def migrating(engine: Engine) -> Iterator[Engine]:
    """An engine of a database without any table."""
    outside = engine.execution_options(isolation_level="AUTOCOMMIT")
    with outside.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS unlinked WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE unlinked TEMPLATE template0"))
    empty = make_engine(engine.url.set(database="unlinked"))
    yield empty
    empty.dispose()
    with outside.connect() as connection:
        connection.execute(text("DROP DATABASE unlinked WITH (FORCE)"))


@pytest.fixture
def trail(empty_engine: Engine) -> PostgresUnitsOfWork:
    units = PostgresUnitsOfWork(empty_engine)
    more = {3: ORIGIN}
    keep(
        units, *(an_entry(number, facts={"count": number}, **more.get(number, {})) for number in range(1, ENTRIES + 1))
    )
    return units


def behind_its_back(engine: Engine, statements: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.exec_driver_sql("ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_append_only")
        connection.exec_driver_sql(statements)
        connection.exec_driver_sql("ALTER TABLE audit_entries ENABLE TRIGGER audit_entries_append_only")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET action = 'nothing'",
        "UPDATE audit_entries SET action = 'nothing' WHERE false",
        "DELETE FROM audit_entries WHERE number = 9",
        "TRUNCATE audit_entries",
        "TRUNCATE audit_entries CASCADE",
    ],
)
def test_entries_cannot_be_changed(trail: PostgresUnitsOfWork, empty_engine: Engine, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="never changed or deleted"), empty_engine.begin() as connection:
        connection.execute(text(statement))
    assert VerifyAudit(trail)().entries == ENTRIES


@pytest.mark.parametrize("kind", TAMPERED)
def test_verification_names_what_was_changed(trail: PostgresUnitsOfWork, empty_engine: Engine, kind: str) -> None:
    statements, number, reason = TAMPERED[kind]
    assert VerifyAudit(trail)().fault is None
    behind_its_back(empty_engine, statements)
    fault = VerifyAudit(trail)().fault
    assert fault is not None
    assert fault.number == number
    assert reason in fault.reason


def test_a_chain_that_was_computed_anew_does_not_lead_through_the_head_that_was_noted(
    trail: PostgresUnitsOfWork, empty_engine: Engine
) -> None:
    verify = VerifyAudit(trail)
    noted = verify().head
    behind_its_back(empty_engine, "DELETE FROM audit_entries; DELETE FROM audit_head; DELETE FROM audit_origins")
    keep(trail, *(an_entry(number, facts={"count": 0}) for number in range(1, ENTRIES + 3)))
    assert verify().fault is None
    fault = verify(noted).fault
    assert fault is not None
    assert (fault.number, "noted down" in fault.reason) == (ENTRIES, True)
    longer = verify(AuditHead(99, noted.digest)).fault
    assert longer is not None
    assert longer.number == ENTRIES + 3


def test_entries_of_an_older_version_are_linked_by_age(migrating: Engine) -> None:
    with migrating.connect() as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0013")
        connection.execute(
            text(
                "INSERT INTO audit_entries (id, at, action, subject, facts) SELECT "
                "lpad(to_hex(n), 32, '0')::uuid, now(), 'a.b', gen_random_uuid(), jsonb_build_object('share', n / 7.0) "
                "FROM generate_series(2500, 1, -1) n"
            )
        )
        connection.commit()
    migrate.upgrade(migrating)
    report = VerifyAudit(PostgresUnitsOfWork(migrating))()
    assert (report.fault, report.entries) == (None, 2500)
    assert migrate.check(migrating) == ()

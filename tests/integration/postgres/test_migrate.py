"""Migrations make what the tables say, once, whoever asks and however many do."""

from concurrent.futures import ProcessPoolExecutor

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Engine, text

from shrutik_core.shared.errors import Conflict, Unavailable
from shrutik_postgres import migrate
from shrutik_postgres.engine import make_engine
from shrutik_postgres.migrations.contracts import readable_from
from shrutik_postgres.migrations.states import allow_states
from shrutik_postgres.revision import OF_READERS, has_tables, is_readable, is_up_to_date, newest_revision
from shrutik_postgres.tables import metadata

# All that the catalogue says of tables, columns, constraints and indexes, by name.
CATALOGUE = """
SELECT 'column', table_name, column_name, data_type || udt_name || is_nullable || coalesce(column_default, '')
FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL
SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace
UNION ALL
SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL
SELECT 'options', relname, '', coalesce(reloptions::text, '') FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
"""


def catalogue(engine: Engine) -> set[tuple[str, ...]]:
    with engine.connect() as connection:
        rows = connection.execute(text(CATALOGUE)).all()
    return {tuple(row) for row in rows if "alembic_version" not in row[1]}


def upgraded(address: str) -> str | None:
    engine = make_engine(address)
    try:
        return migrate.upgrade(engine).current
    finally:
        engine.dispose()


def test_from_nothing_to_ready(empty: Engine) -> None:
    before = migrate.status(empty)
    assert (before.current, before.ready) == (None, False)
    assert before.pending[-1] == before.head
    assert migrate.check(empty) != ()
    after = migrate.upgrade(empty)
    assert (after.current, after.pending, after.ready) == (before.head, (), True)
    assert migrate.status(empty) == after
    assert migrate.check(empty) == ()


def test_migrations_make_just_what_the_tables_say(empty: Engine) -> None:
    migrate.upgrade(empty)
    migrated = catalogue(empty)
    with empty.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
        metadata.create_all(connection)
    assert catalogue(empty) == migrated
    assert {row[0] for row in migrated} == {"column", "constraint", "index", "options"}


def test_a_new_state_is_allowed_and_validated_in_one_step(empty: Engine) -> None:
    migrate.upgrade(empty)
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"transaction_per_migration": True})
        with Operations.context(context), context.begin_transaction(_per_migration=True):
            for _ in range(2):
                allow_states("jobs", "status", ("waiting", "running", "done", "dead", "asleep"))
        definition = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_jobs_status'"
        told = str(connection.scalar(text(definition)))
    assert "asleep" in told
    assert "NOT VALID" not in told


def test_drift_is_seen(empty: Engine) -> None:
    migrate.upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text("DROP INDEX ix_chunks_free"))
        connection.execute(text("ALTER TABLE jobs ADD COLUMN colour text"))
    drift = " ".join(migrate.check(empty))
    assert "ix_chunks_free" in drift
    assert "colour" in drift


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            "ALTER TABLE jobs DROP CONSTRAINT ck_jobs_kind, ADD CONSTRAINT ck_jobs_kind CHECK (kind IN ('rest'))",
            "constraint ck_jobs_kind of jobs is CHECK ((kind = 'rest'::text)) and should be CHECK ((kind = ANY (ARRAY[",
        ),
        ("ALTER TABLE jobs DROP CONSTRAINT ck_jobs_status", "constraint ck_jobs_status of jobs is missing: CHECK"),
        (
            "ALTER TABLE jobs ADD CONSTRAINT ck_jobs_error CHECK (error <> '') NOT VALID",
            "constraint ck_jobs_error of jobs is not known to this version: CHECK ((error <> ''::text)) NOT VALID",
        ),
        (
            "UPDATE pg_constraint SET convalidated = false WHERE conname = 'ck_jobs_attempts'",
            "constraint ck_jobs_attempts of jobs was added but never validated: CHECK ((attempts >= 0)) NOT VALID",
        ),
    ],
)
def test_a_check_that_drifted_is_seen(empty: Engine, change: str, told: str) -> None:
    migrate.upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text(change))
    (difference,) = migrate.check(empty)
    assert difference.startswith(told)
    assert migrate.check(empty) == (difference,)


def test_the_quick_question_knows_what_is_up_to_date(empty: Engine) -> None:
    assert not is_up_to_date(empty.url)
    state = migrate.upgrade(empty)
    assert newest_revision() == state.head
    assert is_up_to_date(empty.url)
    with empty.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert not is_up_to_date(empty.url)


def test_the_quick_question_says_if_nothing_answers() -> None:
    with pytest.raises(Unavailable) as error:
        is_up_to_date("postgresql://nobody@127.0.0.1:1/nothing")
    assert error.value.code == "database_unavailable"


def test_twice_is_once(empty: Engine) -> None:
    first = migrate.upgrade(empty)
    assert migrate.upgrade(empty) == first


def test_several_at_once_are_one(empty: Engine) -> None:
    address = empty.url.render_as_string(hide_password=False)
    with ProcessPoolExecutor(3) as pool:
        revisions = list(pool.map(upgraded, [address] * 3))
    assert revisions == [migrate.status(empty).head] * 3
    assert migrate.check(empty) == ()


def from_the_future(empty: Engine, readable_from: str) -> None:
    """As a newer version leaves it."""
    migrate.upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text(f"COMMENT ON TABLE alembic_version IS '{OF_READERS}{readable_from}'"))


def test_programs_go_on_with_tables_to_which_a_newer_version_added(empty: Engine) -> None:
    from_the_future(empty, newest_revision())
    assert has_tables(empty.url)
    state = migrate.upgrade(empty)
    assert (state.current, state.newer, state.ready) == ("9999", True, True)
    assert not is_up_to_date(empty.url)


def test_what_is_migrated_says_who_can_read_it(empty: Engine) -> None:
    migrate.upgrade(empty)
    with empty.connect() as connection:
        told = connection.scalar(text("SELECT obj_description('alembic_version'::regclass)"))
    assert told == f"{OF_READERS}{readable_from()}"
    assert is_readable(told, newest_revision())
    assert not is_readable(told, "0001")
    assert not is_readable(None, newest_revision())


def test_a_database_of_a_newer_version_that_took_something_away_is_left_alone(empty: Engine) -> None:
    from_the_future(empty, "9999")
    assert not has_tables(empty.url)
    for ask in (migrate.status, migrate.upgrade):
        with pytest.raises(Conflict) as error:
            ask(empty)
        assert error.value.code == "database_newer"


def test_settings_of_a_migration_stay_in_it(empty: Engine) -> None:
    migrate.upgrade(empty)
    with empty.connect() as connection:
        assert connection.scalar(text("SHOW statement_timeout")) == "30s"

"""Every error of the driver, provoked for real, comes out in the words of the family."""

import threading
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, text

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Conflict, Interrupted, Invalid, ShrutikError, Unavailable
from shrutik_core.testing.builders import (
    a_chunk,
    a_collection,
    a_consensus,
    a_contributor,
    a_prompt,
    a_recording,
    a_release,
    a_speaker,
    a_task,
    a_transcription,
)
from shrutik_core.testing.scenes import keep, set_stage
from shrutik_postgres.engine import make_engine
from shrutik_postgres.errors import translated
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork


@pytest.fixture
def stage(units_of_work: UnitsOfWork) -> UnitsOfWork:
    set_stage(units_of_work)
    return units_of_work


def failing(act: Callable[[], object]) -> tuple[type[ShrutikError], str]:
    with pytest.raises(ShrutikError) as error:
        act()
    assert error.value.__cause__ is not None
    assert error.value.detail
    return type(error.value), error.value.code


def statement(engine: Engine, sql: str) -> None:
    with translated(), engine.begin() as connection:
        connection.execute(text(sql))


def test_what_must_be_unique(stage: UnitsOfWork) -> None:
    keep(stage, a_chunk(1), a_task(1), a_transcription(1), a_release(1))
    taken = {
        "slug_taken": a_collection(9, slug=a_collection(1).slug),
        "already_leased": a_task(2),
        "already_transcribed": a_transcription(2, task=a_task(1).id),
        "release_exists": a_release(2, version=1),
    }
    for code, thing in taken.items():
        assert failing(lambda thing=thing: keep(stage, thing)) == (Conflict, code)
    with stage() as work:
        changed = a_contributor(2, email=a_contributor(1).email)
        assert failing(lambda: work.contributors.save(changed)) == (Conflict, "email_taken")


def test_the_same_id_twice(stage: UnitsOfWork) -> None:
    assert failing(lambda: keep(stage, a_speaker(1))) == (Conflict, "already_there")


def test_a_reference_to_nothing_is_found_at_commit(stage: UnitsOfWork) -> None:
    assert failing(lambda: keep(stage, a_prompt(collection=a_collection(9).id))) == (Conflict, "reference_missing")


@pytest.mark.parametrize("bad", ["nul \0 in it", "half a pair \ud83c of it"])
def test_characters_that_cannot_be_stored(stage: UnitsOfWork, bad: str) -> None:
    assert failing(lambda: keep(stage, a_prompt(source=bad))) == (Invalid, "text_invalid")
    assert failing(lambda: keep(stage, a_recording(9, metadata={"device": bad}))) == (Invalid, "text_invalid")
    with stage() as work:
        assert failing(lambda: work.contributors.find_by_email(bad)) == (Invalid, "text_invalid")


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_numbers_that_json_does_not_know(stage: UnitsOfWork, bad: float) -> None:
    chunk = a_chunk(quality={"snr_db": bad})
    assert failing(lambda: keep(stage, chunk)) == (Invalid, "number_out_of_range")


def test_numbers_that_are_too_large(stage: UnitsOfWork) -> None:
    assert failing(lambda: keep(stage, a_chunk(sample_rate=2**40)))[0] is Invalid


def test_values_that_are_not_possible(stage: UnitsOfWork) -> None:
    keep(stage, a_chunk())
    assert failing(lambda: keep(stage, a_consensus(confidence=1.5))) == (Invalid, "value_invalid")


def test_a_statement_that_takes_too_long(postgres_url: str) -> None:
    engine = make_engine(postgres_url, statement_seconds=0.05)
    assert failing(lambda: statement(engine, "SELECT pg_sleep(5)")) == (Unavailable, "database_unavailable")
    engine.dispose()


def test_a_lock_that_is_waited_for_too_long(postgres_url: str, stage: UnitsOfWork) -> None:
    keep(stage, a_chunk())
    impatient = make_engine(postgres_url, lock_seconds=0.05)
    with stage() as work, PostgresUnitsOfWork(impatient)() as other:
        work.chunks.find(a_chunk().id, lock=True)
        assert failing(lambda: other.chunks.find(a_chunk().id, lock=True)) == (Unavailable, "try_again")
    impatient.dispose()


def test_two_who_wait_for_each_other(stage: UnitsOfWork) -> None:
    keep(stage, a_chunk(1), a_chunk(2))
    both = threading.Barrier(2)
    codes: list[str] = []

    def lock(first: int, second: int) -> None:
        try:
            with stage() as work:
                work.chunks.find(a_chunk(first).id, lock=True)
                both.wait(10)
                work.chunks.find(a_chunk(second).id, lock=True)
                codes.append("done")
        except Unavailable as error:
            codes.append(error.code)

    threads = [threading.Thread(target=lock, args=order) for order in ((1, 2), (2, 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(codes) == ["done", "try_again"]


def test_a_transaction_that_lost_against_another(stage: UnitsOfWork, engine: Engine) -> None:
    keep(stage, a_chunk())
    strict = engine.execution_options(isolation_level="REPEATABLE READ")
    change = text("UPDATE chunks SET skips = skips + 1")

    def lose() -> None:
        with translated(), strict.begin() as first:
            first.execute(text("SELECT 1 FROM chunks"))
            with engine.begin() as second:
                second.execute(change)
            first.execute(change)

    assert failing(lose) == (Interrupted, "try_again")


@pytest.fixture
def own_engine(postgres_url: str) -> Iterator[Engine]:
    engine = make_engine(postgres_url, application="to be ended")
    yield engine
    engine.dispose()


def test_a_connection_that_is_ended(own_engine: Engine, engine: Engine) -> None:
    end = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'to be ended'")
    with PostgresUnitsOfWork(own_engine)() as work:
        assert work.speakers.find(a_speaker(99).id) is None
        with engine.begin() as connection:
            connection.execute(end)
        assert failing(lambda: work.speakers.find(a_speaker(99).id)) == (Interrupted, "database_unavailable")
    with PostgresUnitsOfWork(own_engine)() as work:
        assert work.speakers.find(a_speaker(99).id) is None


def test_a_commit_on_a_connection_that_is_ended(own_engine: Engine, engine: Engine) -> None:
    end = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'to be ended'")

    def commit() -> None:
        with PostgresUnitsOfWork(own_engine)() as work:
            work.speakers.add(a_speaker(9))
            with engine.begin() as connection:
                connection.execute(end)
            work.commit()

    assert failing(commit) == (Interrupted, "database_unavailable")


def test_nobody_answers() -> None:
    engine = make_engine("postgresql://nobody@127.0.0.1:1/nothing")
    assert failing(lambda: statement(engine, "SELECT 1")) == (Interrupted, "database_unavailable")
    engine.dispose()


@pytest.mark.parametrize("changes", [{"database": "no such database"}, {"username": "no such user"}])
def test_a_wrong_address(engine: Engine, changes: dict[str, str]) -> None:
    other = make_engine(engine.url.set(**changes))
    assert failing(lambda: statement(other, "SELECT 1")) == (Interrupted, "database_unavailable")
    other.dispose()


def test_all_connections_are_in_use(postgres_url: str) -> None:
    engine = make_engine(postgres_url, pool_size=1, overflow=0, pool_seconds=0.1)
    with PostgresUnitsOfWork(engine)():
        assert failing(lambda: statement(engine, "SELECT 1")) == (Unavailable, "database_unavailable")
    engine.dispose()


def test_tables_that_are_not_there(engine: Engine) -> None:
    assert failing(lambda: statement(engine, "SELECT 1 FROM no_such_table")) == (Unavailable, "database_not_migrated")


def test_what_the_table_does_not_know(engine: Engine) -> None:
    raised = "DO $$ BEGIN RAISE EXCEPTION 'unheard of' USING ERRCODE = 'XX000'; END $$"
    assert failing(lambda: statement(engine, raised)) == (Unavailable, "database_error")


def test_a_refused_row_leaves_the_rest_of_the_work_standing(stage: UnitsOfWork) -> None:
    with stage() as work:
        work.speakers.add(a_speaker(9))
        with pytest.raises(Conflict):
            work.collections.add(a_collection(9, slug=a_collection(1).slug))
        work.commit()
    with stage() as work:
        assert work.speakers.find(a_speaker(9).id) == a_speaker(9)


def test_a_unit_of_work_that_is_over_or_open_says_so(units_of_work: UnitsOfWork) -> None:
    work = units_of_work()
    with pytest.raises(RuntimeError):
        work.speakers.find(a_speaker().id)
    with work:
        with pytest.raises(RuntimeError):
            work.__enter__()
        work.commit()
        with pytest.raises(RuntimeError):
            work.commit()

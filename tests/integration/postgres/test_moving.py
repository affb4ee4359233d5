"""The database ends connections, or takes no writes any more: calls are made again, and nothing is doubled."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from psycopg import OperationalError
from sqlalchemy import URL, Connection, Engine, event, text

from shrutik_core.people.speaker import Speaker
from shrutik_core.shared.errors import Interrupted
from shrutik_core.testing.builders import a_contributor, a_receipt, a_speaker, an_instant
from shrutik_core.testing.scenes import set_stage
from shrutik_http.edge.repeating import Repeating
from shrutik_postgres.engine import make_engine
from shrutik_postgres.unit_of_work import PostgresUnitOfWork, PostgresUnitsOfWork

NAME = "to be moved"
END = text(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = '{NAME}'")
LONG_AGO = an_instant(-90_000)


@pytest.fixture
def moved(postgres_url: URL, units_of_work: PostgresUnitsOfWork) -> Iterator[Engine]:
    """An engine whose connections are ended, over tables with a stage set."""
    set_stage(units_of_work)
    engine = make_engine(postgres_url, application=NAME, pool_size=5, overflow=0)
    yield engine
    engine.dispose()


@pytest.fixture
def units(moved: Engine) -> PostgresUnitsOfWork:
    return PostgresUnitsOfWork(moved)


@pytest.fixture
def end(engine: Engine) -> Callable[[], None]:
    """Ends all connections, as a server does that is stopped."""

    def end() -> None:
        with engine.begin() as connection:
            connection.execute(END)

    return end


def repeated(units: PostgresUnitsOfWork, call: Callable[[], UUID], *, once: bool = False) -> UUID:
    return Repeating(units.commits_begun, lambda: None).run(call, once=once)


class Call:
    """Adds a voice with a receipt, as calls with an idempotency key do, and is cut off before a step."""

    def __init__(self, units: PostgresUnitsOfWork, step: str, cut: Callable[[PostgresUnitOfWork], None]) -> None:
        self.units, self.step, self.cut, self.tries = units, step, cut, 0

    def __call__(self) -> UUID:
        self.tries += 1
        made = a_speaker(100 + self.tries)
        with self.units() as work:
            self.reach("first statement", work)
            first = work.receipts.keep_first(a_receipt(subjects=(made.id,)), LONG_AGO)
            if first is not None:
                return first.subjects[0]
            self.reach("second statement", work)
            work.speakers.add(made)
            self.reach("commit", work)
            work.commit()
        self.reach("answer", work)
        return made.id

    def reach(self, step: str, work: PostgresUnitOfWork) -> None:
        if self.tries == 1 and step == self.step:
            self.cut(work)


def voices(units: PostgresUnitsOfWork) -> list[Speaker]:
    with units() as work:
        return [found for number in (101, 102) if (found := work.speakers.find(a_speaker(number).id))]


@pytest.mark.parametrize("step", ["first statement", "second statement"])
def test_a_call_that_is_cut_off_before_its_commit_is_made_again(
    units: PostgresUnitsOfWork, end: Callable[[], None], step: str
) -> None:
    call = Call(units, step, lambda _: end())
    assert repeated(units, call) == a_speaker(102).id
    assert [voice.id for voice in voices(units)] == [a_speaker(102).id]


def test_a_call_that_is_cut_off_at_its_commit_is_left_to_its_caller(
    units: PostgresUnitsOfWork, end: Callable[[], None]
) -> None:
    call = Call(units, "commit", lambda _: end())
    with pytest.raises(Interrupted):
        repeated(units, call)
    assert call.tries == 1


@pytest.mark.parametrize("before", [True, False])
def test_with_a_key_it_has_its_effect_once_whether_or_not_the_commit_went_through(
    units: PostgresUnitsOfWork, moved: Engine, end: Callable[[], None], before: bool
) -> None:
    lost = []

    def lose(connection: Connection) -> None:
        """The commit goes through, or does not; its answer is lost in any case."""
        if not lost:
            lost.append(before)
            if not before:
                connection.connection.driver_connection.commit()  # type: ignore[union-attr]
            end()
            raise OperationalError("the connection is lost")

    event.listen(moved, "commit", lose)
    call = Call(units, "never", lambda _: None)
    made = repeated(units, call, once=True)
    assert call.tries == 2
    assert [voice.id for voice in voices(units)] == [made] == [a_speaker(102 if before else 101).id]


def test_a_server_that_takes_no_writes_any_more_is_left_and_the_call_is_made_again(
    units: PostgresUnitsOfWork, moved: Engine
) -> None:
    """As if it had become a replica: writes are refused, and another connection leads to the one that takes them."""
    demoted = []

    def demote(connection: object, _: object) -> None:
        if not demoted:
            demoted.append(connection)
            connection.cursor().execute("SET default_transaction_read_only = on")  # type: ignore[attr-defined]
            connection.commit()  # type: ignore[attr-defined]

    event.listen(moved, "connect", demote)
    with units() as work:
        assert work.speakers.find(a_speaker(101).id) is None
    assert repeated(units, Call(units, "never", lambda _: None)) == a_speaker(102).id
    with units() as work:
        assert work.contributors.find(a_contributor().id) is not None


def test_after_one_loss_no_other_connection_that_was_laid_back_before_is_handed_out(
    units: PostgresUnitsOfWork, moved: Engine
) -> None:
    made: list[object] = []
    event.listen(moved, "connect", lambda connection, _: made.append(connection))
    held = [moved.connect() for _ in range(3)]
    for connection in held:
        connection.close()
    with moved.connect() as connection:
        connection.invalidate(OSError("the machine is gone"))
    with moved.connect(), moved.connect():
        pass
    assert len(made) == 5

"""How many statements each hot request takes: as many for twenty items as for one, and never more than its limit."""

from collections.abc import Callable, Iterator, Sequence

import attrs
import pytest
from sqlalchemy import Engine, event, text

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.ports.access_tokens import Bearer
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.testing.builders import a_chunk, a_collection, a_contributor
from shrutik_core.testing.contracts.accounts import soon
from shrutik_core.testing.gold_builders import a_gold
from shrutik_core.testing.scenes import keep, set_stage
from shrutik_core.use_cases.chunks.read_chunks import ReadChunks
from shrutik_core.use_cases.people.log_in import Identify
from shrutik_core.use_cases.transcription.submit_transcriptions import (
    Answer,
    ReadTranscriptions,
    SubmitTranscriptions,
)
from shrutik_core.use_cases.transcription.take_tasks import KeepTasks, LentChunk, TakeTasks
from shrutik_memory.origins import MemoryOriginHasher
from shrutik_postgres.accounts import PostgresAccounts
from shrutik_system.clock import SystemClock
from shrutik_system.ids import SystemIds
from shrutik_system.keys import SigningKey
from shrutik_system.tokens import JwtAccessTokens

# Statements, BEGIN and COMMIT aside: a transaction has one of each, whatever it does.
MOST_FOR_TASKS, MOST_FOR_TASKS_WITH_KEY = 3, 4
MOST_FOR_TEXTS, MOST_FOR_TEXTS_WITH_KEY = 3, 4
# The known texts, and the person's standing: made if it is not there, locked, kept.
MORE_FOR_GOLD = 4
MOST_FOR_ANY_TEXTS = 8
MOST_FOR_AUDIO, MOST_FOR_AUDIO_BY_LINK = 3, 1
MOST_FOR_LIST_OF_TASKS, MOST_FOR_LIST_OF_TEXTS = 3, 1

# What was prepared for transactions that begin with a statement that is written out.
PREPARED = """
SELECT name, generic_plans, custom_plans FROM pg_prepared_statements
WHERE statement LIKE '%WITH given%' OR statement LIKE '%places AS%' OR statement LIKE '%tasks.id AS task_id%'
    OR statement LIKE '%pg_advisory_xact_lock($1), (%' OR statement LIKE '%receipts AS kept%'
"""
COUNTS = (1, 5, 20)
PERSON = a_contributor(2)
SLUG = a_collection().slug
CLOCK, IDS = SystemClock(), SystemIds()


@attrs.frozen
class Draws:
    """A source that draws one number again and again."""

    number: float

    def draws(self, count: int) -> tuple[float, ...]:
        return (self.number,) * count


ALL_GOLD, NO_GOLD = Draws(0.0), Draws(0.999)


@attrs.define
class Counted:
    """What went over the connection."""

    statements: list[str] = attrs.field(factory=list)
    begun: int = 0
    ended: int = 0

    def of(self, act: Callable[[], object]) -> int:
        """Statements that the act takes, in at most one transaction."""
        self.statements.clear()
        self.begun = self.ended = 0
        act()
        assert self.begun == self.ended <= 1
        return len(self.statements)


@pytest.fixture
def counted(empty_engine: Engine) -> Iterator[Counted]:
    counted = Counted()

    def statement(_c: object, _cursor: object, said: str, *_: object) -> None:
        counted.statements.append(said)

    def begin(_: object) -> None:
        counted.begun += 1

    def end(_: object) -> None:
        counted.ended += 1

    heard = {"before_cursor_execute": statement, "begin": begin, "commit": end, "rollback": end}
    for name, hear in heard.items():
        event.listen(empty_engine, name, hear)
    yield counted
    for name, hear in heard.items():
        event.remove(empty_engine, name, hear)


@pytest.fixture
def units(units_of_work: UnitsOfWork) -> UnitsOfWork:
    """A collection with 100 open chunks and 40 gold items."""
    set_stage(units_of_work)
    chunks = [a_chunk(number) for number in range(1, 101)]
    settled = [a_chunk(number, status=ChunkStatus.SETTLED, text="আমি") for number in range(101, 141)]
    keep(units_of_work, *chunks, *settled, *[a_gold(number) for number in range(101, 141)])
    return units_of_work


def a_key_for(operation: str, *, keyed: bool) -> IdempotencyKey | None:
    return IdempotencyKey(operation, "key", "digest") if keyed else None


def take(units: UnitsOfWork, count: int, source: Draws = NO_GOLD, *, keyed: bool = False) -> tuple[LentChunk, ...]:
    use_case = TakeTasks(units, CLOCK, IDS, source)
    return use_case(PERSON.actor, SLUG, count, a_key_for("take_tasks", keyed=keyed))


def send(units: UnitsOfWork, lent: Sequence[LentChunk], *, keyed: bool = False) -> object:
    answers = [Answer(one.task.id, "আমি বাংলায় গান গাই") for one in lent]
    use_case = SubmitTranscriptions(units, CLOCK, IDS, MemoryOriginHasher())
    return use_case(PERSON.actor, answers, a_key_for("submit_transcriptions", keyed=keyed))


@pytest.mark.parametrize("keyed", [False, True])
@pytest.mark.parametrize("source", [NO_GOLD, ALL_GOLD])
@pytest.mark.parametrize("count", COUNTS)
def test_tasks_are_taken_in_few_statements(
    units: UnitsOfWork, counted: Counted, count: int, source: Draws, keyed: bool
) -> None:
    lent: list[LentChunk] = []
    most = MOST_FOR_TASKS_WITH_KEY if keyed else MOST_FOR_TASKS
    assert counted.of(lambda: lent.extend(take(units, count, source, keyed=keyed))) <= most
    assert len(lent) == count
    assert {one.task.gold for one in lent} == {source is ALL_GOLD}
    if keyed:
        assert counted.of(lambda: take(units, count, source, keyed=True)) <= MOST_FOR_TASKS_WITH_KEY
        assert list(take(units, count, source, keyed=True)) == lent


def test_tasks_take_no_more_where_there_are_too_few(units: UnitsOfWork, counted: Counted) -> None:
    with units() as work:
        for number in range(4, 101):
            work.chunks.save(a_chunk(number, status=ChunkStatus.REJECTED))
        work.commit()
    lent: list[LentChunk] = []
    assert counted.of(lambda: lent.extend(take(units, 20))) <= MOST_FOR_TASKS
    assert len(lent) == 3
    assert counted.of(lambda: lent.extend(take(units, 20))) <= MOST_FOR_TASKS
    assert len(lent) == 3


@pytest.mark.parametrize("keyed", [False, True])
@pytest.mark.parametrize("count", COUNTS)
def test_texts_are_kept_in_few_statements(units: UnitsOfWork, counted: Counted, count: int, keyed: bool) -> None:
    lent = take(units, count)
    assert counted.of(lambda: send(units, lent, keyed=keyed)) <= (MOST_FOR_TEXTS_WITH_KEY if keyed else MOST_FOR_TEXTS)
    if keyed:
        first = send(units, lent, keyed=True)
        assert counted.of(lambda: send(units, lent, keyed=True)) <= MOST_FOR_TEXTS_WITH_KEY
        assert send(units, lent, keyed=True) == first


@pytest.mark.parametrize("keyed", [False, True])
@pytest.mark.parametrize("golds", [1, 5, 10])
def test_texts_with_gold_among_them_take_few_more(
    units: UnitsOfWork, counted: Counted, golds: int, keyed: bool
) -> None:
    lent = [*take(units, golds, ALL_GOLD), *take(units, golds)]
    assert sum(one.task.gold for one in lent) == golds
    most = MORE_FOR_GOLD + (MOST_FOR_TEXTS_WITH_KEY if keyed else MOST_FOR_TEXTS)
    assert most <= MOST_FOR_ANY_TEXTS
    assert counted.of(lambda: send(units, lent, keyed=keyed)) <= most


def test_hot_statements_are_planned_once_and_by_indices_while_tables_are_empty(
    units: UnitsOfWork, empty_engine: Engine
) -> None:
    """Prepared while there is hardly a row, a plan that reads a table whole would stay until the table was analysed."""
    # What other tests prepared, perhaps outside a hot transaction, goes with their connections.
    empty_engine.dispose()
    for keyed in (False, True):
        for _ in range(8):
            lent = take(units, 2, keyed=keyed)
            send(units, lent, keyed=keyed)
    with empty_engine.connect() as connection:
        prepared = connection.execute(text(PREPARED)).all()
        assert len(prepared) >= 6
        assert {row.custom_plans for row in prepared} == {0}
        for name in (row.name for row in prepared):
            count = connection.execute(
                text("SELECT cardinality(parameter_types) FROM pg_prepared_statements WHERE name = :name"),
                {"name": name},
            ).scalar_one()
            connection.execute(text("SET LOCAL plan_cache_mode = force_generic_plan"))
            nulls = f"({', '.join(['NULL'] * count)})"
            plan = connection.exec_driver_sql(f"EXPLAIN EXECUTE {name}{nulls}").scalars().all()
            assert not [line for line in plan if "Seq Scan" in line]


def test_who_calls_takes_none(units: UnitsOfWork, counted: Counted, empty_engine: Engine) -> None:
    accounts, tokens = PostgresAccounts(empty_engine), JwtAccessTokens([SigningKey("one", b"k" * 32)])
    identify, token = Identify(accounts, CLOCK, tokens), tokens.issue(Bearer(PERSON.id, 0), CLOCK.now()).text
    assert soon(lambda: counted.of(lambda: identify(token)) == 0)
    assert counted.begun == 0
    assert identify(token) == PERSON
    accounts.close()


def test_a_clip_is_heard_in_few_statements(units: UnitsOfWork, counted: Counted) -> None:
    chunk = take(units, 1)[0].chunk.id
    hear = ReadChunks(units).audio
    assert counted.of(lambda: hear(None, chunk)) <= MOST_FOR_AUDIO_BY_LINK
    assert counted.of(lambda: hear(PERSON.actor, chunk)) <= MOST_FOR_AUDIO


@pytest.mark.parametrize("count", COUNTS)
def test_lists_take_as_many_however_long_they_are(units: UnitsOfWork, counted: Counted, count: int) -> None:
    lent = take(units, count)
    tasks, texts = KeepTasks(units, CLOCK, IDS).list, ReadTranscriptions(units)
    assert counted.of(lambda: tasks(PERSON.actor, PageRequest())) <= MOST_FOR_LIST_OF_TASKS
    assert tasks(PERSON.actor, PageRequest()).items == lent[::-1]
    send(units, lent)
    assert counted.of(lambda: texts(PERSON.actor, PageRequest())) <= MOST_FOR_LIST_OF_TEXTS

"""Deciding many chunks at once on PostgreSQL: as one by one in memory, and side by side with others who decide."""

from concurrent.futures import ThreadPoolExecutor

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

import deciding_one_by_one as one_by_one
from deciding_histories import histories, kept, told
from shrutik_core.use_cases.chunks.decide_chunks import DecideChunks
from shrutik_memory.clock import MemoryClock
from shrutik_memory.id_source import MemoryIds
from shrutik_memory.store import MemoryStore
from shrutik_memory.unit_of_work import MemoryUnitsOfWork
from shrutik_postgres.tables.base import metadata
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

ANEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def emptied(engine: Engine) -> PostgresUnitsOfWork:
    """The store with nothing in it, for one more example."""
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for name in metadata.tables:
            connection.execute(text(f"DELETE FROM {name}"))
    return PostgresUnitsOfWork(engine)


@ANEW
@given(history=histories())
def test_at_once_on_postgresql_is_one_by_one_in_memory(empty_engine: Engine, history) -> None:
    at_once, single, clock = emptied(empty_engine), MemoryUnitsOfWork(MemoryStore()), MemoryClock()
    ids = kept(at_once, history)
    kept(single, history)
    known, source = one_by_one.known_of(single, ids), MemoryIds()
    for chunk in ids:
        one_by_one.decide(single, clock.now(), source, chunk, known)
    DecideChunks(at_once, clock, MemoryIds())(ids[::-1])
    assert told(at_once, history) == told(single, history)


@ANEW
@given(history=histories(most=3, apart=True), shares=st.integers(2, 4))
def test_several_who_decide_the_same_side_by_side_leave_what_one_leaves(
    empty_engine: Engine, history, shares: int
) -> None:
    beside, single, clock = emptied(empty_engine), MemoryUnitsOfWork(MemoryStore()), MemoryClock()
    ids = kept(beside, history)
    kept(single, history)
    source = MemoryIds()
    for chunk in ids:
        one_by_one.decide(single, clock.now(), source, chunk)
    with ThreadPoolExecutor(shares) as pool:
        list(pool.map(lambda number: DecideChunks(beside, clock, MemoryIds(number))(ids), range(1, shares + 1)))
    found, wanted = told(beside, history), told(single, history)
    for reviews in (found, wanted):
        reviews["reviews"] = [review and (review.why, review.status) for review, _ in reviews["reviews"]]
    assert found == wanted

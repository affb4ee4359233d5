"""Every query that many people ask goes by an index: its cost does not grow with the tables."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from integration.postgres.frequent_queries import QUERIES
from shrutik_core.testing.builders import (
    a_chunk,
    a_prompt,
    a_recording,
    a_speaker,
)
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

# What an index brings in order needs no sorting, however much there is of it.
IN_ORDER = {name for name in QUERIES if ".page" in name} | {"prompts.next_for", "tasks.expire", "jobs.unsent"}


@pytest.fixture
def statements(empty_engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """What is executed while the test runs."""
    heard: list[tuple[str, Any]] = []

    def hear(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        heard.append((statement, parameters))

    event.listen(empty_engine, "before_cursor_execute", hear)
    yield heard
    event.remove(empty_engine, "before_cursor_execute", hear)


# As if many rows lay on each page: two indexes that cost the same on an empty table do not then.
_DENSE = "UPDATE pg_class SET relpages = 1000, reltuples = 1000000, relallvisible = 1000 WHERE relname = :table"


def plans(engine: Engine, statements: list[tuple[str, Any]], dense: str = "") -> list[str]:
    """How each statement would be run on tables too large to be read whole; ``dense`` names one with many rows."""
    found = []
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        connection.execute(text("SET LOCAL enable_sort = off"))
        connection.execute(text(_DENSE), {"table": dense})
        for statement, parameters in statements:
            if statement.lstrip().startswith(("SELECT", "WITH", "UPDATE", "DELETE")):
                rows = connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).all()
                found.append("\n".join(row[0] for row in rows))
        connection.rollback()
    return found


@pytest.mark.parametrize("name", QUERIES)
def test_it_goes_by_an_index(empty_engine: Engine, statements: list[tuple[str, Any]], name: str) -> None:
    with PostgresUnitsOfWork(empty_engine)() as work:
        work.recordings.add(a_recording(prompt=a_prompt().id))
        work.chunks.add_all([a_chunk(1), a_chunk(2, votes=1, speaker=a_speaker(2).id)])
        statements.clear()
        QUERIES[name](work)
    asked = statements.copy()
    for plan in plans(empty_engine, asked):
        assert "Seq Scan" not in plan
        if name in IN_ORDER:
            assert "Sort" not in plan


def test_claiming_reads_the_index_alone(empty_engine: Engine, statements: list[tuple[str, Any]]) -> None:
    with PostgresUnitsOfWork(empty_engine)() as work:
        QUERIES["leases.offer with gold"](work)
    finds, waits = plans(empty_engine, statements.copy())
    assert "Index Only Scan using ix_chunks_free" in finds
    assert "Sort" not in finds.split("CTE ordinary")[0]
    assert "Index Only Scan using ix_chunks_free" in waits
    assert "Sort" not in waits


def test_chunks_are_summed_from_an_index_alone(empty_engine: Engine, statements: list[tuple[str, Any]]) -> None:
    with PostgresUnitsOfWork(empty_engine)() as work:
        QUERIES["activities.overview"](work)
    found = plans(empty_engine, statements.copy(), dense="chunks")
    assert any("Index Only Scan using ix_chunks_counted" in plan for plan in found)
    assert any("ix_reviews_decided" in plan for plan in found)


def test_who_is_sought_is_found_by_the_index_of_words(empty_engine: Engine, statements: list[tuple[str, Any]]) -> None:
    with PostgresUnitsOfWork(empty_engine)() as work:
        QUERIES["contributors sought"](work)
    (plan,) = plans(empty_engine, statements.copy(), dense="contributors")
    assert "Bitmap Index Scan on ix_contributors_sought" in plan


def test_a_span_of_days_is_found_by_the_index_of_ids(empty_engine: Engine, statements: list[tuple[str, Any]]) -> None:
    """Ids begin with their birth: neither what is older nor what is newer is looked at, however much there is of it."""
    with PostgresUnitsOfWork(empty_engine)() as work:
        QUERIES["recordings.page of some days"](work)
    (plan,) = plans(empty_engine, statements.copy())
    condition = next(line for line in plan.splitlines() if "Index Cond" in line)
    assert "id >= " in condition
    assert "id < " in condition


@pytest.mark.parametrize("name", [name for name in QUERIES if name.endswith(("by status", "by role"))])
def test_what_has_another_status_is_not_looked_at(
    empty_engine: Engine, statements: list[tuple[str, Any]], name: str
) -> None:
    """Of many pages of one status none is found by stepping over those of the others."""
    with PostgresUnitsOfWork(empty_engine)() as work:
        QUERIES[name](work)
    (plan,) = plans(empty_engine, statements.copy(), dense=name.partition(".")[0])
    condition = next(line for line in plan.splitlines() if "Index Cond" in line)
    assert name.rpartition(" ")[2] in condition, plan

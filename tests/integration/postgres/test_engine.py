"""The pool asks the server whether a connection lives only where it may not, and hands out none that has ended."""

from collections.abc import Iterator

import pytest
from sqlalchemy import URL, Engine, event, text

from shrutik_postgres import engine as engine_module
from shrutik_postgres.engine import make_engine

OURS = "FROM pg_stat_activity WHERE application_name = 'idle tests'"


@pytest.fixture
def idle(postgres_url: URL) -> Iterator[Engine]:
    """An engine with one connection in its pool, which was used a moment ago."""
    engine = make_engine(postgres_url, application="idle tests", pool_size=1, overflow=0)
    use(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def pings(idle: Engine, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was asked for a sign of life."""
    heard: list[object] = []
    ping = idle.dialect.do_ping
    monkeypatch.setattr(idle.dialect, "do_ping", lambda one: heard.append(one) or ping(one))
    return heard


def use(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(text("SELECT pg_backend_pid()")).scalar_one()


def test_a_connection_in_use_is_not_asked(idle: Engine, pings: list[object]) -> None:
    assert len({use(idle) for _ in range(50)}) == 1
    assert pings == []


def test_one_that_lay_idle_is_asked(idle: Engine, pings: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    known = use(idle)
    monkeypatch.setattr(engine_module, "IDLE_SECONDS", 0.0)
    assert use(idle) == known
    assert len(pings) == 1


def test_one_that_the_server_ended_is_not_handed_out(idle: Engine, pings: list[object], engine: Engine) -> None:
    known = use(idle)
    with engine.begin() as connection:
        assert connection.execute(text(f"SELECT pg_terminate_backend(pid, 5000) {OURS}")).scalar_one()
    assert use(idle) != known
    assert len(pings) == 1
    assert use(idle) == use(idle)
    assert len(pings) == 1


def test_all_that_ended_are_found_at_the_first_of_them(postgres_url: URL, engine: Engine) -> None:
    many = make_engine(postgres_url, application="idle tests", pool_size=5, overflow=0)
    made: list[object] = []
    event.listen(many, "connect", lambda *_: made.append(None))
    held = [many.connect() for _ in range(5)]
    for connection in held:
        connection.close()
    with engine.begin() as connection:
        connection.execute(text(f"SELECT pg_terminate_backend(pid, 5000) {OURS}"))
    held = [many.connect() for _ in range(5)]
    assert [connection.execute(text("SELECT 1")).scalar_one() for connection in held] == [1] * 5
    assert len(made) == 10
    for connection in held:
        connection.close()
    many.dispose()

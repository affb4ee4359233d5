"""Every test of this folder runs on the embedded PostgreSQL, and on the machine's own where there is one."""

from collections.abc import Iterator

import pytest
from sqlalchemy import URL, Engine, text

from shrutik_postgres.engine import make_engine


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A parameter, not a fixture of the same name: with it, what depends on the database is made anew for the other."""
    if "postgres_url" in metafunc.fixturenames:
        metafunc.parametrize("postgres_url", ["embedded", "installed"], indirect=True, scope="session")


@pytest.fixture
def empty_url(engine: Engine) -> Iterator[URL]:
    """A database without any table."""
    outside = engine.execution_options(isolation_level="AUTOCOMMIT")
    with outside.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS empty WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE empty TEMPLATE template0"))
    yield engine.url.set(database="empty")
    with outside.connect() as connection:
        connection.execute(text("DROP DATABASE empty WITH (FORCE)"))


@pytest.fixture
def empty(empty_url: URL) -> Iterator[Engine]:
    """An engine of that database."""
    engine = make_engine(empty_url)
    yield engine
    engine.dispose()

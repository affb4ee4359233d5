"""Servers that integration tests share: PostgreSQL from the wheel, and one of the machine's own where there is one."""

from collections.abc import Iterator

import pytest
from sqlalchemy import URL, Engine

from servers.postgres import migrated, running_postgres, wipe
from shrutik_postgres.embedded import EmbeddedPostgres
from shrutik_postgres.engine import make_engine
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

# What makes a database last, and slow, is tested by tests of its own.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


@pytest.fixture(scope="session", autouse=True)
def no_database_stays(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """After the last test: ends and removes whatever embedded server a test left, also outside of its data folder."""
    yield
    base = tmp_path_factory.getbasetemp()
    left = {path.parent for path in base.rglob("postgres.location")}
    left |= {path.parents[2] for path in base.rglob("postgres/cluster/postmaster.pid")}
    for data in left:
        EmbeddedPostgres(data).remove()


@pytest.fixture(scope="session")
def embedded_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """A migrated database on the embedded PostgreSQL."""
    server = EmbeddedPostgres(tmp_path_factory.mktemp("data"), settings=FORGETFUL)
    try:
        url = server.start()
        migrated(url)
        yield url
    finally:
        server.remove()


@pytest.fixture(scope="session")
def installed_url() -> Iterator[URL]:
    """A migrated database on the oldest PostgreSQL from 15 on that the machine has."""
    with running_postgres(FORGETFUL) as server:
        migrated(server.url)
        yield server.url


@pytest.fixture(scope="session")
def postgres_url(request: pytest.FixtureRequest) -> URL:
    """A migrated database, embedded unless a folder says where; who wants it empty uses `units_of_work`."""
    url: URL = request.getfixturevalue(f"{getattr(request, 'param', 'embedded')}_url")
    return url


@pytest.fixture(scope="session")
def engine(postgres_url: URL) -> Iterator[Engine]:
    """An engine of the session's database."""
    engine = make_engine(postgres_url, application="tests")
    yield engine
    engine.dispose()


@pytest.fixture
def empty_engine(engine: Engine) -> Engine:
    """The engine, with every table empty."""
    wipe(engine)
    return engine


@pytest.fixture
def units_of_work(empty_engine: Engine) -> PostgresUnitsOfWork:
    """Units of work over empty tables."""
    return PostgresUnitsOfWork(empty_engine)

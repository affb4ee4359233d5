"""Servers that integration tests share: PostgreSQL from the wheel, and one of the machine's own where there is one."""

import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, text

from shrutik_postgres import migrate
from shrutik_postgres.embedded import EmbeddedPostgres
from shrutik_postgres.embedding.accounts import ourselves, unprivileged
from shrutik_postgres.embedding.binaries import Binaries
from shrutik_postgres.embedding.cluster import USER, arguments, make_cluster
from shrutik_postgres.embedding.places import Home
from shrutik_postgres.embedding.processes import read_pid_file, wait_until
from shrutik_postgres.engine import make_engine
from shrutik_postgres.tables import metadata
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

# What makes a database last, and slow, is tested by tests of its own.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
INSTALLED = Path("/usr/lib/postgresql")


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
    versions = sorted(int(folder.name) for folder in INSTALLED.glob("[0-9]*") if (folder / "bin" / "initdb").exists())
    usable = [number for number in versions if number >= 15]
    if not usable:
        pytest.skip(f"no PostgreSQL 15 or newer in {INSTALLED}")
    account = ourselves() if ourselves().uid else unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="shrutik-pg-", dir="/tmp"))
    account.own(folder)
    home = Home(folder, account)
    binaries = Binaries(INSTALLED / str(usable[0]), str(usable[0]))
    make_cluster(home, binaries)
    home.make_socket_folder()
    with home.log.open("wb") as log:
        child = account.launch([binaries.postgres, *arguments(home, FORGETFUL)], log)
    try:
        assert wait_until(lambda: (file := read_pid_file(home.cluster)) is not None and file.status == "ready", 60)
        url = URL.create("postgresql+psycopg", username=USER, database="postgres")
        url = url.set(query={"host": str(home.socket_folder)})
        migrated(url)
        yield url
    finally:
        child.send_signal(signal.SIGQUIT)
        child.wait(30)
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres_url(embedded_url: URL) -> URL:
    """A migrated database; tests that want it empty use `units_of_work` or `empty_engine`."""
    return embedded_url


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


def wipe(engine: Engine) -> None:
    """Empty every table; quicker than TRUNCATE, which makes new files."""
    deletions = "; ".join(f"DELETE FROM {name}" for name in metadata.tables)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.exec_driver_sql(deletions, execution_options={"no_parameters": True})


def migrated(url: URL) -> None:
    """Bring the database's tables to this version."""
    engine = make_engine(url)
    migrate.upgrade(engine)
    engine.dispose()

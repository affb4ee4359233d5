"""Databases for tests: brought to this version, emptied between tests, or served by the machine's own PostgreSQL."""

import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import attrs
import pytest
from sqlalchemy import URL, Engine, text

from shrutik_postgres import migrate
from shrutik_postgres.embedding.accounts import Account, ourselves, unprivileged
from shrutik_postgres.embedding.binaries import Binaries
from shrutik_postgres.embedding.cluster import USER, arguments, make_cluster
from shrutik_postgres.embedding.places import Home
from shrutik_postgres.embedding.processes import read_pid_file, wait_until
from shrutik_postgres.engine import make_engine
from shrutik_postgres.tables import metadata

INSTALLED = Path("/usr/lib/postgresql")
OLDEST = 15
STARTING_SECONDS = 60


def wipe(engine: Engine) -> None:
    """Empty every table; quicker than TRUNCATE, which makes new files."""
    deletions = "; ".join(f"DELETE FROM {name}" for name in metadata.tables)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.exec_driver_sql(deletions, execution_options={"no_parameters": True})


def migrated(url: str | URL) -> None:
    """Bring the database's tables to this version."""
    engine = make_engine(url)
    migrate.upgrade(engine)
    engine.dispose()


def own_account() -> Account:
    """Who servers run as: we, unless we are root, which PostgreSQL refuses to be."""
    return ourselves() if ourselves().uid else unprivileged()


def own_binaries() -> Binaries:
    """Those of the oldest PostgreSQL from 15 on that the machine has; the test is skipped if there is none."""
    versions = sorted(int(folder.name) for folder in INSTALLED.glob("[0-9]*") if (folder / "bin" / "initdb").exists())
    usable = [str(number) for number in versions if number >= OLDEST]
    if not usable:
        pytest.skip(f"no PostgreSQL {OLDEST} or newer in {INSTALLED}; the package postgresql brings it")
    return Binaries(INSTALLED / usable[0], usable[0])


@attrs.frozen
class Postgres:
    """The machine's own PostgreSQL, on a socket in a folder of its own.

    Attributes:
        home: where it lives.
        binaries: its programs.
        settings: of the server.
    """

    home: Home
    binaries: Binaries
    settings: Mapping[str, str]
    children: list["subprocess.Popen[bytes]"] = attrs.field(factory=list)

    @property
    def url(self) -> URL:
        """Where it answers."""
        url = URL.create("postgresql+psycopg", username=USER, database="postgres")
        return url.set(query={"host": str(self.home.socket_folder)})

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with self.home.log.open("ab") as log:
            command = [self.binaries.postgres, *arguments(self.home, self.settings)]
            self.children.append(self.home.account.launch(command, log))
        assert wait_until(self._answers, STARTING_SECONDS), self.home.log.read_text()

    def kill(self) -> None:
        """End it at once: its connections break, and it has no time to put anything in order."""
        child = self.children.pop()
        child.send_signal(signal.SIGQUIT)
        child.wait(STARTING_SECONDS)

    def _answers(self) -> bool:
        file = read_pid_file(self.home.cluster)
        return file is not None and file.status in {"ready", "standby"} and self.children[-1].poll() is None


@contextmanager
def running_postgres(settings: Mapping[str, str], files: Mapping[str, Path] | None = None) -> Iterator[Postgres]:
    """One of its own, empty.

    Args:
        settings: of the server.
        files: copied beside its data, by the names of the settings that name them, and readable by it alone.
    """
    binaries = own_binaries()
    with _home() as home:
        make_cluster(home, binaries)
        named = {name: str(_given(file, home)) for name, file in (files or {}).items()}
        with _started(Postgres(home, binaries, {**settings, **named})) as server:
            yield server


@contextmanager
def running_replica(primary: Postgres) -> Iterator[Postgres]:
    """A copy of one, which follows it."""
    with _home() as home:
        source = f"--host={primary.home.socket_folder}"
        program = primary.binaries.folder / "bin" / "pg_basebackup"
        wishes = [f"--pgdata={home.cluster}", f"--username={USER}", "--write-recovery-conf", "--checkpoint=fast"]
        copied = home.account.run([program, source, *wishes])
        assert copied.returncode == 0, copied.stdout
        with _started(Postgres(home, primary.binaries, primary.settings)) as server:
            yield server


@contextmanager
def _home() -> Iterator[Home]:
    account, folder = own_account(), Path(tempfile.mkdtemp(prefix="shrutik-pg-", dir="/tmp"))
    account.own(folder)
    home = Home(folder, account)
    home.make_socket_folder()
    yield home
    shutil.rmtree(folder)


@contextmanager
def _started(server: Postgres) -> Iterator[Postgres]:
    server.start()
    try:
        yield server
    finally:
        if server.children:
            server.kill()


def _given(file: Path, home: Home) -> Path:
    copied = home.cluster / file.name
    shutil.copyfile(file, copied)
    home.account.own(copied)
    copied.chmod(0o600)
    return copied

"""A real PostgreSQL as our child, in the data folder, from the wheel's binaries: the default of one machine."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import psycopg
from sqlalchemy import URL

from shrutik_core.shared.errors import Unavailable
from shrutik_postgres.embedding.binaries import Binaries, find_binaries
from shrutik_postgres.embedding.cluster import DATABASE, USER, arguments, major_version, make_cluster
from shrutik_postgres.embedding.log import clear_open_logs, open_log, turn_log
from shrutik_postgres.embedding.places import ELSEWHERE, Home, known_home, new_home, remove_home
from shrutik_postgres.embedding.processes import (
    command_line,
    disown_pid_file,
    postmaster_of,
    read_pid_file,
    wait_until,
)
from shrutik_postgres.embedding.refusals import failed_program, refused_folder

_READY_SECONDS = 300.0  # recovery after a crash may take its time
_STOP_SECONDS = 30.0
_ORPHAN_SECONDS, _ORPHAN_PAUSE = 15.0, 0.1
_DYING_SECONDS = 10.0


def _say_nothing(_: str) -> None:
    """If the caller does not want notices."""


class EmbeddedPostgres:
    """The server of one data folder; whoever starts it holds the folder's lock (`DataFolderLock`) and stops it.

    It listens on a socket in a folder of mode 0700 and nowhere else, outlives Ctrl-C, and ends by `stop`. One that a
    killed owner left behind is taken over by `start` and ended by the next `stop`. As root it runs under an account
    without rights; if that one cannot reach the data folder, the database is made elsewhere, which
    ``postgres.location`` in the data folder names. No mode of any folder that was there is changed.

    Args:
        data: the data folder; made if it is not there.
        account: for root: whom the server runs as; None takes the first of shrutik, postgres, nobody.
        settings: of PostgreSQL, before ours.
        elsewhere: for root: where databases are made whose account cannot reach the data folder.
        notice: takes lines that the user should read.
    """

    def __init__(
        self,
        data: Path,
        *,
        account: str | None = None,
        settings: Mapping[str, str] | None = None,
        elsewhere: Path = ELSEWHERE,
        notice: Callable[[str], None] = _say_nothing,
    ) -> None:
        self._data = data.resolve()
        self._account = account
        self._settings = dict(settings or {})
        self._elsewhere = elsewhere
        self._notice = notice
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> URL:
        """Make what is not there, start the server unless it runs, and say where.

        Raises:
            Invalid: ``data_folder_not_writable``, ``data_folder_foreign`` or ``account_unknown``.
            Unavailable: ``embedded_missing``, ``disk_full`` or ``database_did_not_start``, with its last words.
        """
        try:
            home = self._home()
            if not self._adopted(home):
                self._launch(home)
        except OSError as error:
            raise refused_folder(self._data, error) from error
        url = _url(home)
        _make_database(url)
        return url

    def made(self) -> bool:
        """Whether the data folder has a database already."""
        return known_home(self._data, self._elsewhere) is not None

    def running(self) -> URL | None:
        """Where the server is, if it runs and takes connections; for programs that only visit."""
        home = known_home(self._data, self._elsewhere)
        if home is None:
            return None
        file = postmaster_of(home.cluster)
        return _url(home) if file is not None and file.status == "ready" else None

    @property
    def log(self) -> Path | None:
        """What its server says; None if there is none here."""
        home = known_home(self._data, self._elsewhere)
        return None if home is None else home.log

    def turn_log(self) -> None:
        """Begin its log anew if that has grown large, while the server runs; to be called now and then."""
        home = known_home(self._data, self._elsewhere)
        if home is not None:
            turn_log(home.log)

    def stop(self) -> None:
        """End the server in good order; nothing happens if none runs.

        Raises:
            Unavailable: ``database_did_not_stop``.
        """
        home = known_home(self._data, self._elsewhere)
        if home is None:
            return
        file = postmaster_of(home.cluster)
        ended = self._child is None or self._end(self._child.pid)
        if not ended or (file is not None and not self._end(file.pid)):
            raise Unavailable("database_did_not_stop", f"The database of {self._data} does not stop; see {home.log}.")
        self._child = None
        home.remove_socket_folder()

    def remove(self) -> None:
        """End the server and delete the database with all that is in it."""
        self.stop()
        home = known_home(self._data, self._elsewhere)
        if home is not None:
            remove_home(self._data, home, self._elsewhere)

    def _home(self) -> Home:
        self._data.mkdir(parents=True, exist_ok=True)
        known = known_home(self._data, self._elsewhere)
        return known or new_home(self._data, self._account, self._elsewhere, self._notice)

    def _adopted(self, home: Home) -> bool:
        """Whether a server runs already and takes connections; one that does neither is ended."""
        if postmaster_of(home.cluster) is None:
            return False
        wait_until(lambda: _status(home) == "ready" or postmaster_of(home.cluster) is None, _READY_SECONDS)
        if _status(home) == "ready" and home.socket_folder.is_dir() and not _is_dying(home):
            return True
        self.stop()
        return False

    def _launch(self, home: Home) -> None:
        if self._child is not None:
            self._end(self._child.pid)
        binaries = _usable(home, find_binaries(major_version(home.cluster)))
        if major_version(home.cluster) is None:
            make_cluster(home, binaries)
        clear_open_logs(home.log)
        turn_log(home.log)
        give_up = time.monotonic() + _ORPHAN_SECONDS
        words = self._try(home, binaries)
        # The last processes of a killed server end by themselves once they notice.
        while "pre-existing shared memory block" in words and time.monotonic() < give_up:
            time.sleep(_ORPHAN_PAUSE)
            words = self._try(home, binaries)
        if words:
            raise failed_program("server", words, home.folder, home.log)

    def _try(self, home: Home, binaries: Binaries) -> str:
        """Start the server; what it said if it ended at once, nothing if it is ready."""
        disown_pid_file(home.cluster)
        home.remove_socket_folder()
        home.make_socket_folder()
        with open_log(home.log) as log:
            said = log.tell()
            child = home.account.launch([binaries.postgres, *arguments(home, self._settings)], log)
        self._child = child
        wait_until(lambda: child.poll() is not None or _ready(home, child.pid), _READY_SECONDS)
        if child.poll() is None and _ready(home, child.pid):
            return ""
        self._end(child.pid)
        self._child = None
        return home.log.read_bytes()[said:].decode("utf-8", "replace") or "FATAL: it said nothing"

    def _end(self, pid: int) -> bool:
        """Ask a postmaster to end, then tell it to; whether it did."""
        for signal_ in (signal.SIGINT, signal.SIGQUIT):
            if self._gone(pid):
                break
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal_)
            wait_until(lambda: self._gone(pid), _STOP_SECONDS)
        return self._gone(pid)

    def _gone(self, pid: int) -> bool:
        if self._child is not None and self._child.pid == pid:
            return self._child.poll() is not None
        return not command_line(pid)


def _usable(home: Home, binaries: Binaries) -> Binaries:
    """The programs, or a copy of them in the home if the account cannot reach those."""
    if home.account.can_use(*binaries.telling):
        return binaries
    copy = binaries.copy_to(home.folder)
    home.account.own(copy.folder.parents[1])
    return copy


def _status(home: Home) -> str:
    file = read_pid_file(home.cluster)
    return file.status if file else ""


def _ready(home: Home, pid: int) -> bool:
    file = read_pid_file(home.cluster)
    return file is not None and file.pid == pid and file.status == "ready"


def _is_dying(home: Home) -> bool:
    """Whether the server only looks alive: one that was killed a moment ago may still be there, and takes nobody."""
    try:
        psycopg.connect(host=str(home.socket_folder), user=USER, dbname="postgres", connect_timeout=10).close()
    except psycopg.OperationalError:
        return wait_until(lambda: postmaster_of(home.cluster) is None, _DYING_SECONDS)
    return False


def _url(home: Home, database: str = DATABASE) -> URL:
    where = {"host": str(home.socket_folder)}
    return URL.create("postgresql+psycopg", username=USER, database=database, query=where)


def _make_database(url: URL) -> None:
    where = str(url.query["host"])
    try:
        with psycopg.connect(
            host=where, user=USER, dbname="postgres", autocommit=True, connect_timeout=10
        ) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if known is None:
                connection.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0")
    except psycopg.Error as error:
        raise Unavailable("database_did_not_start", f"The embedded database does not answer: {error}") from error

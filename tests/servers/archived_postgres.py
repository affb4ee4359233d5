"""A PostgreSQL of the machine whose log is archived by pgBackRest, with the configuration that is shipped."""

import contextlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import attrs
import psycopg

from servers.process import HOST, free_ports, program, wait_for

DEPLOY = Path(__file__).parents[2] / "deploy" / "pgbackrest"
_STANZA = "--stanza=shrutik"
_PATIENCE = 120


@attrs.define
class ArchivedPostgres:
    """One server and its repository, both in a folder that the account ``postgres`` can reach.

    Attributes:
        folder: short, for the socket's path.
    """

    folder: Path
    port: int = attrs.field(factory=lambda: free_ports(1)[0])
    _binaries: Path = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        program("pgbackrest", "pgbackrest")
        self._binaries = Path(program("initdb", "postgresql-15")).resolve().parent

    @property
    def data(self) -> Path:
        """The cluster."""
        return self.folder / "data"

    @property
    def configuration(self) -> Path:
        """The shipped configuration with this server's places."""
        return self.folder / "pgbackrest.conf"

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"postgresql://postgres@{HOST}:{self.port}/postgres"

    def make(self) -> None:
        """Make the cluster and the repository, and start."""
        for name in ("repository", "locks", "logs"):
            (self.folder / name).mkdir()
        self.configuration.write_text(self._placed(), encoding="utf-8")
        self._run("chown", "-R", "postgres", self.folder) if os.getuid() == 0 else None
        self.as_postgres(self._binaries / "initdb", "-D", self.data, "-A", "trust", "--no-sync")
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write((DEPLOY / "postgresql.conf").read_text(encoding="utf-8"))
            file.write(
                f"\narchive_command = 'pgbackrest --config={self.configuration} {_STANZA} archive-push %p'\n"
                f"port = {self.port}\nlisten_addresses = '{HOST}'\nunix_socket_directories = '{self.folder}'\n"
            )
        self.start()
        self.pgbackrest("stanza-create")

    def _placed(self) -> str:
        text = (DEPLOY / "pgbackrest.conf").read_text(encoding="utf-8")
        places = {
            r"repo1-path=.*": f"repo1-path={self.folder / 'repository'}",
            r"lock-path=.*": f"lock-path={self.folder / 'locks'}",
            r"log-path=.*": f"log-path={self.folder / 'logs'}",
            r"repo1-cipher-pass=.*": "repo1-cipher-pass=a pass of this test",
            r"pg1-path=.*": f"pg1-path={self.data}\npg1-socket-path={self.folder}",
            r"pg1-port=.*": f"pg1-port={self.port}",
        }
        for pattern, place in places.items():
            text, count = re.subn(f"^{pattern}$", place, text, flags=re.M)
            assert count == 1, pattern
        return text

    def start(self) -> None:
        """Start, and wait until it writes."""
        self.as_postgres(self._binaries / "pg_ctl", "-D", self.data, "-l", self.folder / "log", "-w", "start")
        wait_for(self._writes, _PATIENCE, "the end of recovery")

    def _writes(self) -> bool:
        with contextlib.suppress(psycopg.OperationalError):
            return self.sql("SELECT pg_is_in_recovery()") == "False"
        return False

    def stop(self, how: str = "fast") -> None:
        """Stop, if it runs."""
        if (self.data / "postmaster.pid").exists():
            self.as_postgres(self._binaries / "pg_ctl", "-D", self.data, "-m", how, "-w", "stop")

    def lose(self) -> None:
        """Stop as if the machine died, and take its data away."""
        self.stop("immediate")
        shutil.rmtree(self.data)
        self.data.mkdir(mode=0o700)
        if os.getuid() == 0:
            shutil.chown(self.data, "postgres")

    def sql(self, statement: str) -> str:
        """What a statement gives, in one word; nothing if it gives none."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            cursor = connection.execute(statement)
            row = cursor.fetchone() if cursor.description else None
        return "" if row is None else str(row[0])

    def pgbackrest(self, *arguments: str) -> str:
        """Call it with the configuration."""
        return self.as_postgres("pgbackrest", f"--config={self.configuration}", _STANZA, *arguments)

    def as_postgres(self, *arguments: object) -> str:
        """A program under the account that PostgreSQL runs as."""
        before = ("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups") if os.getuid() == 0 else ()
        return self._run(*before, *arguments)

    def _run(self, *arguments: object) -> str:
        # What the server leaves open must not be waited for: a file, not a pipe.
        out = self.folder / "said"
        kept = {name: text for name, text in os.environ.items() if not name.startswith("PG")}
        with out.open("w", encoding="utf-8") as file:
            done = subprocess.run(
                [str(one) for one in arguments],
                stdout=file,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                cwd=self.folder,
                env=kept,
                timeout=_PATIENCE,
                check=False,
            )
        said = out.read_text(encoding="utf-8")
        assert done.returncode == 0, f"{arguments[-3:]}: {said[-2_000:]}"
        return said

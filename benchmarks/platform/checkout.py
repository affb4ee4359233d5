"""A checkout of Shrutik as it is served: started, filled by its own tables, counted, ended."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from shrutik_postgres.embedded import EmbeddedPostgres

PASSWORD = "long enough for a benchmark"
ADMIN = "admin@example.org"
HERE = Path(__file__).resolve().parents[2]
VOICE = "00000000-0000-7000-8001-000000000001"

PEOPLE = 64
CROWD = (
    """
    INSERT INTO speakers (id, contributor, created_at, traits)
    SELECT CAST('00000000-0000-7000-8002-' || lpad(n::text, 12, '0') AS uuid),
        CAST('00000000-0000-7000-8000-' || lpad(n::text, 12, '0') AS uuid), now(), '{}'
    FROM generate_series(1, %(people)s) AS n ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO contributors (id, email, name, password_hash, role, speaker, locale, created_at, status)
    SELECT CAST('00000000-0000-7000-8000-' || lpad(n::text, 12, '0') AS uuid), n || '@example.org', 'P', 'x',
        'contributor', CAST('00000000-0000-7000-8002-' || lpad(n::text, 12, '0') AS uuid), 'bn', now(), 'active'
    FROM generate_series(1, %(people)s) AS n ON CONFLICT DO NOTHING
    """,
)
SPEAKER = "INSERT INTO speakers (id, created_at, traits) VALUES (%(voice)s, now(), '{}') ON CONFLICT DO NOTHING"
RECORDING = """
INSERT INTO recordings (id, collection, speaker, contributor, audio_key, audio_size, audio_sha256, media_type,
    created_at, updated_at, status, reasons, quality, chunk_count, metadata)
SELECT c.id, c.id, %(voice)s, (SELECT id FROM contributors WHERE email = %(admin)s), 'x', 1, repeat('0', 64),
    'audio/flac', now(), now(), 'chunked', '[]', '{}', %(clips)s, '{}' FROM collections c
"""
CLIPS = """
INSERT INTO chunks (id, recording, collection, speaker, index, span_start, span_end, sample_rate, audio_key, audio_size,
    audio_sha256, created_at, status, wanted, votes, skips, quality, free_at)
SELECT gen_random_uuid(), c.id, c.id, %(voice)s, n, n, n + 1, 16000, 'x/' || n, 100000, repeat('0', 64), now(), 'open',
    %(wanted)s, 0, 0, '{"duration_seconds": 4.2, "snr_db": 31.5}', '-infinity'
FROM collections c, generate_series(1, %(clips)s) AS n
"""


def unpacked(commit, folder):
    """The sources of a commit of this repository, in a folder."""
    archive = subprocess.run(["git", "archive", commit], cwd=HERE, check=True, capture_output=True).stdout
    folder.mkdir(parents=True)
    subprocess.run(["tar", "-x"], cwd=folder, input=archive, check=True)
    return folder


class Api:
    """The API as one program calls it."""

    def __init__(self, root):
        self.root, self.token = root + "/api/v1", None

    def __call__(self, method, path, body=None):
        """The answer's JSON."""
        request = urllib.request.Request(self.root + path, method=method, data=body and json.dumps(body).encode())
        request.add_header("Content-Type", "application/json")
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())

    def login(self, email):
        """The same, logged in."""
        self.token = self("POST", "/auth/login", {"email": email, "password": PASSWORD})["access_token"]
        return self


class Served:
    """A checkout that answers.

    Attributes:
        root: its address.
        pid: its first process.
        database: a connection to its PostgreSQL that commits each statement.
    """

    def __init__(self, root, pid, data):
        self.root, self.pid = root, pid
        url = EmbeddedPostgres(data).running()
        self.address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self.database = psycopg.connect(self.address, autocommit=True)

    def one(self, statement):
        """The first column of the first row."""
        return self.database.execute(statement).fetchone()[0]

    def contributors(self, count):
        """Access tokens of that many new contributors."""
        tokens = []
        for number in range(count):
            email = f"{number}-{os.urandom(4).hex()}@example.org"
            Api(self.root)("POST", "/auth/register", {"email": email, "password": PASSWORD, "name": "C"})
            tokens.append(Api(self.root).login(email).token)
        return tokens

    def fill(self, clips, wanted=2):
        """Leave that many open clips, and no other; and people who exist in the tables alone."""
        known = {"voice": VOICE, "admin": ADMIN, "clips": clips, "people": PEOPLE, "wanted": wanted}
        # The last decisions may be under way; PostgreSQL breaks the knot that they and the emptying of tables make.
        while True:
            with suppress(psycopg.errors.DeadlockDetected):
                self._fill(known)
                break
        self.database.execute("VACUUM ANALYZE")
        self.database.execute("CHECKPOINT")

    def _fill(self, known):
        with self.database.transaction():
            for setting in ("session_replication_role = replica", "statement_timeout = 0"):
                self.database.execute(f"SET LOCAL {setting}")
            self.database.execute("TRUNCATE chunks, recordings, tasks, jobs CASCADE")
            for statement in (*CROWD, SPEAKER, RECORDING, CLIPS):
                self.database.execute(statement, {name: known[name] for name in known if f"({name})" in statement})

    def undecided(self):
        """Decisions that have not been made yet."""
        return self.one("SELECT count(*) FROM jobs WHERE kind = 'decide_chunk' AND status IN ('waiting', 'running')")


@contextmanager
def served(sources, data, *options, program="shrutik_cli", settings=None):
    """A checkout that answers while this lasts, with one collection, ``bn``, that has no clips yet.

    ``program`` is the module that is run; ``settings`` are variables of its environment, None for those it has not.
    """
    paths = [str(sources / "src" / part) for part in ("", "adapters", "entrypoints")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    environment = {name: value for name, value in (environment | (settings or {})).items() if value is not None}
    command = [sys.executable, "-m", program]
    with subprocess.Popen(
        [*command, "serve", "--data", data, "--port", "0", *options],
        env=environment,
        cwd=sources,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            root = next(
                found[1] for line in running.stderr if (found := re.search(r"listens on (http://\S+?)[;,\s]", line))
            )
            create = [*command, "user", "create", ADMIN, "--role", "admin", "--data", data, "--password-stdin"]
            subprocess.run(create, env=environment, input=PASSWORD + "\n", text=True, check=True, capture_output=True)
            Api(root).login(ADMIN)("POST", "/collections", _collection())
            yield Served(root, running.pid, Path(data))
        finally:
            running.send_signal(signal.SIGTERM)
            running.stderr.close()


def _collection():
    return {
        "slug": "bn",
        "name": "bn",
        "language": "bn",
        "licence": "CC0-1.0",
        "consent": {"version": "1", "text": "Yes."},
    }

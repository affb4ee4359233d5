"""A database of ours with as many clips as one likes, made by SQL: tables are filled first, their indices come after.

One clip every 8.64 seconds, so that a day has ten thousand, however many there are in all, the last of them now. There
is a recording for fifty clips, and a person for a thousand. *Young*: of a hundred clips ten are settled by three texts,
twenty are open with one, one is in review with two, the others are open and new: 0.52 texts a clip, 520 a person.
*Old*: ninety are settled by eleven texts, five open with one, one in review: 9.97 texts a clip, ten thousand a person;
of a clip's tasks only one is kept, for want of disk.
"""

import time
from contextlib import contextmanager

import attrs
import psycopg

from shrutik_postgres import migrate
from shrutik_postgres.embedded import EmbeddedPostgres
from shrutik_postgres.engine import make_engine

# Of the server while it is filled: nothing waits for the disk, and what a power cut would spoil is made anew.
SERVER = {
    "shared_buffers": "2GB",
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "1GB",
    "maintenance_work_mem": "1GB",
    "autovacuum": "off",
}
COLLECTION = "00000000-0000-7000-8000-0000000000c0"
SECONDS_A_CLIP, CLIPS_A_RECORDING, CLIPS_A_PERSON, FEWEST_PEOPLE = 8.64, 50, 1_000, 100
FILLED = ("recordings", "chunks", "tasks", "transcriptions", "consensuses", "reviews", "jobs")


@attrs.frozen
class Shape:
    """What became of a hundred clips.

    Attributes:
        settled: how many are settled.
        texts: those of each that is settled.
        begun: how many are open with one text.
        tasks: the most that are kept of a clip.
    """

    settled: int
    texts: int
    begun: int
    tasks: int


SHAPES = {"young": Shape(10, 3, 20, 3), "old": Shape(90, 11, 5, 1)}


def _at(number, later="0"):
    return f"(%(start)s::timestamptz + ({number}) * interval '{SECONDS_A_CLIP} s' + ({later}) * interval '1 min')"


def _id(at, key):
    born = f"lpad(to_hex((extract(epoch FROM {at}) * 1000)::bigint), 12, '0')"
    return f"({born} || '7' || substr(md5({key}), 1, 19))::uuid"


def _one(number, kind):
    return f"('00000000-0000-7000-{kind}-' || lpad(({number})::text, 12, '0'))::uuid"


_PERSON, _VOICE = _one("p", "8000"), _one("p", "8002")
_CLIP = _id(_at("n"), "'c' || n")
_RECORDING = _id(_at(f"(n - 1) / {CLIPS_A_RECORDING} * {CLIPS_A_RECORDING}"), f"'r' || (n - 1) / {CLIPS_A_RECORDING}")
_SPEAKER = _one(f"1 + ((n - 1) / {CLIPS_A_RECORDING}) %% %(people)s", "8002")
_VOTER = _one("1 + (n::bigint * 7 + v * 31 + n / 1000) %% %(people)s", "8000")
_TASK, _TEXT = _id(_at("n", "v"), "'t' || n || ' ' || v"), _id(_at("n", "v + 1"), "'x' || n || ' ' || v")
_VOTES = """CASE WHEN n %% 100 < %(settled)s THEN %(texts)s WHEN n %% 100 = 99 THEN 2
    WHEN n %% 100 < %(settled)s + %(begun)s THEN 1 ELSE 0 END"""
_STATUS = "CASE WHEN n %% 100 < %(settled)s THEN 'settled' WHEN n %% 100 = 99 THEN 'in_review' ELSE 'open' END"
_CLIPS = "generate_series(1, %(clips)s) AS n"
_VOTED = f"{_CLIPS}, generate_series(1, {_VOTES}) AS v"
_SAID = "'কাগজ খাতা গাছ নদী পাখি ' || substr(md5(n::text), 1, 8) || ' রোদ'"

STEPS = {
    "collections": f"""
INSERT INTO collections (id, slug, language, name, licence, consent_version, consent_text, created_at, policies)
VALUES ('{COLLECTION}', 'bn', 'bn', 'bn', 'CC0-1.0', '1', 'Yes.', now(), '{{}}')""",
    "speakers": f"""
INSERT INTO speakers (id, contributor, created_at, traits)
SELECT {_VOICE}, {_PERSON}, now(), '{{}}' FROM generate_series(1, %(people)s) AS p""",
    "contributors": f"""
INSERT INTO contributors (id, email, name, role, speaker, locale, created_at, status, email_verified_at, on_leaderboard)
SELECT {_PERSON}, p || '@example.org', 'P ' || p, 'contributor', {_VOICE}, 'bn', now(), 'active', now(), p <= 50
FROM generate_series(1, %(people)s) AS p""",
    "recordings": f"""
INSERT INTO recordings (id, collection, speaker, contributor, audio_key, audio_size, audio_sha256, media_type,
    created_at, updated_at, status, reasons, duration, sample_rate, channels, samples, codec, container, quality,
    chunk_count, metadata)
SELECT {_RECORDING}, '{COLLECTION}', {_SPEAKER}, {_SPEAKER.replace("-8002-", "-8000-")},
    'recordings/' || md5(n::text) || '/x', 5000000, md5(n::text) || md5(n::text), 'audio/flac', {_at("n")}, {_at("n")},
    'chunked', '[]', 300, 16000, 1, 4800000, 'flac', 'flac',
    '{{"snr_db": 31.5}}', {CLIPS_A_RECORDING}, '{{}}'
FROM generate_series(1, %(clips)s, {CLIPS_A_RECORDING}) AS n""",
    "chunks": f"""
INSERT INTO chunks (id, recording, collection, speaker, index, span_start, span_end, sample_rate, audio_key, audio_size,
    audio_sha256, created_at, status, wanted, votes, skips, quality, had, free_at, text, confidence, settled_by)
SELECT {_CLIP}, {_RECORDING}, '{COLLECTION}', {_SPEAKER}, n %% {CLIPS_A_RECORDING}, 0, 67200, 16000,
    'recordings/' || md5(n::text), 100000, md5(n::text) || md5(n::text), {_at("n")}, {_STATUS}, 3, {_VOTES}, 0,
    '{{"duration_seconds": 4.2, "snr_db": 31.5}}', ARRAY(SELECT {_VOTER} FROM generate_series(1, {_VOTES}) AS v),
    CASE WHEN {_STATUS} = 'settled' THEN 'infinity' ELSE '-infinity' END::timestamptz,
    CASE WHEN {_VOTES} > 1 THEN {_SAID} END, CASE WHEN {_VOTES} > 1 THEN 0.9 END,
    CASE WHEN {_STATUS} = 'settled' THEN 'consensus' END
FROM {_CLIPS}""",
    "tasks": f"""
INSERT INTO tasks (id, chunk, collection, contributor, leased_at, lease_expires_at, status, finished_at)
SELECT {_TASK}, {_CLIP}, '{COLLECTION}', {_VOTER}, {_at("n", "v")}, {_at("n", "v + 30")}, 'submitted',
    {_at("n", "v + 1")}
FROM {_CLIPS}, generate_series(1, least(%(tasks)s, {_VOTES})) AS v""",
    "transcriptions": f"""
INSERT INTO transcriptions (id, task, chunk, contributor, text, created_at, late, took)
SELECT {_TEXT}, {_TASK}, {_CLIP}, {_VOTER}, {_SAID}, {_at("n", "v + 1")}, false, 12.5 FROM {_VOTED}""",
    "consensuses": f"""
INSERT INTO consensuses (chunk, text, confidence, expected_wer, votes, decision, reasons, words, method, computed_at)
SELECT {_CLIP}, {_SAID}, 0.9, 0.05, 3, 'accept', '{{}}', '[]', 'fused', {_at("n")}
FROM {_CLIPS} WHERE n %% 100 < %(settled)s""",
    "reviews": f"""
INSERT INTO reviews (id, chunk, collection, speaker, why, queued_at, status, reason)
SELECT {_id(_at("n"), "'v' || n")}, {_CLIP}, '{COLLECTION}', {_SPEAKER}, '{{low_confidence}}', {_at("n")}, 'queued', ''
FROM {_CLIPS} WHERE n %% 100 = 99""",
    "jobs": f"""
INSERT INTO jobs (id, kind, subject, due_at, created_at, status, attempts, finished_at, error)
SELECT {_id(_at("n"), "'j' || n")}, 'decide_chunk', {_CLIP}, {_at("n")}, {_at("n")},
    CASE WHEN n %% 10000 = 1 THEN 'dead' ELSE 'done' END, 1, {_at("n")}, '' FROM {_CLIPS} WHERE n %% 10 = 1""",
}


@contextmanager
def started(data, settings=None):
    """The address of the server of a data folder while it runs, with settings beside `SERVER`."""
    server = EmbeddedPostgres(data, settings=SERVER | (settings or {}))
    try:
        yield server.start()
    finally:
        server.stop()


def made(url, clips, shape="young", tell=print):
    """The address of the database with so many clips, which is made if there is none; half of one never counts."""
    name = f"rows_{clips}" if shape == "young" else f"rows_{clips}_{shape}"
    own, filling = url.set(database=name), url.set(database="filling")
    with psycopg.connect(plain(url), autocommit=True) as database:
        if database.execute("SELECT 1 FROM pg_database WHERE datname = %s", [own.database]).fetchone():
            return own
        database.execute("DROP DATABASE IF EXISTS filling")
        database.execute("CREATE DATABASE filling TEMPLATE template0")
        engine = make_engine(filling)
        migrate.upgrade(engine)
        engine.dispose()
        with psycopg.connect(plain(filling), autocommit=True) as inside:
            fill(inside, clips, SHAPES[shape], tell)
        database.execute(f"ALTER DATABASE filling RENAME TO {own.database}")
    return own


def text(url):
    """The address as settings take it."""
    return url.render_as_string(hide_password=False)


def plain(url):
    """The address as the driver takes it."""
    return text(url.set(drivername="postgresql"))


def fill(database, clips, shape, tell):
    """Fill a database that has our tables and no rows; ``database`` commits each statement, ``tell`` takes lines."""
    known = {"clips": clips, "people": max(FEWEST_PEOPLE, clips // CLIPS_A_PERSON)} | attrs.asdict(shape)
    for setting in ("session_replication_role = replica", "statement_timeout = 0", "synchronous_commit = off"):
        database.execute(f"SET {setting}")
    (known["start"],) = database.execute(
        "SELECT (now() - %s * interval '1 s')::text", [clips * SECONDS_A_CLIP]
    ).fetchone()
    with Unindexed(database):
        for name, sql in STEPS.items():
            begun = time.perf_counter()
            database.execute(psycopg.ClientCursor(database).mogrify(sql, known))
            tell(f"{clips:,}: {name} in {time.perf_counter() - begun:.0f} s")
    database.execute("VACUUM (FREEZE, ANALYZE)")
    database.execute("CHECKPOINT")


class Unindexed:
    """The filled tables without indices and keys while this lasts."""

    def __init__(self, database):
        self.database, self.again = database, []

    def __enter__(self):
        about = "(conrelid::regclass::text = ANY (%s) OR confrelid::regclass::text = ANY (%s)) AND contype = ANY (%s)"
        told = "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE "
        tables = list(FILLED)
        for kinds, more in (["f"], " NOT VALID"), (["p", "u"], ""):
            for table, name, made in self.database.execute(told + about, [tables, tables, kinds]).fetchall():
                self.database.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
                self.again.append(f"ALTER TABLE {table} ADD CONSTRAINT {name} {made}{more}")
        indices = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY (%s)"
        for name, made in self.database.execute(indices, [tables]).fetchall():
            self.database.execute(f"DROP INDEX {name}")
            self.again.append(made)

    def __exit__(self, kind, *_):
        # Keys first, as references want them.
        for made in reversed(self.again) if kind is None else ():
            self.database.execute(made)

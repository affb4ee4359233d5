"""Times of `Leases.offer` and `Prompts.next_for` on PostgreSQL, small against large, fresh against worked on.

Fills an embedded PostgreSQL with made-up rows, then prints the least and the median of many calls, in milliseconds;
the least is what the call costs where nothing else runs. The reference is a unit of work that reads one row by its id.
Run: ``python -m benchmarks.server.assignment [--sizes 20000 1000000] [--calls 50]``.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine, text

from shrutik_core.ports.leases import Borrower
from shrutik_core.shared.ids import CollectionId, ContributorId, SpeakerId, TaskId, uuid7
from shrutik_core.transcription.task import Task
from shrutik_postgres import migrate
from shrutik_postgres.embedded import EmbeddedPostgres
from shrutik_postgres.engine import make_engine
from shrutik_postgres.tables import metadata
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

NOW = datetime(2026, 1, 1, tzinfo=UTC)
WORKED = 10_000
COLLECTION = CollectionId(UUID(int=1))
NEW, BUSY = ContributorId(UUID(int=2)), ContributorId(UUID(int=3))
VOICE, OWN = SpeakerId(UUID(int=4)), SpeakerId(UUID(int=5))

# Urgency goes by votes and then by a drawn turn, so what lies at the head is what each call has to step over.
CHUNKS = """
INSERT INTO chunks (id, recording, collection, speaker, index, span_start, span_end, sample_rate, audio_key, audio_size,
    audio_sha256, created_at, status, wanted, votes, skips, quality, had, free_at)
SELECT gen_random_uuid(), :recording, :collection, CASE WHEN n <= :own THEN :own_voice ELSE :voice END, n, n, n + 1,
    16000, 'recordings/x/chunks/' || n || '.flac', 100000, repeat('0', 64), :now, 'open', 2,
    CASE WHEN n <= :done + :leased + :own THEN 1 ELSE 0 END, 0, '{"duration_seconds": 4.2, "snr_db": 31.5}',
    CASE WHEN n > :own AND n <= :own + :done THEN ARRAY[:busy]::uuid[] ELSE '{}' END,
    CASE WHEN n > :own + :done AND n <= :own + :done + :leased THEN CAST(:later AS timestamptz)
         ELSE '-infinity' END
FROM generate_series(1, :size) AS n
"""
TASKS = """
INSERT INTO tasks (id, chunk, collection, contributor, leased_at, lease_expires_at, status)
SELECT gen_random_uuid(), id, collection, :busy, :now, :now, 'submitted' FROM chunks WHERE cardinality(had) > 0
UNION ALL
SELECT gen_random_uuid(), id, collection, gen_random_uuid(), :now, free_at, 'leased' FROM chunks
WHERE free_at > '-infinity'
"""
PROMPTS = """
INSERT INTO prompts (id, collection, text, digest, created_at, source, recorded, voices)
SELECT CAST(lpad(to_hex(n), 32, '0') AS uuid), :collection, 'text ' || n, sha256(CAST('text ' || n AS bytea)), :now,
    '', 1, ARRAY[CASE WHEN n <= :done THEN CAST(:own_voice AS uuid) ELSE :voice END]
FROM generate_series(1, :size) AS n
"""
RECORDINGS = """
INSERT INTO recordings (id, collection, speaker, contributor, prompt, audio_key, audio_size, audio_sha256, media_type,
    created_at, updated_at, status, reasons, quality, chunk_count, metadata)
SELECT gen_random_uuid(), :collection, voices[1], :busy, id, 'recordings/x/original', 100000, repeat('0', 64),
    'audio/flac', :now, :now, 'chunked', '[]', '{}', 1, '{}'
FROM prompts
"""
SCENES = {
    "nobody did anything": {"done": 0, "leased": 0, "own": 0},
    f"this person had the first {WORKED:,}": {"done": WORKED, "leased": 0, "own": 0},
    f"others hold the first {WORKED:,}": {"done": 0, "leased": WORKED, "own": 0},
    f"the first {WORKED:,} are this person's voice": {"done": 0, "leased": 0, "own": WORKED},
}


def fill(engine: Engine, statements: list[str], **values: object) -> None:
    known = {
        "recording": UUID(int=9),
        "collection": COLLECTION,
        "voice": VOICE,
        "own_voice": OWN,
        "busy": BUSY,
        "now": NOW,
        "later": NOW + timedelta(minutes=30),
    }
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text(f"TRUNCATE {', '.join(metadata.tables)}"))
        for statement in statements:
            wanted = {name: value for name, value in (known | values).items() if f":{name}" in statement}
            connection.execute(text(statement), wanted)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SET statement_timeout = 0"))
        connection.execute(text("VACUUM ANALYZE"))


def timed(call: Callable[[], object], calls: int) -> tuple[float, float]:
    times = []
    for _ in range(calls):
        started = time.perf_counter()
        call()
        times.append(1_000 * (time.perf_counter() - started))
    return min(times), statistics.median(times)


def offer(units: PostgresUnitsOfWork, *, take: bool) -> Callable[[], object]:
    number = iter(range(1, 1_000_000))

    def call() -> int:
        with units() as work:
            chunks, _ = work.leases.offer(Borrower(BUSY, OWN, COLLECTION), 20, 60, NOW)
            if take:
                ids = (TaskId(uuid7(next(number), bytes(10))) for _ in chunks)
                work.tasks.add_all(
                    Task.lend(id_, chunk.id, COLLECTION, BUSY, NOW) for id_, chunk in zip(ids, chunks, strict=True)
                )
            # Undone, so that every call meets the same state; what a commit costs is the disk's affair.
        return len(chunks)

    assert call() == 20
    return call


def next_prompt(units: PostgresUnitsOfWork, speaker: SpeakerId) -> Callable[[], object]:
    def call() -> object:
        with units() as work:
            return work.prompts.next_for(COLLECTION, speaker)

    return call


def one_row(units: PostgresUnitsOfWork) -> object:
    with units() as work:
        return work.contributors.find(BUSY)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000 + WORKED, 1_000_000])
    parser.add_argument("--calls", type=int, default=50)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = EmbeddedPostgres(Path(folder), settings={"fsync": "off"})
        try:
            engine = make_engine(server.start())
            migrate.upgrade(engine)
            measure(engine, arguments.sizes, arguments.calls)
            engine.dispose()
        finally:
            server.remove()


def measure(engine: Engine, sizes: list[int], calls: int) -> None:
    units = PostgresUnitsOfWork(engine)

    def row(what: str, size: int, scene: str, call: Callable[[], object]) -> None:
        least, median = timed(call, calls)
        print(f"{what:<24}{size:>10,}  {scene:<42}{least:>8.2f}{median:>9.2f}", flush=True)

    print(f"{'what':<24}{'rows':>10}  {'scene':<42}{'least':>8}{'median':>9}  (ms)")
    row("reference: one row by id", 0, "", lambda: one_row(units))
    for size in sizes:
        for scene, values in SCENES.items():
            fill(engine, [CHUNKS, TASKS], size=size, **values)
            row("offer 20", size, scene, offer(units, take=False))
            row("offer 20 and lend them", size, scene, offer(units, take=True))
    for size in sizes:
        fill(engine, [PROMPTS, RECORDINGS], size=size, done=WORKED)
        row("next prompt", size, "this voice has none", next_prompt(units, SpeakerId(NEW)))
        row("next prompt", size, f"this voice has the first {WORKED:,}", next_prompt(units, OWN))
        fill(engine, [PROMPTS, RECORDINGS], size=WORKED, done=WORKED)
        row("next prompt", WORKED, "this voice has all", next_prompt(units, OWN))


if __name__ == "__main__":
    main()

"""Decisions a second: clips that wait to be decided, one by one and many at a time, on the same rows in the same run.

    python -m benchmarks.server.decisions [--chunks 2000] [--rounds 3]

Fills the database of a fresh data folder with clips that three people transcribed and makes the decision of each due.
*One by one* runs each job by itself, as a worker does with a job from the broker: it is started, the clip is decided,
and it is noted as done. *Many at a time* takes up to 200 jobs in one transaction. In each round both do the same
clips, first the one and then the other, after the clips were put back. Prints clips a second, milliseconds and SQL
statements for each clip, and how long the consensus alone takes.
"""

import argparse
import tempfile
import time
from pathlib import Path

from sqlalchemy import event, text

from benchmarks.server.recompute import STEPS, fill
from shrutik_bootstrap.installation import own_installation
from shrutik_bootstrap.settings import Settings
from shrutik_core.consensus import ClipVotes, aggregate, aggregate_many
from shrutik_core.shared.ids import JobId

BATCH = 200
SETTLING = STEPS[0][1]
BACK = (
    "DELETE FROM jobs",
    "DELETE FROM consensuses",
    "DELETE FROM reviews",
    "DELETE FROM standings",
    "UPDATE chunks SET status = 'open', wanted = 4, text = NULL, confidence = NULL, settled_by = NULL",
    """
    INSERT INTO jobs (id, kind, subject, due_at, created_at, status, attempts, error)
    SELECT gen_random_uuid(), 'decide_chunk', id, now(), now(), 'waiting', 0, '' FROM chunks
    """,
)


class Counted:
    """How many statements were sent, and how long it took."""

    def __init__(self, engine):
        self.statements = 0
        event.listen(engine, "before_cursor_execute", self.count)

    def count(self, *_):
        """One more."""
        self.statements += 1

    def of(self, act):
        """Seconds and statements of a call, and what it returns."""
        before, begun = self.statements, time.perf_counter()
        result = act()
        return time.perf_counter() - begun, self.statements - before, result


def put_back(engine):
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in BACK:
            connection.execute(text(statement))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def waiting(engine):
    with engine.connect() as connection:
        return [JobId(row.id) for row in connection.execute(text("SELECT id FROM jobs WHERE status = 'waiting'"))]


def one_by_one(platform, jobs):
    run_job = platform.run_job()
    for job in jobs:
        run_job(job)
    return len(jobs)


def many_at_a_time(platform, _jobs):
    decide_due, done = platform.decide_due(), 0
    while found := decide_due(BATCH):
        done += found
    return done


def settled(engine):
    """What became of the clips, to see that both ways decide all."""
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT status, count(*) FROM chunks GROUP BY status ORDER BY status")).all()
    return {row.status: row.count for row in rows}


def consensus_alone(engine):
    """Milliseconds for each clip, alone and in 200s."""
    query = "SELECT array_agg(text) AS texts, array_agg(contributor::text) AS who FROM transcriptions GROUP BY chunk"
    with engine.connect() as connection:
        rows = connection.execute(text(query + " LIMIT 1000")).all()
    clips = [ClipVotes(texts=row.texts, workers=row.who, language="bn") for row in rows]
    begun = time.perf_counter()
    for clip in clips:
        aggregate(clip.texts, workers=clip.workers, language="bn")
    single = time.perf_counter() - begun
    begun = time.perf_counter()
    for start in range(0, len(clips), BATCH):
        aggregate_many(clips[start : start + BATCH])
    return single / len(clips) * 1000, (time.perf_counter() - begun) / len(clips) * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chunks", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="shrutik-decisions-") as folder:
        data = Path(folder) / "data"
        fill(data, given.chunks, SETTLING)
        with own_installation(Settings(data=data), notice=lambda _line: None) as installation:
            counted = Counted(installation.engine)
            print(f"{'':18}{'clips/s':>9}{'ms a clip':>11}{'statements':>12}")
            for _ in range(given.rounds):
                for name, way in (("one by one", one_by_one), ("many at a time", many_at_a_time)):
                    put_back(installation.engine)
                    jobs = waiting(installation.engine)
                    took, statements, done = counted.of(lambda way=way, jobs=jobs: way(installation.platform, jobs))
                    assert done == given.chunks, f"{done} of {given.chunks} clips were decided"
                    each = f"{done / took:9.0f}{took / done * 1000:11.2f}{statements / done:12.2f}"
                    print(f"{name:18}{each}   {settled(installation.engine)}", flush=True)
            single, together = consensus_alone(installation.engine)
            print(f"the consensus alone: {single:.2f} ms a clip by itself, {together:.2f} ms in 200s")


if __name__ == "__main__":
    main()

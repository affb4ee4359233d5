"""What it costs to find whose turn it is, while many relays ask at once.

python -m benchmarks.platform.turns postgresql://… [waiting jobs]: in an empty database.
"""

import statistics
import sys
import threading
import time
from datetime import UTC, datetime, timedelta

import attrs
from sqlalchemy import text

from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.testing.builders import a_contributor, a_job
from shrutik_postgres.engine import make_engine
from shrutik_postgres.migrate import upgrade
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

CALLERS, SECONDS, PEOPLE, AT_ONCE = (1, 4, 16, 64), 8.0, 200, 4
BREATH = 0.1
"""Seconds for which a relay that sent nothing waits, at least."""
KIND = JobKind.PROCESS_RECORDING
HEADS = ("callers", "calls a second", "jobs a second", "ms, half of the calls", "ms, 95 of 100", "given up")


def main(url, waiting=10_000):
    engine = make_engine(url, pool_size=max(CALLERS), statement_seconds=60)
    upgrade(engine)
    units = PostgresUnitsOfWork(engine)
    jobs = [
        a_job(n, kind=KIND, person=a_contributor(n % PEOPLE).id, weight=n * 37 % 600) for n in range(1, waiting + 1)
    ]
    with units() as work:
        work.jobs.add_all(jobs)
        work.commit()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        print(f"{waiting} waiting jobs of {PEOPLE} people", *HEADS, sep=" | ", flush=True)
        for callers in CALLERS:
            connection.execute(text("UPDATE jobs SET sent_at = NULL"))
            connection.execute(text("VACUUM ANALYZE jobs"))
            print("", *asked(units, callers), sep=" | ", flush=True)


def asked(units, callers):
    """A row of the table."""
    now, end = datetime.now(UTC) + timedelta(days=365), time.perf_counter() + SECONDS
    seconds, found, given_up = [], [], []

    def ask():
        while (began := time.perf_counter()) < end:
            jobs = 0
            try:
                jobs = sent(units, now)
            except Unavailable as error:
                given_up.append(error.code)
            seconds.append(time.perf_counter() - began)
            found.append(jobs)
            if not jobs:
                time.sleep(BREATH)

    threads = [threading.Thread(target=ask) for _ in range(callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    parts = statistics.quantiles(seconds, n=20)
    told = (f"{1_000 * value:.1f}" for value in (statistics.median(seconds), parts[-1]))
    return callers, f"{len(seconds) / SECONDS:.0f}", f"{sum(found) / SECONDS:.0f}", *told, len(given_up)


def sent(units, now):
    """How many jobs one relay sent in one round, to a broker that takes no time."""
    with units() as work:
        jobs = work.jobs.next_in_turn(KIND, now, AT_ONCE)
        work.jobs.save_all([attrs.evolve(job, sent_at=now) for job in jobs])
        work.commit()
    return len(jobs)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))

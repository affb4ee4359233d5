"""What claims, lists and decisions cost as the tables grow: time in the database, and the pages of it that they touch.

    python -m benchmarks.platform.rows --data DIR [--clips 100000 1000000 10000000] [--shape young] [--repeat 60]
        [--only TEXT]

Makes a database of each size in an embedded PostgreSQL, unless DIR has it already (`many_rows`: 1.1 GB for a million
young clips, 5 GB for a million old ones), opens all of them at once, and does each thing in each of them in turn, so
that whatever else the machine does falls on all alike. Each thing is a use case or a repository's call as the API, a
worker or the relay makes it, with its commit. Prints the median of the milliseconds that it waited for PostgreSQL, the
median of the pages of tables and indices that it asked for (in the server's own memory or not), and the quotient to
the smallest size. What it reads in turn belongs to 30 people, so that it is warm; nothing waits for the disk (fsync is
off).
"""

import argparse
import itertools
import statistics
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from benchmarks.platform import many_rows
from benchmarks.platform.row_questions import QUESTIONS, SUMS, Site
from shrutik_bootstrap.installation import attach_installation
from shrutik_bootstrap.settings import Settings

PAGES = """
SELECT sum(hits)::bigint + sum(reads)::bigint FROM pg_stat_get_backend_io(pg_backend_pid()) WHERE object = 'relation'
"""
WARM, SUM_REPEATS = 5, 3


class Waited:
    """Seconds that this process has waited for PostgreSQL, as the driver waits for each answer."""

    def __init__(self):
        self.seconds = 0.0
        wait = psycopg.Connection.wait

        def timed(connection, *given, **named):
            begun = time.perf_counter()
            try:
                return wait(connection, *given, **named)
            finally:
                self.seconds += time.perf_counter() - begun

        psycopg.Connection.wait = timed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--clips", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000])
    parser.add_argument("--shape", choices=many_rows.SHAPES, default="young", help="what became of the clips")
    parser.add_argument("--repeat", type=int, default=60)
    parser.add_argument("--only", default="", help="what has this in its name")
    parser.add_argument("--buffers", default="2GB", help="memory of PostgreSQL")
    given = parser.parse_args()
    with many_rows.started(given.data, {"shared_buffers": given.buffers}) as url, ExitStack() as opened:
        sites = {
            clips: opened.enter_context(site(given.data, url, clips, given.shape)) for clips in sorted(given.clips)
        }
        waited = Waited()
        print(f"{'':<44}" + "".join(f"{clips:>24,}" for clips in sites), flush=True)
        for questions, repeat in ((QUESTIONS, given.repeat), (SUMS, SUM_REPEATS)):
            wanted = {name: ask for name, ask in questions.items() if given.only in name}
            told = asked(sites, wanted, repeat, waited)
            for name in wanted:
                tell(name, {clips: told[clips, name] for clips in sites})


@contextmanager
def site(data, url, clips, shape):
    """An installation on the database with so many clips, which is made if it is not there."""
    own = many_rows.made(url, clips, shape)
    with attach_installation(Settings(data=data / f"site-{clips}", database_url=many_rows.text(own))) as installation:
        yield Site(installation, clips)


def asked(sites, questions, repeat, waited):
    """Milliseconds and pages, by size and question; all sizes take turns."""
    found = {(clips, name): [] for clips in sites for name in questions}
    for run in range(repeat + min(WARM, repeat)):
        for name, (clips, one) in itertools.product(questions, sites.items()):
            pages, before = _pages(one.engine), waited.seconds
            questions[name](one)
            milliseconds = 1_000 * (waited.seconds - before)
            touched = _pages(one.engine) - pages
            if run >= WARM or repeat < WARM:
                found[clips, name].append((milliseconds, touched))
    return {key: [statistics.median(column) for column in zip(*rows, strict=True)] for key, rows in found.items()}


def _pages(engine):
    """Pages that the one connection of the pool has asked for, once it has told all it did."""
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT pg_stat_force_next_flush()")
        connection.commit()
        return connection.exec_driver_sql(PAGES).scalar()


def tell(name, by_clips):
    """A line of the table."""
    first = next(iter(by_clips.values()))
    cells = (
        f"{ms:9.2f} {pages:6.0f} {ms / first[0]:.2f}/{pages / max(first[1], 1):.2f}" for ms, pages in by_clips.values()
    )
    print(f"{name:<44}" + "".join(f"{cell:>24}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()

"""What lies in a site's bucket once nothing is under way and the sweep has been there, against what its rows name."""

from datetime import UTC, datetime, timedelta

import psycopg

from servers.process import wait_for
from shrutik_bootstrap.buckets import bucket
from shrutik_core.use_cases.jobs.clean_up import ORPHANS_TO, SweepOrphans
from shrutik_memory.clock import MemoryClock
from shrutik_postgres.copies.named_blobs import named_blobs
from shrutik_postgres.engine import make_engine
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

SETTLED_SECONDS = 300
_UNDER_WAY = "SELECT count(*) FROM jobs WHERE kind = 'process_recording' AND status IN ('waiting', 'running')"
# Ids of a server whose clock is five minutes ahead are of the past for this sweep, too.
_LATER = ORPHANS_TO + timedelta(minutes=10)


def swept(site):
    """Keys of blobs that no row names, and keys that rows name of blobs that are not there; both sorted.

    The sweep is the service's own, with a clock that is six hours ahead, so that it leaves nothing alone for its youth.
    """
    url = site.cluster.url()
    with psycopg.connect(url, autocommit=True) as connection:
        done = lambda: connection.execute(_UNDER_WAY).fetchone() == (0,)  # noqa: E731
        wait_for(done, SETTLED_SECONDS, "the end of all that cuts recordings")
    store, engine = bucket(site.settings["blobs_url"]), make_engine(url)
    try:
        SweepOrphans(PostgresUnitsOfWork(engine), store, MemoryClock(datetime.now(UTC) + _LATER))()
    finally:
        engine.dispose()
    with psycopg.connect(url) as connection:
        named = {blob.key for blob in named_blobs(connection)}
    there = {entry.key for entry in store.list("")}
    return sorted(there - named), sorted(named - there)

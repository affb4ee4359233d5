"""A bad DELETE undone: full, incremental, then a restore to the second before it, row for row."""

import json
import shutil
import tempfile
import time
from pathlib import Path

import pytest

from backup_age import told_for
from servers.archived_postgres import ArchivedPostgres
from servers.process import wait_for
from shrutik_postgres import migrate
from shrutik_postgres.engine import make_engine

DIGEST = "SELECT count(*) || ' ' || md5(string_agg(r::text, '' ORDER BY id)) FROM jobs r"
JOBS = (
    "INSERT INTO jobs (id, kind, subject, due_at, created_at, status, attempts, error)"
    " SELECT gen_random_uuid(), 'send_letter', gen_random_uuid(), now(), now(), 'done', 0, n::text"
    " FROM generate_series(1, {}) n"
)


@pytest.fixture
def server():
    # A short path that the account of the server reaches, too.
    folder = Path(tempfile.mkdtemp(prefix="shrutik-pitr-", dir="/tmp"))
    folder.chmod(0o755)
    server = ArchivedPostgres(folder)
    try:
        server.make()
        yield server
    finally:
        server.stop("immediate")
        shutil.rmtree(folder)


def test_rows_are_as_they_were_the_second_before(server, tmp_path, capsys):
    engine = make_engine(server.url, pool_size=2)
    migrate.upgrade(engine)
    engine.dispose()
    server.sql(JOBS.format(100_000))
    server.pgbackrest("check")
    server.pgbackrest("--type=full", "backup")
    server.sql(JOBS.format(100_000))
    server.pgbackrest("--type=incr", "backup")
    server.sql(JOBS.format(100))
    before = server.sql(DIGEST)
    second = server.sql("SELECT clock_timestamp()")
    server.sql("SELECT pg_sleep(1.1)")
    server.sql("DELETE FROM jobs WHERE error::int % 2 = 0")
    last = server.sql("SELECT pg_walfile_name(pg_switch_wal())")
    wait_for(
        lambda: server.sql("SELECT last_archived_wal FROM pg_stat_archiver") >= last, what="the log's last segment"
    )
    assert server.sql(DIGEST) != before
    server.lose()
    started = time.monotonic()
    server.pgbackrest("--type=time", f"--target={second}", "--target-action=promote", "restore")
    server.start()
    with capsys.disabled():
        print(f"\nrestored to the second before a DELETE after {time.monotonic() - started:.1f} s")
    assert server.sql(DIGEST) == before
    assert before.startswith("200100 ")
    info = server.pgbackrest("--output=json", "info")
    (told,) = json.loads(info)
    assert [one["type"] for one in told["backup"]] == ["full", "incr"]
    assert float(told_for(tmp_path, info).split()[1]) == told["backup"][-1]["timestamp"]["stop"]
    server.sql(JOBS.format(1))
    server.pgbackrest("check")

"""Figures of a replica and of back-ups, from the real ones: there, paused, away, never made."""

import math

from sqlalchemy import text

from servers.postgres import migrated, running_postgres, running_replica
from servers.process import wait_for
from shrutik_bootstrap.measured_parts import measured_parts
from shrutik_bootstrap.settings import Settings
from shrutik_core.metrics.catalogue import BACKUP_AGE, REPLICA_LAG
from shrutik_postgres.engine import make_engine

URL = "postgresql://nobody@127.0.0.1:1/none"


def test_nothing_is_looked_at_that_the_settings_do_not_name():
    assert measured_parts(Settings(), URL) == {}


def test_a_back_up_that_was_never_made_is_older_than_any(tmp_path):
    (tmp_path / "kept").mkdir()
    looks = measured_parts(Settings(data=tmp_path / "data", backup_to=str(tmp_path / "kept")), URL)
    assert list(looks) == [BACKUP_AGE]
    assert looks[BACKUP_AGE]() > 365 * 86_400


def test_a_replica_follows_lags_and_is_away():
    with running_postgres({"fsync": "off"}) as primary:
        migrated(primary.url)
        with running_replica(primary) as replica:
            address = replica.url.render_as_string(hide_password=False)
            lag = measured_parts(Settings(replica_url=address), primary.url)[REPLICA_LAG]
            wait_for(lambda: lag() == 0, what="the replica to follow")
            engine, there = make_engine(primary.url), make_engine(replica.url)
            with there.connect() as connection:
                connection.execute(text("SELECT pg_wal_replay_pause()"))
            with engine.begin() as connection:
                connection.execute(text("CREATE TABLE more AS SELECT generate_series(1, 1000) AS n"))
            wait_for(lambda: lag() > 0, what="the replica to lag")
            engine.dispose()
            there.dispose()
        assert lag() == math.inf
        itself = primary.url.render_as_string(hide_password=False)
        assert measured_parts(Settings(replica_url=itself), primary.url)[REPLICA_LAG]() == math.inf

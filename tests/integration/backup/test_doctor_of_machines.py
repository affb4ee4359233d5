"""`shrutik doctor` on what many machines share: there, away, refusing us, full, or behind."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from servers.postgres import migrated, running_postgres, running_replica
from servers.process import HOST, running, wait_for
from servers.redis_server import guide_user, redis_server
from servers.seaweed import seaweed
from shrutik_bootstrap.doctor.checks import g_machines
from shrutik_bootstrap.doctor.checks.d_blobs import BucketCheck
from shrutik_bootstrap.doctor.checks.g_machines import (
    RELAY_SECONDS,
    HeartbeatsCheck,
    RedisCheck,
    ReplicaCheck,
    memory_advice,
)
from shrutik_bootstrap.doctor.examining import examine
from shrutik_bootstrap.doctor.finding import Colour
from shrutik_bootstrap.doctor.patient import admitted
from shrutik_bootstrap.settings import read_settings
from shrutik_core.shared.heartbeats import Heartbeat
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.testing.builders import an_id
from shrutik_core.use_cases.jobs.keep_watch import Beat
from shrutik_core.use_cases.jobs.relay_jobs import SEND_AGAIN
from shrutik_postgres.engine import make_engine

NOBODY = f"redis://user:hidden@{HOST}:1/0"
QUEUES = ("consensus", "mail")


@pytest.fixture
def looked(tmp_path):
    """What one check finds, as colours and observations."""
    (tmp_path / "shrutik.json").write_text('{"format": 1}')

    def looked(check, url, **settings):
        patient = admitted(read_settings(data=tmp_path, **settings), tmp_path, url, is_deep=False)
        return [one.finding for one in examine(patient, [check])]

    return looked


def test_what_the_settings_do_not_name_has_no_line(looked, engine):
    for check in (RedisCheck(), ReplicaCheck(), BucketCheck(), HeartbeatsCheck()):
        assert looked(check, engine.url) == []


def test_redis_tells_of_its_memory_if_we_may_ask(looked, engine, tmp_path):
    made = redis_server(tmp_path / "redis", "maxmemory 64mb", "maxmemory-policy noeviction")
    with running(made.server):
        (found,) = looked(RedisCheck(), engine.url, redis_url=made.url)
        assert (found.figures["most"], found.figures["evicted"]) == (64 << 20, 0)
        assert found.figures["policy"] == "noeviction"
        assert found.figures["seconds"] > 0
    (away,) = looked(RedisCheck(), engine.url, redis_url=made.url)
    assert (away.colour, away.detail) == (Colour.RED, "Redis does not answer.")


def test_redis_that_drops_names_is_yellow(looked, engine, tmp_path):
    made = redis_server(tmp_path / "redis", "maxmemory 3mb", "maxmemory-policy allkeys-lru")
    with running(made.server):
        (found,) = looked(RedisCheck(), engine.url, redis_url=made.url)
    assert found.colour is Colour.YELLOW
    assert "noeviction" in found.advice


@pytest.mark.parametrize(
    ("used", "most", "policy", "evicted", "said"),
    [
        (90, 0, "allkeys-lru", 0, ""),
        (90, 100, "noeviction", 0, ""),
        (91, 100, "noeviction", 0, "nearly full"),
        (1, 100, "allkeys-lru", 0, "or it drops jobs"),
        (1, 100, "noeviction", 3, "it dropped 3"),
    ],
)
def test_memory_is_judged_by_how_full_it_is_and_what_happens_then(used, most, policy, evicted, said):
    told = memory_advice(used, most, policy, evicted)
    assert said in told
    assert bool(said) is bool(told)


def test_the_user_of_the_guide_is_enough_and_a_wrong_secret_is_told_without_it(looked, engine, tmp_path):
    users = tmp_path / "users.acl"
    users.write_text(f"user default off\n{guide_user('right')}\n")
    made = redis_server(tmp_path / "redis", f"aclfile {users}")
    with running(made.server):
        at = f"{HOST}:{made.port}/0"
        (found,) = looked(RedisCheck(), engine.url, redis_url=f"redis://shrutik:right@{at}")
        assert found.colour in {Colour.GREEN, Colour.YELLOW}
        assert "used" not in found.figures
        (wrong,) = looked(RedisCheck(), engine.url, redis_url=f"redis://shrutik:mistaken@{at}")
    assert (wrong.colour, wrong.detail) == (Colour.RED, "Redis refuses us; check user and secret.")
    assert "mistaken" not in f"{wrong}"


def test_the_bucket_answers_refuses_or_is_away(looked, engine, tmp_path):
    with seaweed(tmp_path / "seaweed") as server:
        (found,) = looked(BucketCheck(), engine.url, blobs_url=server.url("doctor"))
        assert found.colour in {Colour.GREEN, Colour.YELLOW}
        (wrong,) = looked(BucketCheck(), engine.url, blobs_url=server.url(secret="mistaken"))
        assert (wrong.colour, wrong.detail) == (
            Colour.RED,
            "The object storage refuses us; check the access key in its address.",
        )
        assert "mistaken" not in f"{wrong}"
        (none,) = looked(BucketCheck(), engine.url, blobs_url=server.url().replace("/voices/", "/none-such/"))
        assert none.detail == "The object storage has no bucket of this name; make it."
        address = server.url()
    (away,) = looked(BucketCheck(), engine.url, blobs_url=address)
    assert (away.colour, away.figures["code"]) == (Colour.RED, "blob_store_unavailable")


def test_the_replica_follows_lags_is_none_or_is_away(looked):
    with running_postgres({"fsync": "off"}) as primary:
        migrated(primary.url)
        engine = make_engine(primary.url)
        with running_replica(primary) as replica:

            def found(url=replica.url, patience=1.0):
                address = url.render_as_string(hide_password=False)
                (one,) = looked(ReplicaCheck(), primary.url, replica_url=address, replica_patience=patience)
                return one

            wait_for(lambda: found().colour is Colour.GREEN, what="the replica to follow")
            on_replica = make_engine(replica.url)
            with on_replica.connect() as connection:
                connection.execute(text("SELECT pg_wal_replay_pause()"))
            with engine.begin() as connection:
                connection.execute(text("CREATE TABLE more AS SELECT generate_series(1, 1000) AS n"))
            lags = found(patience=0.1)
            assert lags.colour is Colour.YELLOW
            assert lags.figures["behind"] > 0
            assert lags.figures["caught_up"] >= 0.1
            on_replica.dispose()
            itself = found(primary.url)
            assert (itself.colour, itself.advice) == (Colour.RED, "let SHRUTIK_REPLICA_URL name a replica")
        engine.dispose()
        away = found()
        assert (away.colour, away.figures["code"]) == (Colour.RED, "database_unavailable")


@pytest.fixture
def mail_waits(units_of_work, engine):
    columns = "id, kind, subject, due_at, created_at, status, attempts, error"
    values = "gen_random_uuid(), :kind, gen_random_uuid(), now(), now(), 'waiting', 0, ''"
    with engine.begin() as connection:
        connection.execute(text(f"INSERT INTO jobs ({columns}) VALUES ({values})"), {"kind": JobKind.SEND_LETTER.value})


def test_while_no_job_waits_nobody_is_missed(looked, units_of_work, engine):
    assert [one.colour for one in looked(HeartbeatsCheck(), engine.url, redis_url=NOBODY)] == [Colour.GREEN]


def test_jobs_that_nobody_does_are_red(looked, mail_waits, units_of_work, engine, monkeypatch):
    monkeypatch.setattr(g_machines, "LOOKED_SECONDS", 0.6)
    jobs, relays = looked(HeartbeatsCheck(), engine.url, redis_url=NOBODY)
    assert (jobs.colour, jobs.figures["lacking"]) == (Colour.RED, ["mail"])
    assert (relays.colour, relays.advice) == (Colour.RED, "start `shrutik relay`")
    # A lost one has left its last beat, and somebody else does other jobs.
    for number, queues in enumerate((QUEUES, ("chunking",))):
        Beat(units_of_work, Heartbeat(an_id(number), "lost", queues, 2))()
    jobs, _ = looked(HeartbeatsCheck(), engine.url, redis_url=NOBODY)
    assert jobs.figures["lacking"] == ["mail"]


def test_whoever_beats_and_relays_is_seen(looked, mail_waits, units_of_work, engine):
    beat, over = Beat(units_of_work, Heartbeat(an_id(1), "here", QUEUES, 2)), threading.Event()
    beat()

    def beating():
        while not over.wait(0.2):
            beat()

    thread = threading.Thread(target=beating)
    thread.start()
    try:
        for seconds, colour in ((1, Colour.GREEN), (RELAY_SECONDS + 5, Colour.RED)):
            with units_of_work() as work:
                work.periodic_turns.take(SEND_AGAIN, timedelta(0), datetime.now(UTC) - timedelta(seconds=seconds))
                work.commit()
            jobs, relays = looked(HeartbeatsCheck(), engine.url, redis_url=NOBODY)
            assert (jobs.colour, relays.colour) == (Colour.GREEN, colour)
            assert jobs.figures["alive"] == ["here: consensus, mail"]
    finally:
        over.set()
        thread.join()

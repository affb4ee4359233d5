"""Faults under a load of uploads and transcriptions: nothing that was acknowledged is lost or doubled, all goes on."""

import contextlib
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from redis import Redis

from crowd_of_clients import Crowd, compared
from servers.process import wait_for
from servers.redis_server import NAME
from servers.slow_proxy import SlowProxy
from swept_site import swept

BEFORE, AFTER = 5.0, 8.0


def database(site):
    return psycopg.connect(site.cluster.url(), autocommit=True)


def api_killed(site):
    site.programs["api one"].kill()


def worker_killed(site):
    site.programs["worker one"].kill()


def relay_killed(site):
    site.programs["relay one"].kill()


def all_jobs_stopped(site):
    """No relay and no worker for ten seconds: whatever is started again is killed again."""
    ends = time.monotonic() + 10
    while time.monotonic() < ends:
        for name in ("relay one", "relay two", "worker one", "worker two"):
            site.programs[name].kill()
        time.sleep(0.2)


def nginx_killed(site):
    site.edge.server.kill()


def redis_flushed(site):
    with Redis(port=leading(site)) as client:
        client.flushall()


def leading(site):
    with Redis(port=site.redis.ports[0], decode_responses=True) as client:
        return client.sentinel_master(NAME)["port"]


def redis_killed(site):
    port = leading(site)
    dying = next(one for one in (site.redis.primary, site.redis.replica) if one.port == port)
    dying.server.kill()
    time.sleep(8)
    dying.server.start()


def primary_killed(site):
    """When it was dead: until then it answers."""
    dying = site.cluster.having("leader")
    dying.kill()
    struck = time.monotonic()
    time.sleep(25)
    dying.start()
    return struck


def switched_over(site):
    """When the old primary closed its doors, which is some time after it was told to."""
    with database(site) as connection, ThreadPoolExecutor(1) as pool:
        asked = pool.submit(site.cluster.switch_over)
        while goes_on(connection):
            time.sleep(0.02)
        struck = time.monotonic()
        asked.result()
    return struck


def goes_on(connection):
    try:
        connection.execute("SELECT")
    except psycopg.OperationalError:
        return False
    return True


def replica_stopped(site):
    """When it was dead."""
    dying = site.cluster.having("sync_standby")
    dying.kill()
    struck = time.monotonic()
    time.sleep(5)
    dying.start()
    return struck


def bucket_fails(site):
    site.store.failing = True
    time.sleep(10)
    site.store.failing = False


def disk_full(site):
    if site.disk is None:
        pytest.skip("no file system can be mounted here")
    filler = site.disk / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(1 << 16))
    time.sleep(8)
    filler.unlink()


def clock_jumps(site):
    for seconds in (300, -240, 0):
        site.clock.write_text(str(seconds))
        time.sleep(6)


FAULTS = {
    # What is done, and seconds for which at most nobody gets an acknowledgement.
    api_killed: 5,
    worker_killed: 5,
    relay_killed: 5,
    all_jobs_stopped: 5,
    nginx_killed: 8,
    redis_killed: 10,
    redis_flushed: 5,
    bucket_fails: 18,
    disk_full: 5,
    clock_jumps: 5,
    switched_over: 10,
    replica_stopped: 30,
    primary_killed: 30,
}


def test_a_slow_network_is_slow_and_nothing_worse(site, table):
    with SlowProxy(int(site.edge.url.rpartition(":")[2]), 0.05).running() as proxy:
        told, gap = suffered(site.seen_at(proxy.port), table, "slow network", lambda: time.sleep(12))
    assert gap <= 5
    assert told.odd == {}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_nothing_acknowledged_is_lost_or_doubled(site, table, fault):
    _, gap = suffered(site, table, fault.__name__.replace("_", " "), lambda: fault(site))
    assert gap <= FAULTS[fault]


def suffered(site, table, name, fault):
    """What clients were told around a fault, compared with what is there after it; and their longest gap."""
    with Crowd(site) as crowd:
        # What looks into uploads is started by the first ones, and takes seconds on a busy machine.
        wait_for(lambda: crowd.told.recordings, 120, "the first upload")
        stands = time.monotonic()
        time.sleep(BEFORE)
        began = time.monotonic()
        struck = fault() or began
        time.sleep(AFTER)
    told = crowd.told
    with database(site) as connection:
        lost, doubled = compared(told, connection)
    orphans, missing = swept(site)
    lost += missing
    acknowledged = len(told.recordings) + len(told.texts)
    found = (name, told.answers.total(), acknowledged, len(lost), len(doubled), len(orphans))
    gap = told.longest_gap(stands)
    table.append((*found, f"{gap:.1f}", f"{told.recovered(struck):.1f}", told.odd or "none"))
    assert (lost, doubled, orphans, told.given_up) == ([], [], [], [])
    assert acknowledged > 0
    return told, gap

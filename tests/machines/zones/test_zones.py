"""A zone that dies and a network that is cut, under a load: nothing is lost, all goes on, all comes back."""

import os
import time

import psycopg

from beneath_zones import ZONES
from crowd_of_clients import Crowd, compared
from probed_primaries import Probe
from servers.process import wait_for

BEFORE, GONE, AFTER = 5.0, 45.0, 15.0
MOST_GAP = 30.0
CLIENTS = 16
UNFINISHED = "SELECT count(*) FROM recordings WHERE status <> 'chunked'"
WORKERS = "SELECT count(*) FROM heartbeats"
"""Those of a worker that gives no more signs are deleted."""


def database(site):
    return psycopg.connect(site.cluster.url(), autocommit=True)


def found(site, question):
    with database(site) as connection:
        (count,) = connection.execute(question).fetchone()
    return count


def test_a_zone_dies_and_comes_back_by_itself(site, table):
    home = site.gather()

    def fault():
        site.zones[home].die()
        time.sleep(GONE)
        site.zones[home].boot()

    suffered(site, table, "zone killed", fault)
    assert site.cluster.having("leader").name != home


def test_a_zone_that_nobody_hears_has_no_primary_any_more(site, table):
    home = site.gather()

    def fault():
        site.network.cut(home)
        time.sleep(GONE)
        site.network.heal(home)

    suffered(site, table, "zone cut off", fault)
    assert site.cluster.having("leader").name != home


def suffered(site, table, name, fault):
    """What clients were told around a fault is there after it, each was served again, and all programs are back."""
    with Probe(site.cluster) as probe, Crowd(site, CLIENTS) as crowd:
        wait_for(lambda: len(crowd.told.latest) == CLIENTS, what="an answer for everybody")
        time.sleep(BEFORE)
        struck = time.monotonic()
        fault()
        over = time.monotonic()
        wait_for(site.is_whole, 180, "the site, whole again,")
        back = time.monotonic() - over
        time.sleep(AFTER)
    told, (before, after) = crowd.told, sorted(probe.reigns().values())
    with database(site) as connection:
        lost, doubled = compared(told, connection)
    acknowledged, load = len(told.recordings) + len(told.texts), f"{os.getloadavg()[0]:.0f} on {os.cpu_count()}"
    gap = told.longest_gap(struck)
    seconds = (f"{gap:.1f}", f"{after[0] - before[1]:.1f}", f"{back:.1f}")
    counts = (told.answers.total(), acknowledged, len(lost), len(doubled), told.answers[503])
    table.append((name, *counts, *seconds, load, told.odd or "none"))
    assert (lost, doubled, told.given_up, probe.lost()) == ([], [], [], set())
    assert gap <= MOST_GAP
    # At no instant two: whoever led before had said so for the last time when the other said so for the first.
    assert before[1] < after[0]
    assert [client for client, at in told.latest.items() if at < over] == []
    wait_for(lambda: found(site, WORKERS) == len(ZONES), 120, "a worker in each zone")
    wait_for(lambda: found(site, UNFINISHED) == 0, 300, "the end of all jobs")

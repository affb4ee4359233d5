"""The short form of the faults: programs are killed under load; `nox -s faults` has the rest."""

import time

import psycopg

from crowd_of_clients import Crowd, compared, prepared
from machine_scene import machines_on_redis
from servers.process import running
from servers.shrutik_programs import gunicorn_server
from shrutik_bootstrap.api_installation import running_database
from shrutik_bootstrap.settings import read_settings

CLIENTS, ACCOUNTS = 8, 4
PATIENCE = 60
"""Seconds."""


def few(site):
    prepared(site, ACCOUNTS)


def going(crowd):
    """Wait until voices and texts are acknowledged, which takes longer where many programs start at once."""
    end = time.monotonic() + PATIENCE
    while not (crowd.told.recordings and crowd.told.texts):
        assert time.monotonic() < end, "no text was acknowledged"
        time.sleep(0.1)


def test_programs_that_are_killed_lose_and_double_nothing(tmp_path):
    with machines_on_redis(tmp_path, few) as machines:
        relay, worker = machines.start("relay", "relay"), machines.start("worker", "worker")
        api, port = gunicorn_server(tmp_path / "second", api_processes=1, rate_limits=0, **machines.settings)
        with running(api):
            site = machines.seen_at(f"http://127.0.0.1:{port}")
            with Crowd(site, CLIENTS, ACCOUNTS) as crowd:
                going(crowd)
                for victim in (worker, relay, api):
                    victim.kill()
                    victim.start()
                time.sleep(2)
        url = running_database(read_settings(data=machines.settings["data"]), machines.settings["data"])
        with psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False)) as connection:
            lost, doubled = compared(crowd.told, connection)
    assert (lost, doubled, crowd.told.given_up) == ([], [], [])
    assert crowd.told.recordings
    assert crowd.told.texts

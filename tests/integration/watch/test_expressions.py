"""Boards and alerts on a live Prometheus after a load: each expression gives a series with a number in it."""

import contextlib
import math
import subprocess
import time

import httpx
import pytest

from asked_metrics import BOARDS, shown, watched
from machine_scene import PASSWORD, Machines
from served_voices import TEXT, again, babble_wav, chunked, furnish, upload
from servers.postgres import running_postgres, running_replica
from servers.process import running
from servers.prometheus import prometheus
from servers.shrutik_programs import api_server
from serving_program import PATIENCE, wait_for
from shrutik_bootstrap.measured_parts import measured_parts
from shrutik_bootstrap.settings import Settings
from shrutik_core.use_cases.oversight.read_gauges import MeasureCollections, MeasurePart
from shrutik_postgres.engine import make_engine
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork
from shrutik_system.clock import SystemClock

FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "hot_standby_feedback": "on"}
WRONG_PASSWORDS = 6


def take_part(site, round_):
    """A voice is cut, two people type its clips, somebody guesses a password: all that counters count."""
    with site.log_in("speaker") as speaker:
        send = upload if round_ == 1 else again
        chunked(speaker, send(speaker, babble_wav(6, round_), f"round-{round_}"))
    for name in ("one", "two"):
        with site.log_in(name) as person:
            lent = person.post("/tasks", json={"collection": "bn-read", "count": 10}).json()["items"]
            texts = [{"task_id": task["id"], "text": TEXT} for task in lent]
            assert person.post("/transcriptions", json={"items": texts}).status_code == 201
    with site.client() as stranger:
        for _ in range(WRONG_PASSWORDS):
            stranger.post("/auth/login", json={"email": "two@example.org", "password": "a wrong one"})


def away(site, primary):
    """The database is away for a moment, and requests say so."""
    primary.kill()
    with site.client() as client:
        who = {"email": "one@example.org", "password": PASSWORD}
        assert client.post("/auth/login", json=who).status_code == 503
    primary.start()
    wait_for(lambda: ready(site))


def ready(site):
    with contextlib.suppress(httpx.TransportError):
        return httpx.get(f"{site.address}/readyz", timeout=PATIENCE).status_code == 200
    return False


def measure(settings):
    """What the schedule does every minute or two."""
    engine = make_engine(settings.database_url)
    units, clock = PostgresUnitsOfWork(engine), SystemClock()
    MeasureCollections(units, units, clock)()
    for metric, look in measured_parts(settings, settings.database_url).items():
        MeasurePart(units, clock, metric, look)()
    engine.dispose()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """Prometheus beside an installation with a replica and a back-up, in which people took part twice."""
    folder = tmp_path_factory.mktemp("watched")
    (folder / "backups").mkdir()
    with contextlib.ExitStack() as stack:
        primary = stack.enter_context(running_postgres(FORGETFUL))
        replica = stack.enter_context(running_replica(primary))
        named = {"database_url": primary, "replica_url": replica}
        urls = {name: one.url.render_as_string(hide_password=False) for name, one in named.items()}
        settings = {"data": folder / "data", "backup_to": str(folder / "backups"), **urls}
        api, address = api_server(folder / "api", api_processes=1, **settings)
        create = [*api.arguments[:3], "user", "create", "admin@example.org", "--role", "admin", "--password-stdin"]
        subprocess.run(create, input=PASSWORD, text=True, env=api.environment, check=True, timeout=PATIENCE)
        stack.enter_context(running(api))
        watch = prometheus(folder / "prometheus", [address.removeprefix("http://")])
        stack.enter_context(running(watch.server))
        site = Machines(folder, address, None, settings, stack)
        furnish(site)
        make = [*api.arguments[:3], "backup", "create"]
        subprocess.run(make, env=api.environment, check=True, timeout=PATIENCE, capture_output=True)
        for round_ in (1, 2):
            take_part(site, round_)
            away(site, primary)
            measure(Settings(**settings))
            time.sleep(2)
        time.sleep(2)
        yield watch


def assert_series(watch, expr):
    found = watch.ask(expr)
    assert found, f"no series: {expr}"
    assert not all(math.isnan(value) for _, value in found), f"not a number: {expr}"


@pytest.mark.parametrize("board", BOARDS)
def test_each_panel_shows_something(loaded, board):
    for _, expr in shown(board):
        assert_series(loaded, expr)


@pytest.mark.parametrize("alert", dict(watched()))
def test_each_alert_looks_at_something(loaded, alert):
    assert_series(loaded, dict(watched())[alert])

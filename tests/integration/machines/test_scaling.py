"""`shrutik scale` with real workers: one, four once a job has waited for long, and one again when none waits."""

import shlex
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

import compose_stand_in
from machine_scene import machines_on_redis
from servers.process import running
from servers.shrutik_programs import shrutik_server
from serving_program import PATIENCE, wait_for
from shrutik_bootstrap.api_installation import running_database
from shrutik_bootstrap.settings import Settings

JOB = UUID(int=7)
OLD = """
INSERT INTO jobs (id, kind, subject, due_at, created_at, status, attempts, error)
VALUES (%s, 'process_recording', %s, now() - interval '1 hour', now(), 'waiting', 0, '')
"""
STAND_IN = Path(compose_stand_in.__file__)


def nobody(_):
    """No people are needed."""


@pytest.fixture
def scaled(tmp_path):
    """Workers that are scaled, and a connection to their database; their folder is ``workers``."""
    with machines_on_redis(tmp_path, nobody) as machines:
        found = running_database(Settings(**machines.settings), machines.settings["data"])
        url = str(found).replace("+psycopg", "")
        folder = tmp_path / "workers"
        folder.mkdir()
        stand_in = shlex.join([sys.executable, str(STAND_IN), str(folder)]) + " {workers}"
        rule = ("--patience", "60", "--min", "1", "--max", "4", "--calm", "2", "--every", "0.5")
        shared = {**machines.settings, "database_url": url}
        scaler = shrutik_server(tmp_path / "scaler", "scale", *rule, "--run", stand_in, **shared)
        scaler.ready = lambda: '"count": 1' in scaler.said
        try:
            with running(scaler), psycopg.connect(url, autocommit=True) as connection:
                yield connection
        finally:
            compose_stand_in.scale(folder, 0)


def workers(connection):
    return connection.execute("SELECT count(*) FROM heartbeats WHERE 'chunking' = ANY(queues)").fetchone()[0]


def test_workers_go_from_one_to_four_and_back_by_the_age_of_a_job(scaled):
    wait_for(lambda: workers(scaled) == 1, PATIENCE, 0.2)
    scaled.execute(OLD, (JOB, JOB))
    wait_for(lambda: workers(scaled) == 4, PATIENCE, 0.2)
    scaled.execute("DELETE FROM jobs")
    wait_for(lambda: workers(scaled) == 1, PATIENCE, 0.2)


def test_workers_that_an_upgrade_took_away_come_back(scaled, tmp_path):
    wait_for(lambda: workers(scaled) == 1, PATIENCE, 0.2)
    compose_stand_in.scale(tmp_path / "workers", 0)
    wait_for(lambda: list((tmp_path / "workers").glob("*.pid")), PATIENCE, 0.1)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("--min", "5"), "scaling_invalid"),
        (("--run", "docker compose up"), "{workers}"),
        (("--run", "echo '{workers}"), "scaling_invalid"),
        (("--queue", "mails"), "mails"),
    ],
)
def test_what_cannot_be_scaled_is_refused(tmp_path, wrong, told):
    environment = shrutik_server(tmp_path, data=tmp_path / "data").environment
    call = [sys.executable, "-m", "shrutik_cli", "scale", *wrong]
    done = subprocess.run(call, capture_output=True, text=True, env=environment, check=False, timeout=PATIENCE)
    assert done.returncode in {1, 2}
    assert told in done.stderr
    assert "Traceback" not in done.stderr

"""Whoever listens hears again on the machine that takes writes; commands find it, too."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from servers.patroni import PASSWORD, Cluster
from servers.process import wait_for
from shrutik_core.testing.builders import a_contributor, a_job
from shrutik_core.testing.scenes import keep, set_stage
from shrutik_postgres.accounts import PostgresAccounts
from shrutik_postgres.engine import make_engine
from shrutik_postgres.job_listener import JobListener
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

LONG = 20.0


@pytest.fixture
def job_listener(cluster: Cluster) -> Iterator[JobListener]:
    listener = JobListener(cluster.url())
    assert listener.wait(0)
    yield listener
    listener.close()


@pytest.fixture
def accounts(cluster: Cluster) -> Iterator[PostgresAccounts]:
    engine = make_engine(cluster.url(), application="accounts")
    accounts = PostgresAccounts(engine)
    yield accounts
    engine.dispose()


def test_after_a_hand_over_jobs_and_accounts_are_heard_of_again(
    cluster: Cluster, units_of_work: PostgresUnitsOfWork, job_listener: JobListener, accounts: PostgresAccounts
) -> None:
    set_stage(units_of_work)
    assert accounts.find(a_contributor(1).id) == a_contributor(1)
    cluster.switch_over()
    wait_for(cluster.is_whole, 120, "the new replica")
    wait_for(lambda: job_listener.wait(0.1), LONG, "the word that something may have been missed")
    keep(units_of_work, a_job())
    assert job_listener.wait(LONG)
    renamed = a_contributor(1, name="Somebody else")
    with units_of_work() as work:
        work.contributors.save(renamed)
        work.commit()
    wait_for(lambda: accounts.find(renamed.id) == renamed, LONG, "the new name")


def test_commands_take_the_same_address(cluster: Cluster, tmp_path: Path) -> None:
    environment = {**os.environ, "SHRUTIK_DATABASE_URL": cluster.url(), "PYTHONPATH": os.pathsep.join(sys.path)}
    for command in (("db", "upgrade"), ("db", "status"), ("db", "check")):
        program = [sys.executable, "-m", "shrutik_cli", *command, "--data", str(tmp_path / "data")]
        told = subprocess.run(program, env=environment, capture_output=True, text=True, timeout=60, check=False)
        assert told.returncode == 0, told.stderr
        assert PASSWORD not in told.stdout + told.stderr

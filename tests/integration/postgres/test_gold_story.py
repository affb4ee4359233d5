"""The gold story over PostgreSQL: standings are those recomputed from scratch, whatever happened in whatever order."""

import pytest
from dependency_injector import providers
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import Engine

from gold_story import GoldStory
from servers.postgres import wipe
from shrutik_bootstrap.memory import MemoryInstallation, memory_installation
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork


@pytest.mark.slow
def test_standings_are_those_recomputed_from_scratch(empty_engine: Engine) -> None:
    class OnPostgres(GoldStory):
        def installation(self) -> MemoryInstallation:
            wipe(empty_engine)
            installation = memory_installation()
            installation.platform.units_of_work.override(providers.Object(PostgresUnitsOfWork(empty_engine)))
            return installation

    slow = settings(
        max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
    )
    run_state_machine_as_test(OnPostgres, settings=slow)

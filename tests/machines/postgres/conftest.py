"""A cluster of two nodes for all tests of this folder, its database brought to this version."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from servers.patroni import Cluster, running_cluster
from servers.postgres import migrated, wipe
from servers.process import wait_for
from shrutik_postgres.engine import make_engine
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

WHOLE_SECONDS = 120


@pytest.fixture(scope="session")
def made_cluster() -> Iterator[Cluster]:
    """The cluster, as the test before left it."""
    with running_cluster() as cluster:
        migrated(cluster.url())
        yield cluster


@pytest.fixture
def cluster(made_cluster: Cluster) -> Cluster:
    """The cluster, whole again."""
    wait_for(made_cluster.is_whole, WHOLE_SECONDS, "the synchronous replica")
    return made_cluster


@pytest.fixture(scope="session")
def engine(made_cluster: Cluster) -> Iterator[Engine]:
    """An engine that finds whichever node takes writes."""
    engine = make_engine(made_cluster.url(), application="tests")
    yield engine
    engine.dispose()


@pytest.fixture
def empty_engine(engine: Engine) -> Engine:
    """The engine, with every table empty."""
    wipe(engine)
    return engine


@pytest.fixture
def units_of_work(empty_engine: Engine) -> PostgresUnitsOfWork:
    """Units of work over empty tables."""
    return PostgresUnitsOfWork(empty_engine)

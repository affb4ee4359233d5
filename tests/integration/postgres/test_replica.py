"""What only reads is read on a real replica: with all that was committed before, and on the primary if need be."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text

from servers.postgres import Postgres, migrated, running_postgres, running_replica, wipe
from servers.process import wait_for
from shrutik_core.shared.errors import Interrupted
from shrutik_core.testing.builders import a_speaker
from shrutik_core.testing.scenes import keep
from shrutik_postgres.engine import make_engine
from shrutik_postgres.replica import NETWORK, ReadingUnitsOfWork, Replica
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

# A commit is answered when it is in the log, as everywhere but where tests are to be quick.
SETTINGS = {"fsync": "off", "synchronous_commit": "on", "hot_standby_feedback": "on"}
SOON = 0.2


@pytest.fixture(scope="module")
def primary() -> Iterator[Postgres]:
    with running_postgres(SETTINGS) as server:
        migrated(server.url)
        yield server


@pytest.fixture(scope="module")
def following(primary: Postgres) -> Iterator[Postgres]:
    with running_replica(primary) as server:
        yield server


@pytest.fixture
def writing(primary: Postgres) -> Iterator[Engine]:
    engine = make_engine(primary.url, application="writing")
    wipe(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def replica(writing: Engine, following: Postgres) -> Iterator[Replica]:
    engine = make_engine(following.url, application="reading", network=NETWORK)
    yield Replica(writing, engine, patience=2.0, rest=SOON)
    engine.dispose()


@pytest.fixture
def reading(replica: Replica) -> ReadingUnitsOfWork:
    return ReadingUnitsOfWork(replica)


@pytest.fixture
def units(writing: Engine) -> PostgresUnitsOfWork:
    return PostgresUnitsOfWork(writing)


def is_copy(replica: Replica) -> bool:
    """Whether the next read goes to the replica."""
    with replica.connect() as connection:
        return bool(connection.execute(text("SELECT pg_is_in_recovery()")).scalar_one())


def sees(reading: ReadingUnitsOfWork, number: int) -> bool:
    with reading() as work:
        return work.speakers.find(a_speaker(number).id) is not None


def told(server: Postgres, sql: str) -> None:
    engine = make_engine(server.url)
    with engine.connect() as connection:
        connection.execute(text(sql))
    engine.dispose()


def test_reads_go_to_the_replica_and_see_whatever_was_committed_before(
    replica: Replica, reading: ReadingUnitsOfWork, units: PostgresUnitsOfWork
) -> None:
    for number in range(1, 40):
        keep(units, a_speaker(number))
        assert sees(reading, number)
    assert is_copy(replica)
    assert not replica.resting


def test_a_replica_that_lags_is_left_alone_until_it_has_come_as_far(
    writing: Engine, following: Postgres, units: PostgresUnitsOfWork
) -> None:
    engine = make_engine(following.url, application="reading", network=NETWORK)
    replica = Replica(writing, engine, patience=0.05, rest=SOON)
    told(following, "SELECT pg_wal_replay_pause()")
    keep(units, a_speaker(50))
    assert sees(ReadingUnitsOfWork(replica), 50)
    assert replica.resting
    assert not is_copy(replica)
    told(following, "SELECT pg_wal_replay_resume()")
    wait_for(lambda: not replica.resting, 20, "the replica")
    assert is_copy(replica)
    engine.dispose()


def test_a_replica_that_dies_makes_no_read_fail_and_is_used_again_when_it_is_back(
    replica: Replica, reading: ReadingUnitsOfWork, units: PostgresUnitsOfWork, following: Postgres
) -> None:
    keep(units, a_speaker(60))
    assert is_copy(replica)
    following.kill()
    assert all(sees(reading, 60) for _ in range(20))
    assert replica.resting
    following.start()
    wait_for(lambda: not replica.resting, 20, "the replica")
    assert sees(reading, 60)
    assert is_copy(replica)


def test_a_read_in_the_middle_of_which_it_dies_may_be_made_again_at_once(
    replica: Replica, reading: ReadingUnitsOfWork, units: PostgresUnitsOfWork, following: Postgres
) -> None:
    keep(units, a_speaker(70))

    def cut_off() -> None:
        with reading() as work:
            assert work.speakers.find(a_speaker(70).id)
            following.kill()
            work.speakers.find(a_speaker(70).id)

    with pytest.raises(Interrupted):
        cut_off()
    assert sees(reading, 70)
    assert replica.resting
    following.start()
    wait_for(lambda: not replica.resting, 20, "the replica")


def test_where_the_primary_is_given_as_its_own_replica_reads_are_on_the_primary(writing: Engine) -> None:
    """As after a fail-over: the address leads to a machine that is no replica any more."""
    engine = make_engine(writing.url, application="reading")
    replica = Replica(writing, engine, patience=0.0, rest=SOON)
    assert not is_copy(replica)
    assert replica.resting
    engine.dispose()


def test_nothing_is_committed(reading: ReadingUnitsOfWork) -> None:
    with reading() as work, pytest.raises(RuntimeError):
        work.commit()
    assert reading.commits_begun() == 0


def test_a_machine_that_was_promoted_without_us_is_read_no_more(
    primary: Postgres, writing: Engine, units: PostgresUnitsOfWork
) -> None:
    """It went its own way: what is committed on the primary will never be there."""
    with running_replica(primary) as stray:
        told(stray, "SELECT pg_promote()")
        engine = make_engine(stray.url, application="reading")
        replica = Replica(writing, engine, patience=0.05, rest=SOON)
        keep(units, a_speaker(80))
        assert sees(ReadingUnitsOfWork(replica), 80)
        assert replica.resting
        engine.dispose()

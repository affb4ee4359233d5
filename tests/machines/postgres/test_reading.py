"""Reads while a machine of the database dies or hands over: a dead replica is not noticed by those who read."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import attrs
import pytest

from servers.patroni import Cluster
from servers.process import wait_for
from shrutik_core.shared.errors import Interrupted
from shrutik_core.testing.builders import a_speaker
from shrutik_core.testing.scenes import keep
from shrutik_http.edge.repeating import Repeating
from shrutik_postgres.engine import make_engine
from shrutik_postgres.replica import NETWORK, ReadingUnitsOfWork, Replica
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

AFTER, SLOWEST_SECONDS = 3.0, 1.0


@pytest.fixture
def replica(cluster: Cluster, units_of_work: PostgresUnitsOfWork) -> Iterator[Replica]:
    """Over addresses that both name both machines."""
    writing = make_engine(cluster.url(), application="writing")
    reading = make_engine(cluster.url("standby"), application="reading", network=NETWORK)
    yield Replica(writing, reading, patience=0.5, rest=0.5)
    reading.dispose()
    writing.dispose()


@attrs.define
class Readers:
    """Reads one after the other, as the edge makes them.

    Attributes:
        seconds: that each took.
        failed: those that failed twice.
        missed: those that did not see what was committed before.
    """

    units: ReadingUnitsOfWork
    seconds: list[float] = attrs.field(factory=list)
    failed: int = 0
    missed: int = 0
    over: Event = attrs.field(factory=Event)

    def read(self) -> None:
        while not self.over.is_set():
            began = time.monotonic()
            try:
                self.missed += not Repeating(self.units.commits_begun).run(self._one)
            except Interrupted:
                self.failed += 1
            self.seconds.append(time.monotonic() - began)

    def _one(self) -> bool:
        with self.units() as work:
            return work.speakers.find(a_speaker(1).id) is not None


@contextmanager
def reads(replica: Replica, name: str) -> Iterator[Readers]:
    readers = Readers(ReadingUnitsOfWork(replica))
    thread = Thread(target=readers.read, daemon=True)
    thread.start()
    yield readers
    time.sleep(AFTER)
    readers.over.set()
    thread.join(30)
    print(
        f"\n{name}: reads {len(readers.seconds)}, failed {readers.failed}, missed {readers.missed}, "
        f"slowest {max(readers.seconds):.2f} s"
    )


def test_a_dead_replica_makes_no_read_fail_and_is_read_again_when_it_is_back(
    cluster: Cluster, units_of_work: PostgresUnitsOfWork, replica: Replica
) -> None:
    keep(units_of_work, a_speaker(1))
    dying = cluster.having("sync_standby")
    with reads(replica, "replica killed and back") as readers:
        time.sleep(1)
        dying.kill()
        time.sleep(AFTER)
        assert replica.resting
        dying.start()
        wait_for(lambda: not replica.resting, 120, "the replica")
    assert (readers.failed, readers.missed) == (0, 0)
    assert max(readers.seconds) <= SLOWEST_SECONDS


def test_after_a_hand_over_reads_find_the_new_replica(
    cluster: Cluster, units_of_work: PostgresUnitsOfWork, replica: Replica
) -> None:
    """While nobody takes writes nobody can say what was committed: such reads fail, and none sees too little."""
    keep(units_of_work, a_speaker(1))
    with reads(replica, "switched over") as readers:
        cluster.switch_over()
        wait_for(cluster.is_whole, 120, "the new replica")
        wait_for(lambda: not replica.resting, 60, "the new replica, to be read")
    assert readers.missed == 0

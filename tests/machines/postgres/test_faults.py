"""A machine of the database dies, or hands over: writes are back in time, none is lost, none is doubled."""

import time
from collections.abc import Callable

from postgres_writers import Told, kept, writing
from servers.patroni import Cluster
from servers.process import wait_for
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

# The lease of a dead primary runs for 20 s.
DEAD_SECONDS, SWITCHED_SECONDS = 30, 10
BEFORE, AFTER = 2.0, 2.0


def suffered(
    cluster: Cluster, units: PostgresUnitsOfWork, fault: Callable[[], None], seconds: float, name: str
) -> Told:
    """What clients were told around a fault, which is compared with what is there when the cluster is whole again."""
    with writing(units) as told:
        time.sleep(BEFORE)
        before = len(told.at)
        began = time.monotonic()
        fault()
        wait_for(lambda: bool(told.at[before:]) and told.at[-1] > began + 1, 120, "a write after the fault")
        time.sleep(AFTER)
    voices, named = kept(units)
    acknowledged = set(told.voices.values())
    print(
        f"\n{name}: acknowledged {len(told.at)}, lost {len(acknowledged - voices)}, doubled {len(voices - named)}, "
        f"longest gap {told.longest_gap:.1f} s, answers 503 {told.refusals}, others {len(told.others)}"
    )
    assert not told.others
    assert acknowledged <= voices
    assert voices == named
    assert len(acknowledged) == len(told.voices)
    assert told.longest_gap <= seconds
    return told


def test_the_primary_hands_over(cluster: Cluster, units_of_work: PostgresUnitsOfWork) -> None:
    leader = cluster.having("leader").name
    suffered(cluster, units_of_work, cluster.switch_over, SWITCHED_SECONDS, "switched over")
    assert cluster.having("leader").name != leader


def test_the_machine_of_the_primary_dies_and_comes_back_by_itself(
    cluster: Cluster, units_of_work: PostgresUnitsOfWork
) -> None:
    dying = cluster.having("leader")
    suffered(cluster, units_of_work, dying.kill, DEAD_SECONDS, "primary killed")
    dying.start()
    wait_for(cluster.is_whole, 120, "the old primary, as the new replica")
    assert cluster.having("sync_standby") is dying


def test_the_machine_of_the_replica_dies_and_comes_back_by_itself(
    cluster: Cluster, units_of_work: PostgresUnitsOfWork
) -> None:
    """Writes wait until the dead one is let go; whatever was acknowledged was on both before."""
    dying = cluster.having("sync_standby")
    suffered(cluster, units_of_work, dying.kill, DEAD_SECONDS, "replica killed")
    dying.start()
    wait_for(cluster.is_whole, 120, "the synchronous replica")

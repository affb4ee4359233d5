"""What the repositories of heartbeats and of periodic turns must keep."""

from datetime import timedelta
from uuid import UUID

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.heartbeats import Heartbeat
from shrutik_core.testing.builders import an_instant
from shrutik_core.testing.contracts.base import StoreContract, at_once

FIRST = Heartbeat(UUID(int=1), "alpha", ("chunking", "mail"), 4)
SECOND = Heartbeat(UUID(int=2), "beta", (), 1, 2**40)
MINUTE = timedelta(minutes=1)


class HeartbeatsContract(StoreContract):
    """Who does background work."""

    def test_the_last_beat_of_each_is_kept(self, units: UnitsOfWork) -> None:
        for heartbeat in (SECOND, FIRST, FIRST.beat(), FIRST.beat().beat()):
            with units() as work:
                work.heartbeats.keep(heartbeat)
                work.commit()
        with units() as work:
            assert work.heartbeats.all() == (FIRST.beat().beat(), SECOND)

    def test_processes_are_forgotten(self, units: UnitsOfWork) -> None:
        with units() as work:
            work.heartbeats.keep(FIRST)
            work.heartbeats.keep(SECOND)
            work.heartbeats.forget([FIRST.worker, UUID(int=9)])
            work.heartbeats.forget([])
            work.commit()
        with units() as work:
            assert work.heartbeats.all() == (SECOND,)


class PeriodicTurnsContract(StoreContract):
    """Whose turn a periodic task is."""

    def take(self, units: UnitsOfWork, second: int, name: str = "sweep") -> bool:
        """Whether the turn of the minute's task is had at the second."""
        with units() as work:
            taken = work.periodic_turns.take(name, MINUTE, an_instant(second))
            work.commit()
        return taken

    def test_a_turn_comes_once_in_an_interval(self, units: UnitsOfWork) -> None:
        assert [self.take(units, second) for second in (100, 100, 159, 160, 161, 300)] == [
            *(True, False, False, True, False, True)
        ]
        assert self.take(units, 301, "another task")

    def test_an_instant_to_come_keeps_nobody(self, units: UnitsOfWork) -> None:
        assert self.take(units, 10_000)
        assert [self.take(units, second) for second in (100, 101)] == [True, False]

    def test_what_is_undone_was_nobodys_turn(self, units: UnitsOfWork) -> None:
        with units() as work:
            assert work.periodic_turns.take("sweep", MINUTE, an_instant(100))
        assert self.take(units, 101)

    def test_of_many_at_once_one_has_it(self, units: UnitsOfWork) -> None:
        assert sorted(at_once(*[lambda: self.take(units, 100)] * 4)) == [False, False, False, True]

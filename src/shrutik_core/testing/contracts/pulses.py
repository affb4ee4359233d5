"""What every repository of an installation's pulse must keep."""

from datetime import timedelta

import attrs

from shrutik_core.metrics.pulse import SLOT, PulseSlot, slot_at
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.testing.builders import MORNING, a_job, an_instant
from shrutik_core.testing.contracts.base import StoreContract

FIRST = slot_at(MORNING)
FULL = PulseSlot(FIRST, requests=9, failed=2, decided=5, waiting=7, oldest=60.5, dead=1)


class PulsesContract(StoreContract):
    """What was seen, slot by slot."""

    def test_what_is_counted_is_added_and_of_what_is_seen_the_most_is_kept(self, units: UnitsOfWork) -> None:
        more = PulseSlot(FIRST, requests=1, failed=1, decided=6, waiting=3, oldest=61.0)
        for slot in (FULL, more, PulseSlot(FIRST)):
            with units() as work:
                work.pulses.join(slot)
                work.commit()
        with units() as work:
            assert work.pulses.since(FIRST) == (PulseSlot(FIRST, 10, 3, 6, 7, 61.0, 1),)

    def test_slots_come_in_order_from_the_instant_on(self, units: UnitsOfWork) -> None:
        slots = [attrs.evolve(FULL, begins=FIRST + number * SLOT) for number in range(4)]
        with units() as work:
            for slot in slots[::-1]:
                work.pulses.join(slot)
            work.commit()
        with units() as work:
            assert work.pulses.since(FIRST) == tuple(slots)
            assert work.pulses.since(FIRST + SLOT) == tuple(slots[1:])
            assert work.pulses.since(FIRST + SLOT + timedelta(seconds=1)) == tuple(slots[2:])

    def test_old_ones_are_forgotten(self, units: UnitsOfWork) -> None:
        with units() as work:
            for number in range(4):
                work.pulses.join(attrs.evolve(FULL, begins=FIRST + number * SLOT))
            assert work.pulses.forget(FIRST + 2 * SLOT) == 2
            work.commit()
        with units() as work:
            assert [slot.begins for slot in work.pulses.since(FIRST)] == [FIRST + 2 * SLOT, FIRST + 3 * SLOT]

    def test_decisions_are_counted_that_were_done_in_the_time(self, units: UnitsOfWork) -> None:
        done = [a_job(number).start(MORNING).finish(an_instant(number)) for number in (1, 2, 3)]
        other = attrs.evolve(a_job(4, kind=JobKind.SEND_LETTER)).start(MORNING).finish(an_instant(2))
        with units() as work:
            for job in (*done, other):
                work.jobs.add(attrs.evolve(job, status=JobStatus.WAITING, started_at=None, finished_at=None))
                work.jobs.save(job)
            work.commit()
        assert a_job(1).kind is JobKind.DECIDE_CHUNK
        with units() as work:
            assert work.pulses.decided(an_instant(1), an_instant(3)) == 2
            assert work.pulses.decided(an_instant(3), an_instant(4)) == 1
            assert work.pulses.decided(an_instant(4), an_instant(9)) == 0

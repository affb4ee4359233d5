"""What every repository of jobs must keep of those whose worker or broker was lost."""

from collections.abc import Callable
from uuid import UUID

import attrs
import pytest

from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import Job
from shrutik_core.testing.builders import a_job, an_instant
from shrutik_core.testing.contracts.base import StoreContract, meanwhile
from shrutik_core.testing.contracts.jobs import LATE, SUBJECT, a_twin, save, sent
from shrutik_core.testing.scenes import keep

HERE, THERE, ELSEWHERE = UUID(int=1), UUID(int=2), UUID(int=3)


class JobRecoveryContract(StoreContract):
    """Jobs that do not move, and those of a process."""

    def test_stalled_are_those_that_were_sent_or_started_and_never_moved(self, units: UnitsOfWork) -> None:
        keep(units, *[a_job(number) for number in range(1, 9)])
        since = an_instant(50)
        lost = [sent(a_job(1), 49), sent(a_job(2), 10).start(an_instant(49))]
        alive = [
            sent(a_job(3), 50),
            sent(a_job(4), 10).start(an_instant(50)),
            sent(a_job(5), 10).start(an_instant(20)).finish(an_instant(30)),
            sent(a_job(6), 10).start(an_instant(20)).fail(an_instant(30), "no", final=True),
            sent(a_job(7), 10).start(an_instant(20)).fail(an_instant(30), "no", final=False),
        ]
        save(units, *lost, *alive)
        with units() as work:
            assert {job.id for job in work.jobs.stalled(since, 100)} == {job.id for job in lost}
            assert set(work.jobs.stalled(since, 1)) < set(lost)

    def test_those_that_run_may_show_that_they_live(self, units: UnitsOfWork) -> None:
        other = a_job(2).start(an_instant(5))
        keep(units, a_job(1), a_job(2), a_twin(3))
        running = a_job(1).start(an_instant(5))
        save(units, running, other)
        with units() as work:
            work.jobs.show_life(JobKind.DECIDE_CHUNK, SUBJECT, LATE)
            work.jobs.show_life(JobKind.BUILD_RELEASE, other.subject, LATE)
            work.commit()
        with units() as work:
            assert work.jobs.find(running.id) == attrs.evolve(running, started_at=LATE)
            assert work.jobs.find(other.id) == other
            assert {job.id for job in work.jobs.stalled(LATE, 10)} == {other.id}

    def test_unbegun_are_those_that_were_sent_and_not_started(self, units: UnitsOfWork) -> None:
        keep(units, *[a_job(number) for number in range(1, 6)])
        lost = sent(a_job(1), 49)
        failed = sent(a_job(3), 10).start(an_instant(20)).fail(an_instant(30), "no", final=False)
        save(units, lost, sent(a_job(2), 50), failed, sent(a_job(4), 10).start(an_instant(20)))
        with units() as work:
            assert [job.id for job in work.jobs.unbegun(an_instant(50), 100)] == [lost.id]
            assert work.jobs.unbegun(an_instant(50), 0) == ()

    def test_those_of_a_process_are_those_that_run_in_it(self, units: UnitsOfWork) -> None:
        keep(units, *[a_job(number) for number in range(1, 7)])
        theirs = [a_job(1).start(LATE, HERE), a_job(2).start(LATE, THERE)]
        over = a_job(4).start(LATE, HERE).finish(LATE)
        again = a_job(5).start(LATE, HERE).fail(LATE, "no", final=False)
        save(units, *theirs, a_job(3).start(LATE, ELSEWHERE), over, again, a_job(6).start(LATE))
        with units() as work:
            found = work.jobs.running_in([HERE, THERE], 100)
            assert {job.id for job in found} == {job.id for job in theirs}
            assert set(work.jobs.running_in([HERE, THERE], 1)) < set(found)
            assert work.jobs.running_in([], 100) == ()

    @pytest.mark.usefixtures("side_by_side")
    @pytest.mark.parametrize(
        "find",
        [
            lambda work, most: work.jobs.stalled(an_instant(90), most),
            lambda work, most: work.jobs.unbegun(an_instant(90), most),
        ],
        ids=["stalled", "unbegun"],
    )
    def test_what_another_is_recovering_is_passed_over(
        self, units: UnitsOfWork, find: Callable[[UnitOfWork, int], tuple[Job, ...]]
    ) -> None:
        keep(units, *[a_job(number) for number in range(1, 5)])
        save(units, *[sent(a_job(number), number) for number in range(1, 5)])

        def found(most: int) -> set[UUID]:
            with units() as work:
                return {job.id for job in find(work, most)}

        with units() as work:
            mine = {job.id for job in find(work, 2)}
            theirs = meanwhile(lambda: found(4))
        assert len(mine) == len(theirs) == 2
        assert not mine & theirs

    @pytest.mark.usefixtures("side_by_side")
    def test_of_those_who_recover_a_lost_process_each_finds_others(self, units: UnitsOfWork) -> None:
        keep(units, *[a_job(number) for number in range(1, 5)])
        save(units, *[a_job(number).start(an_instant(5), HERE) for number in range(1, 5)])

        def found(most: int) -> set[UUID]:
            with units() as work:
                return {job.id for job in work.jobs.running_in([HERE], most)}

        with units() as work:
            mine = {job.id for job in work.jobs.running_in([HERE], 2)}
            theirs = meanwhile(lambda: found(4))
        assert len(mine) == len(theirs) == 2
        assert not mine & theirs

"""What every repository of jobs must keep of turns and processes, and of many jobs at once."""

import attrs
import pytest

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.job_turns import by_turn
from shrutik_core.shared.jobs import Job
from shrutik_core.testing.builders import a_contributor, a_job, an_instant
from shrutik_core.testing.contracts.base import StoreContract, meanwhile
from shrutik_core.testing.contracts.jobs import LATE, save, sent
from shrutik_core.testing.scenes import keep

RECORDING = JobKind.PROCESS_RECORDING
PEOPLE = [None, *(a_contributor(number).id for number in range(1, 4))]
WEIGHTS = (0.0, 0.25, 40.0, 3_600.5)
MOVES = {
    1: lambda job: attrs.evolve(job, sent_at=LATE),
    2: lambda job: attrs.evolve(job.start(LATE), sent_at=LATE),
    3: lambda job: attrs.evolve(job, due_at=LATE + LATE.resolution),
    4: lambda job: job.start(LATE).finish(LATE),
}


class JobTurnsContract(StoreContract):
    """Whose turn it is, and who runs where."""

    @pytest.mark.parametrize("seed", range(8))
    def test_the_next_in_turn_are_those_of_by_turn(self, units: UnitsOfWork, seed: int) -> None:
        waiting, under_way = [], []
        for number in range(1, 25):
            job = a_job(number, kind=RECORDING, person=PEOPLE[(number * number + seed) % 4])
            job = attrs.evolve(job, weight=WEIGHTS[(number // (seed + 1)) % 4])
            place = (5 * number + number // 8 + seed) % 8
            keep(units, attrs.evolve(job, kind=JobKind.BUILD_RELEASE) if place == 0 else job)
            if moved := MOVES.get(place):
                save(units, moved(job))
            waiting += [job] if place > 4 else []
            under_way += [job] if place in {1, 2} else []
        assert waiting
        assert under_way
        with units() as work:
            found = work.jobs.next_in_turn(RECORDING, LATE, 5)
            assert list(found) == by_turn(waiting, under_way)[:5]
            assert list(work.jobs.next_in_turn(RECORDING, LATE, 100)) == by_turn(waiting, under_way)

    @pytest.mark.usefixtures("side_by_side")
    def test_one_unit_of_work_at_a_time_is_told_whose_turn_it_is(self, units: UnitsOfWork) -> None:
        def told() -> list[Job]:
            with units() as work:
                return list(work.jobs.next_in_turn(RECORDING, LATE, 1))

        keep(units, a_job(1, kind=RECORDING), a_job(2, kind=RECORDING))
        with units() as work:
            assert list(work.jobs.next_in_turn(RECORDING, LATE, 1)) == [a_job(1, kind=RECORDING)]
            assert list(work.jobs.next_in_turn(RECORDING, LATE, 2)) == [a_job(n, kind=RECORDING) for n in (1, 2)]
            assert meanwhile(told) == []
        assert told() == [a_job(1, kind=RECORDING)]

    def test_on_the_way_are_those_that_were_sent_and_not_begun(self, units: UnitsOfWork) -> None:
        jobs = [a_job(number, kind=RECORDING) for number in range(1, 5)]
        keep(units, *jobs, a_job(9))
        save(units, sent(jobs[0], 50), sent(jobs[1], 51), sent(jobs[2], 52).start(LATE), sent(a_job(9), 52))
        with units() as work:
            assert [work.jobs.on_the_way(RECORDING, an_instant(second)) for second in (49, 50, 51)] == [2, 1, 0]

    def test_companions_are_those_that_run_in_one_process(self, units: UnitsOfWork) -> None:
        here, there = a_job(91).id, a_job(92).id
        keep(units, *[a_job(number) for number in range(1, 6)])
        running = [
            a_job(number).start(LATE, worker) for number, worker in ((1, here), (2, here), (3, there), (4, None))
        ]
        save(units, *running, a_job(5).start(LATE, here).finish(LATE))
        with units() as work:
            assert [work.jobs.companions(worker) for worker in (here, there, None, a_job(93).id)] == [2, 1, 1, 0]

    def test_many_are_saved_at_once_whole(self, units: UnitsOfWork) -> None:
        person = a_contributor(1).id
        keep(units, a_job(1), a_job(2, person=person, weight=0.1 + 0.2), a_job(3))
        after = [
            a_job(1).start(LATE, a_job(9).id).finish(LATE + LATE.resolution),
            a_job(2, person=person, weight=0.1 + 0.2).start(LATE).fail(LATE, 'ভুল "x"\n', final=False),
        ]
        with units() as work:
            work.jobs.save_all([*after, a_job(7)])
            work.jobs.save_all([])
            work.commit()
        with units() as work:
            assert [work.jobs.find(job.id) for job in after] == after
            assert work.jobs.find(a_job(3).id) == a_job(3)
            assert work.jobs.find(a_job(7).id) is None

"""What every repository of jobs must keep."""

from datetime import timedelta

import pytest

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.correlation import under
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import JobId
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import Job, JobStatus
from shrutik_core.testing.builders import a_job, an_instant
from shrutik_core.testing.contracts.base import StoreContract, at_once, meanwhile, walk
from shrutik_core.testing.scenes import keep

LATE = an_instant(100)
SUBJECT = a_job(1).subject


def a_twin(number: int) -> Job:
    """Another job for the subject of job 1."""
    return a_job(number, subject=SUBJECT)


def sent(job: Job, second: int) -> Job:
    """The job as the broker took it."""
    return Job(
        **{field: getattr(job, field) for field in ("id", "kind", "subject", "due_at", "created_at")},
        sent_at=an_instant(second),
    )


def save(units: UnitsOfWork, *jobs: Job) -> None:
    """Save the jobs in one unit of work."""
    with units() as work:
        for job in jobs:
            work.jobs.save(job)
        work.commit()


def unsent(units: UnitsOfWork, most: int = 100) -> list[JobId]:
    """Ids of what is to be sent."""
    with units() as work:
        found = [job for kind in JobKind for job in work.jobs.unsent(kind, LATE, most)]
    return [job.id for job in sorted(found, key=lambda job: job.id)]


class JobsContract(StoreContract):
    """Background work, and the outbox."""

    def test_a_job_comes_back_as_it_was_kept(self, units: UnitsOfWork) -> None:
        keep(units, a_job(1), a_job(2, kind=JobKind.BUILD_RELEASE, due_at=LATE + timedelta(days=1)))
        with units() as work:
            assert work.jobs.find(a_job(1).id) == a_job(1)
            assert work.jobs.find(a_job(1).id, lock=True) == a_job(1)
            assert work.jobs.find(a_job(3).id) is None

    def test_saving_keeps_every_step_of_the_life(self, units: UnitsOfWork) -> None:
        keep(units, a_job(1))
        job = sent(a_job(1), 5).start(an_instant(6))
        for step in (
            job,
            job.fail(an_instant(7), "ভুল", final=False),
            job.fail(LATE, "no", final=True),
            job.finish(LATE),
        ):
            save(units, step)
            with units() as work:
                assert work.jobs.find(step.id) == step

    def test_saving_what_is_not_there_is_missing(self, units: UnitsOfWork) -> None:
        with pytest.raises(Missing) as error:
            save(units, a_job(1))
        assert error.value.code == "job_missing"

    def test_work_that_waits_is_not_kept_twice(self, units: UnitsOfWork) -> None:
        keep(units, a_job(1), a_twin(2))
        assert unsent(units) == [a_job(1).id]
        save(units, sent(a_job(1), 5))
        keep(units, a_twin(3))
        assert unsent(units) == []

    def test_other_work_is_kept(self, units: UnitsOfWork) -> None:
        other = a_job(2, subject=SUBJECT, kind=JobKind.PROCESS_RECORDING)
        keep(units, a_job(1), other, a_job(3))
        assert unsent(units) == [a_job(1).id, other.id, a_job(3).id]

    def test_work_that_runs_or_is_over_does_not_keep_new_work_away(self, units: UnitsOfWork) -> None:
        running = a_job(1).start(an_instant(5))
        for over in (running, running.finish(an_instant(6)), running.fail(an_instant(6), "no", final=True)):
            keep(units, a_job(1))
            save(units, over)
            keep(units, a_twin(2))
            assert unsent(units) == [a_twin(2).id]
            save(units, running.finish(an_instant(7)), a_twin(2).start(an_instant(7)).finish(an_instant(7)))
            with units() as work:
                assert work.jobs.forget_done(LATE, 10) == 2
                work.commit()

    def test_a_failed_job_may_wait_beside_the_one_that_came_meanwhile(self, units: UnitsOfWork) -> None:
        keep(units, a_job(1))
        running = a_job(1).start(an_instant(5))
        save(units, running)
        keep(units, a_twin(2))
        save(units, running.fail(an_instant(6), "no", final=False))
        assert a_twin(2).id in unsent(units)

    def test_of_many_at_once_those_are_kept_that_have_no_twin_that_waits(self, units: UnitsOfWork) -> None:
        keep(units, a_job(1), a_job(2), a_job(3))
        failed = a_job(2).start(an_instant(5)).fail(an_instant(6), "no", final=False)
        save(units, failed, a_job(3).start(an_instant(5)))
        twins = [a_job(10 + number, subject=a_job(number).subject) for number in (4, 3, 2, 1)]
        with units() as work:
            work.jobs.add_all(twins)
            work.jobs.add_all([])
            work.jobs.add_all([a_job(20, subject=a_job(4).subject), a_job(21, kind=JobKind.BUILD_RELEASE)])
            work.commit()
        assert set(unsent(units)) == {a_job(number).id for number in (1, 2, 13, 14, 21)}

    def test_of_twins_that_many_add_at_once_one_is_kept(self, units: UnitsOfWork) -> None:
        def add(caller: int) -> None:
            jobs = [a_job(10 * caller + number, subject=a_job(number).subject) for number in range(1, 6)]
            with units() as work:
                work.jobs.add_all(jobs[caller % 5 :] + jobs[: caller % 5])
                work.commit()

        at_once(*[lambda caller=caller: add(caller) for caller in range(1, 9)])
        with units() as work:
            kept = [job.subject for job in work.jobs.unsent(JobKind.DECIDE_CHUNK, LATE, 100)]
        assert sorted(kept) == sorted(a_job(number).subject for number in range(1, 6))

    def test_unsent_are_due_oldest_first_and_no_more_than_asked(self, units: UnitsOfWork) -> None:
        later = a_job(9, due_at=LATE + LATE.resolution)
        keep(units, later, a_job(4, due_at=LATE), a_job(2), a_job(1), a_job(3))
        save(units, sent(a_job(2), 50))
        assert unsent(units) == [a_job(number).id for number in (1, 3, 4)]
        assert unsent(units, 2) == [a_job(number).id for number in (1, 3)]

    def test_unsent_are_whole_and_waiting(self, units: UnitsOfWork) -> None:
        keep(units, a_job(1), a_job(2), a_job(3), a_job(4))
        running = a_job(2).start(an_instant(5))
        save(
            units, running, a_job(3).start(an_instant(5)).finish(LATE), a_job(4).start(LATE).fail(LATE, "", final=True)
        )
        with units() as work:
            assert work.jobs.unsent(JobKind.DECIDE_CHUNK, LATE, 10) == (a_job(1),)

    def test_a_failed_job_is_unsent_again_after_its_pause(self, units: UnitsOfWork) -> None:
        keep(units, a_job(1))
        failed = sent(a_job(1), 5).start(an_instant(6)).fail(an_instant(7), "no", final=False)
        save(units, failed)
        with units() as work:
            assert work.jobs.unsent(failed.kind, failed.due_at - LATE.resolution, 10) == ()
            assert work.jobs.unsent(failed.kind, failed.due_at, 10) == (failed,)

    def test_unsent_are_those_of_one_kind(self, units: UnitsOfWork) -> None:
        other = a_job(2, kind=JobKind.PROCESS_RECORDING)
        keep(units, a_job(1), other)
        with units() as work:
            assert work.jobs.unsent(JobKind.PROCESS_RECORDING, LATE, 10) == (other,)
            assert work.jobs.unsent(JobKind.BUILD_RELEASE, LATE, 10) == ()

    def test_pages_and_counts_are_by_status(self, units: UnitsOfWork) -> None:
        keep(units, *[a_job(number) for number in range(1, 8)])
        dead = [a_job(number).start(LATE).fail(LATE, "no", final=True) for number in (2, 4, 6)]
        save(units, *dead)
        with units() as work:
            assert walk(lambda request: work.jobs.page(request, JobStatus.DEAD)) == dead[::-1]
            assert [job.id for job in walk(work.jobs.page)] == [a_job(number).id for number in range(7, 0, -1)]
            assert [work.jobs.count(status) for status in JobStatus] == [4, 0, 0, 3]

    def test_done_jobs_are_forgotten_in_portions(self, units: UnitsOfWork) -> None:
        keep(units, *[a_job(number) for number in range(1, 8)])
        done = [a_job(number).start(LATE).finish(an_instant(200 + number)) for number in range(1, 6)]
        save(units, *done, a_job(6).start(LATE).fail(LATE, "no", final=True))
        with units() as work:
            assert [work.jobs.forget_done(an_instant(205), 3) for _ in range(3)] == [3, 1, 0]
            work.commit()
        with units() as work:
            assert {job.id for job in walk(work.jobs.page)} == {a_job(number).id for number in (5, 6, 7)}

    @pytest.mark.usefixtures("side_by_side")
    def test_what_another_is_sending_is_passed_over(self, units: UnitsOfWork) -> None:
        keep(units, *[a_job(number) for number in range(1, 5)])
        with units() as work:
            mine = [job.id for job in work.jobs.unsent(JobKind.DECIDE_CHUNK, LATE, 2)]
            theirs = meanwhile(lambda: unsent(units))
        assert mine == [a_job(1).id, a_job(2).id]
        assert theirs == [a_job(3).id, a_job(4).id]

    def test_a_locked_job_is_started_once(self, units: UnitsOfWork) -> None:
        keep(units, a_job(1))

        def start() -> bool:
            with units() as work:
                job = work.jobs.find(a_job(1).id, lock=True)
                assert job is not None
                if job.status is not JobStatus.WAITING:
                    return False
                work.jobs.save(job.start(LATE))
                work.commit()
                return True

        assert sorted(at_once(*[start] * 4)) == [False, False, False, True]

    def test_a_job_gets_the_correlation_id_under_which_it_is_added_unless_it_has_one(self, units: UnitsOfWork) -> None:
        with under("a-request"):
            keep(units, a_job(1), a_job(2, correlation="another"))
        keep(units, a_job(3))
        with units() as work:
            found = [work.jobs.find(a_job(number).id) for number in (1, 2, 3)]
            assert [job and job.correlation for job in found] == ["a-request", "another", ""]
            assert [job.id for job in work.jobs.under("a-request", 10)] == [a_job(1).id]

    def test_saving_a_job_under_another_id_changes_nothing_of_what_it_comes_of(self, units: UnitsOfWork) -> None:
        keep(units, a_job(1), a_job(2, correlation="a"))
        with under("b"):
            save(units, a_job(1).start(an_instant(5)), a_job(2, correlation="a").start(an_instant(5)))
        with units() as work:
            assert work.jobs.under("b", 10) == ()
            assert [job.id for job in work.jobs.under("a", 10)] == [a_job(2).id]

    def test_those_of_one_correlation_id_are_told_oldest_first_and_no_more_than_asked(self, units: UnitsOfWork) -> None:
        keep(units, *(a_job(number, correlation="a") for number in (3, 1, 2)), a_job(4, correlation="b"))
        with units() as work:
            assert [job.id for job in work.jobs.under("a", 10)] == [a_job(number).id for number in (1, 2, 3)]
            assert [job.id for job in work.jobs.under("a", 2)] == [a_job(number).id for number in (1, 2)]

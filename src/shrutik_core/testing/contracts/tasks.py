"""What every repository of tasks must keep."""

import pytest

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Conflict, Missing
from shrutik_core.shared.ids import TaskId
from shrutik_core.testing.builders import a_chunk, a_contributor, a_task, an_instant
from shrutik_core.testing.contracts.base import StoreContract, at_once, meanwhile, walk
from shrutik_core.testing.scenes import keep
from shrutik_core.transcription.task import SkipReason, Task, TaskStatus

PERSON, OTHER = a_contributor(2).id, a_contributor(3).id
END = a_task(1).lease_expires_at
TICK = END.resolution


class TasksContract(StoreContract):
    """Leases."""

    @pytest.fixture
    def lent(self, stage: UnitsOfWork) -> list[Task]:
        """Chunks 1 to 5, each lent to person 2 by the task of its number."""
        tasks = [a_task(number, chunk=a_chunk(number).id) for number in range(1, 6)]
        keep(stage, *[a_chunk(number, wanted=5) for number in range(1, 6)], *tasks)
        return tasks

    def test_a_task_comes_back_as_it_was_kept(self, stage: UnitsOfWork, lent: list[Task]) -> None:
        with stage() as work:
            assert work.tasks.find(lent[0].id) == lent[0]
            assert work.tasks.find(lent[0].id, lock=True) == lent[0]
            assert work.tasks.find(a_task(9).id) is None

    def test_the_task_for_a_chunk_is_found_whatever_became_of_it(self, stage: UnitsOfWork, lent: list[Task]) -> None:
        done = lent[0].submit(an_instant(60))
        with stage() as work:
            work.tasks.save(done)
            work.commit()
        with stage() as work:
            assert work.tasks.find_for(a_chunk(1).id, PERSON) == done
            assert work.tasks.find_for(a_chunk(2).id, PERSON) == lent[1]
            assert work.tasks.find_for(a_chunk(1).id, OTHER) is None

    @pytest.mark.parametrize("status", list(TaskStatus))
    def test_nobody_is_lent_a_chunk_twice(self, stage: UnitsOfWork, status: TaskStatus) -> None:
        keep(stage, a_chunk(1), a_chunk(2), a_task(1, status=status))
        with pytest.raises(Conflict) as error:
            keep(stage, a_task(2, chunk=a_chunk(2).id), a_task(3))
        assert error.value.code == "already_leased"
        with stage() as work:
            assert work.tasks.find(a_task(2).id) is None

    @pytest.mark.usefixtures("lent")
    def test_many_may_be_lent_the_same_chunk(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            work.tasks.add_all([a_task(6, contributor=OTHER), a_task(7, contributor=a_contributor(4).id)])
            work.tasks.add_all([])
            assert work.tasks.find_for(a_chunk(1).id, OTHER) == a_task(6, contributor=OTHER)

    def test_saving_keeps_the_end(self, stage: UnitsOfWork, lent: list[Task]) -> None:
        ends = [
            lent[0].submit(an_instant(60)),
            lent[1].skip(SkipReason.SEVERAL_SPEAKERS, an_instant(61)),
            lent[2].expire(),
            lent[3].cancel(an_instant(62)),
            lent[4].renew(an_instant(63)),
        ]
        with stage() as work:
            for task in ends:
                work.tasks.save(task)
            work.commit()
        with stage() as work:
            assert [work.tasks.find(task.id) for task in ends] == ends

    @pytest.mark.usefixtures("lent")
    def test_saving_what_is_not_there_is_missing(self, stage: UnitsOfWork) -> None:
        with pytest.raises(Missing) as error, stage() as work:
            work.tasks.save(a_task(9, contributor=OTHER))
        assert error.value.code == "task_missing"

    def test_pages_hold_one_persons_newest_first_and_by_status(self, stage: UnitsOfWork, lent: list[Task]) -> None:
        keep(stage, a_task(9, contributor=OTHER))
        with stage() as work:
            work.tasks.save(lent[1].expire())
            page = work.tasks.page
            assert walk(lambda request: page(PERSON, request)) == [*lent[:1:-1], lent[1].expire(), lent[0]]
            assert walk(lambda request: page(PERSON, request, TaskStatus.EXPIRED)) == [lent[1].expire()]
            assert walk(lambda request: page(PERSON, request, TaskStatus.LEASED)) == [*lent[:1:-1], lent[0]]

    def test_tasks_come_with_their_chunks_in_the_order_given(self, stage: UnitsOfWork, lent: list[Task]) -> None:
        ids = [a_task(number).id for number in (4, 9, 1, 5)]
        expected = [(lent[number - 1].id, (lent[number - 1], a_chunk(number, wanted=5))) for number in (4, 1, 5)]
        with stage() as work:
            for lock in (False, True):
                assert list(work.tasks.with_chunks(ids, lock=lock).items()) == expected
                assert work.tasks.with_chunks([], lock=lock) == {}

    def test_locked_ones_are_submitted_once_in_whatever_order(self, stage: UnitsOfWork, lent: list[Task]) -> None:
        def submit(ids: list[TaskId]) -> int:
            with stage() as work:
                found = work.tasks.with_chunks(ids, lock=True)
                open_ = [task for task, _ in found.values() if task.status is not TaskStatus.SUBMITTED]
                for task in open_:
                    work.tasks.save(task.submit(an_instant(60)))
                work.commit()
            return len(open_)

        ids = [task.id for task in lent]
        orders = [ids, ids[::-1], ids[1::2], ids[::2], [*ids[3:], *ids[:3]]]
        assert sum(at_once(*[lambda order=order: submit(order) for order in orders])) == len(ids)

    def test_what_ran_out_is_marked(self, stage: UnitsOfWork, lent: list[Task]) -> None:
        with stage() as work:
            work.tasks.save(lent[0].submit(an_instant(60)))
            assert work.tasks.expire(END - TICK, 100) == 0
            assert work.tasks.expire(lent[2].lease_expires_at, 100) == 2
            assert work.tasks.expire(lent[2].lease_expires_at, 100) == 0
            work.commit()
        expected = [lent[0].submit(an_instant(60)), lent[1].expire(), lent[2].expire(), lent[3], lent[4]]
        with stage() as work:
            assert [work.tasks.find(task.id) for task in lent] == expected

    @pytest.mark.usefixtures("lent")
    def test_no_more_are_marked_than_asked_for(self, stage: UnitsOfWork) -> None:
        late = an_instant(100_000)
        with stage() as work:
            assert [work.tasks.expire(late, 2) for _ in range(4)] == [2, 2, 1, 0]

    def test_cancelling_ends_the_leases_of_a_chunk(self, stage: UnitsOfWork, lent: list[Task]) -> None:
        others = [a_task(number, contributor=a_contributor(person).id) for number, person in ((6, 3), (7, 4))]
        keep(stage, *others)
        now = END + TICK
        with stage() as work:
            work.tasks.save(others[1].submit(an_instant(60)))
            assert work.tasks.cancel_leases(a_chunk(1).id, now) == 2
            assert work.tasks.cancel_leases(a_chunk(1).id, now) == 0
            assert work.tasks.find(lent[0].id) == lent[0].cancel(now)
            assert work.tasks.find(others[0].id) == others[0].cancel(now)
            assert work.tasks.find(others[1].id) == others[1].submit(an_instant(60))
            assert work.tasks.find(lent[1].id) == lent[1]

    def test_a_task_that_was_marked_as_expired_stays_so(self, stage: UnitsOfWork, lent: list[Task]) -> None:
        with stage() as work:
            work.tasks.save(lent[0].expire())
            assert work.tasks.cancel_leases(a_chunk(1).id, END) == 0
            assert work.tasks.find(lent[0].id) == lent[0].expire()

    def test_of_two_leases_at_once_one_is_kept(self, stage: UnitsOfWork) -> None:
        keep(stage, a_chunk(1))

        def lease(number: int) -> str:
            try:
                keep(stage, a_task(number))
            except Conflict as error:
                return error.code
            return "leased"

        assert sorted(at_once(lambda: lease(1), lambda: lease(2))) == ["already_leased", "leased"]

    def test_a_locked_task_is_submitted_once(self, stage: UnitsOfWork, lent: list[Task]) -> None:
        def submit() -> str:
            with stage() as work:
                task = work.tasks.find(lent[0].id, lock=True)
                assert task is not None
                if task.status is TaskStatus.SUBMITTED:
                    return "again"
                work.tasks.save(task.submit(an_instant(60)))
                work.commit()
                return "first"

        assert sorted(at_once(*[submit] * 4)) == ["again", "again", "again", "first"]

    @pytest.mark.usefixtures("side_by_side")
    def test_reading_waits_for_no_lock(self, stage: UnitsOfWork, lent: list[Task]) -> None:
        def read() -> Task | None:
            with stage() as work:
                return work.tasks.find(lent[0].id)

        with stage() as work:
            work.tasks.find(lent[0].id, lock=True)
            assert meanwhile(read) == lent[0]

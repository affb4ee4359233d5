"""What every unit of work must keep: all or nothing, and nobody sees the half."""

import pytest

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Conflict, Missing
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import a_collection, a_contributor, a_job, a_prompt, a_speaker, an_email
from shrutik_core.testing.contracts.base import StoreContract, at_once, meanwhile
from shrutik_core.testing.scenes import keep


class LeaveError(Exception):
    """What a test raises to leave a unit of work."""


class UnitOfWorkContract(StoreContract):
    """Commit and what comes of leaving without it."""

    def test_a_commit_is_counted_in_its_thread_when_it_begins(self, units: UnitsOfWork) -> None:
        keep(units, a_collection(1))
        before = units.commits_begun()
        with units() as work:
            assert work.speakers.find(a_speaker().id) is None
        with pytest.raises(Missing), units() as work:
            work.speakers.save(a_speaker())
        assert units.commits_begun() == before
        keep(units, a_speaker())
        assert units.commits_begun() == before + 1
        meanwhile(lambda: keep(units, a_job()))
        assert units.commits_begun() == before + 1

    def test_what_is_committed_is_there(self, units: UnitsOfWork) -> None:
        keep(units, a_speaker(), a_job())
        with units() as work:
            assert work.speakers.find(a_speaker().id) == a_speaker()
            assert work.jobs.find(a_job().id) == a_job()

    def test_leaving_without_commit_undoes_everything(self, units: UnitsOfWork) -> None:
        keep(units, a_speaker(1))
        with units() as work:
            work.speakers.add(a_speaker(2))
            work.speakers.save(a_speaker(1, traits={"dialect": "Sylheti"}))
            work.jobs.add(a_job())
        with units() as work:
            assert work.speakers.find(a_speaker(2).id) is None
            assert work.speakers.find(a_speaker(1).id) == a_speaker(1)
            assert work.jobs.find(a_job().id) is None

    def test_an_exception_passes_and_undoes_everything(self, units: UnitsOfWork) -> None:
        def stop() -> None:
            with units() as work:
                work.speakers.add(a_speaker())
                raise LeaveError

        with pytest.raises(LeaveError):
            stop()
        with units() as work:
            assert work.speakers.find(a_speaker().id) is None

    def test_a_conflict_undoes_what_was_done_before_it(self, units: UnitsOfWork) -> None:
        keep(units, a_collection(1))
        with pytest.raises(Conflict):
            keep(units, a_job(), a_collection(2, slug=a_collection(1).slug))
        with units() as work:
            assert work.jobs.find(a_job().id) is None

    def test_a_missing_row_undoes_what_was_done_before_it(self, units: UnitsOfWork) -> None:
        def save() -> None:
            with units() as work:
                work.jobs.add(a_job())
                work.speakers.save(a_speaker())

        with pytest.raises(Missing):
            save()
        with units() as work:
            assert work.jobs.find(a_job().id) is None

    def test_what_was_done_is_seen_before_the_commit_by_the_same_unit(self, units: UnitsOfWork) -> None:
        with units() as work:
            work.collections.add(a_collection())
            assert len(work.prompts.add_all([a_prompt(1), a_prompt(2)])) == 2
            assert work.collections.find_by_slug(a_collection().slug) == a_collection()
            assert len(work.prompts.page(a_collection().id, PageRequest()).items) == 2

    def test_a_unit_after_another_begins_with_what_that_left(self, units: UnitsOfWork) -> None:
        for number in range(1, 6):
            with units() as work:
                work.speakers.add(a_speaker(number))
                if number % 2:
                    work.commit()
        with units() as work:
            kept = [number for number in range(1, 6) if work.speakers.find(a_speaker(number).id)]
        assert kept == [1, 3, 5]

    def test_undoing_brings_lists_and_searches_back(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            work.contributors.save(a_contributor(1, email="other@example.org"))
            work.prompts.add_all([a_prompt(1)])
        with stage() as work:
            assert work.contributors.find_by_email("other@example.org") is None
            assert work.contributors.find_by_email(an_email(1)) == a_contributor(1)
            assert work.prompts.page(a_collection(1).id, PageRequest()).items == ()
            assert len(work.prompts.add_all([a_prompt(2, text=a_prompt(1).text)])) == 1

    def test_many_threads_lose_nothing(self, units: UnitsOfWork) -> None:
        def add(number: int) -> None:
            with units() as work:
                work.speakers.add(a_speaker(number))
                work.commit()

        at_once(*[lambda number=number: add(number) for number in range(1, 9)])
        with units() as work:
            assert all(work.speakers.find(a_speaker(number).id) for number in range(1, 9))

    @pytest.mark.usefixtures("side_by_side")
    def test_nobody_sees_what_is_not_committed(self, units: UnitsOfWork) -> None:
        def there() -> bool:
            with units() as work:
                return work.speakers.find(a_speaker().id) is not None

        with units() as work:
            work.speakers.add(a_speaker())
            assert not meanwhile(there)
            work.commit()
        assert there()

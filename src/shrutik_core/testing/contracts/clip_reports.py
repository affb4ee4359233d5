"""What every repository of reports of clips must keep."""

from typing import Any

import attrs
import pytest

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.review.report import ClipReport
from shrutik_core.shared.ids import ClipReportId
from shrutik_core.testing.builders import a_chunk, a_contributor, an_id, an_instant
from shrutik_core.testing.contracts.base import StoreContract, walk
from shrutik_core.testing.scenes import keep

ONE, TWO = a_chunk(1).id, a_chunk(2).id
MINA, RAHIM = a_contributor(1).id, a_contributor(2).id


def a_report(number: int = 1, **changes: Any) -> ClipReport:
    """Person 1 reports chunk 1."""
    report = ClipReport(ClipReportId(an_id(number, 46)), ONE, MINA, "The last word is cut.", an_instant(number))
    return attrs.evolve(report, **changes)


def put(units: UnitsOfWork, *reports: ClipReport) -> None:
    """Keep the reports."""
    with units() as work:
        for report in reports:
            work.clip_reports.put(report)
        work.commit()


class ClipReportsContract(StoreContract):
    """Reports of clips."""

    @pytest.fixture
    def cut(self, stage: UnitsOfWork) -> UnitsOfWork:
        """A store with chunks 1 and 2."""
        keep(stage, a_chunk(1), a_chunk(2))
        return stage

    def test_a_report_comes_back_as_it_was_kept_last(self, cut: UnitsOfWork) -> None:
        put(cut, a_report())
        last = a_report().say("It is 'shouted'.")
        put(cut, last)
        with cut() as work:
            assert work.clip_reports.find(ONE, MINA) == last
            assert work.clip_reports.find(ONE, RAHIM) is None
            assert work.clip_reports.find(TWO, MINA) is None
            assert work.clip_reports.waiting(ONE) == (last,)

    def test_those_that_wait_are_answered_at_once_and_stay_so(self, cut: UnitsOfWork) -> None:
        theirs, others = a_report(2, contributor=RAHIM), a_report(3, chunk=TWO)
        put(cut, theirs, a_report(1), others)
        with cut() as work:
            assert work.clip_reports.waiting(ONE) == (a_report(1), theirs)
            assert [work.clip_reports.count_waiting(one) for one in (MINA, RAHIM)] == [2, 1]
            work.clip_reports.answer(ONE, an_instant(9))
            work.clip_reports.answer(ONE, an_instant(10))
            work.commit()
        with cut() as work:
            assert work.clip_reports.waiting(ONE) == ()
            assert work.clip_reports.waiting(TWO) == (others,)
            assert [work.clip_reports.count_waiting(one) for one in (MINA, RAHIM)] == [1, 0]
            assert work.clip_reports.find(ONE, RAHIM) == attrs.evolve(theirs, answered_at=an_instant(9))

    def test_a_persons_are_listed_newest_first(self, cut: UnitsOfWork) -> None:
        answered = a_report(1, answered_at=an_instant(9))
        put(cut, answered, a_report(2, chunk=TWO), a_report(3, contributor=RAHIM))
        with cut() as work:
            theirs = walk(lambda request: work.clip_reports.page(MINA, request))
        assert theirs == [a_report(2, chunk=TWO), answered]

    def test_they_go_with_the_clip_and_with_the_person(self, cut: UnitsOfWork) -> None:
        put(cut, a_report(1), a_report(2, contributor=RAHIM))
        with cut() as work:
            work.erasing.person(MINA)
            assert work.clip_reports.waiting(ONE) == (a_report(2, contributor=RAHIM),)
            work.erasing.recording(a_chunk(1).recording)
            assert work.clip_reports.waiting(ONE) == ()

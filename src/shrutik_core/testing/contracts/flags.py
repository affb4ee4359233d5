"""What every repository of flags must keep."""

from typing import Any

import pytest

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import FlagId, TranscriptionId
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import a_chunk, a_contributor, a_task, a_transcription, an_id, an_instant
from shrutik_core.testing.contracts.base import StoreContract, at_once, walk
from shrutik_core.testing.scenes import keep
from shrutik_core.transcription.flag import MOST_EVIDENCE, Flag, FlagEvidence, FlagKind

ONE, TWO, THREE = (a_contributor(number).id for number in (1, 2, 3))
TEXTS = MOST_EVIDENCE + 5


def said(number: int, **changes: Any) -> FlagEvidence:
    """The transcription of this number, as evidence."""
    return FlagEvidence(a_transcription(number).id, a_chunk(number).id, **changes)


def fast(number: int, *texts: int) -> Flag:
    """A flag on person 2, raised at the instant of its number."""
    evidence = tuple(said(text, took=0.5, lasts=4.0) for text in texts)
    return Flag(FlagId(an_id(number, 91)), FlagKind.TOO_FAST, TWO, an_instant(number), evidence)


def copied(number: int, *texts: int) -> Flag:
    """A flag on person 2, whose texts are those of person 3."""
    beside = TranscriptionId(an_id(77, 9))
    evidence = tuple(said(text, beside=beside) for text in texts)
    return Flag(FlagId(an_id(number, 91)), FlagKind.COPIED, TWO, an_instant(number), evidence, THREE)


class FlagsContract(StoreContract):
    """What an admin should look at."""

    @pytest.fixture
    def typed(self, stage: UnitsOfWork) -> UnitsOfWork:
        """A store with as many texts of person 2 as a flag has evidence, and some more."""
        numbers = range(1, TEXTS + 1)
        keep(stage, *[a_chunk(number) for number in numbers])
        keep(stage, *[a_task(number, chunk=a_chunk(number).id) for number in numbers])
        keep(stage, *[a_transcription(number, chunk=a_chunk(number).id) for number in numbers])
        return stage

    def put(self, units: UnitsOfWork, *flags: Flag) -> None:
        """Keep them."""
        with units() as work:
            work.flags.put(flags)
            work.commit()

    def all(self, units: UnitsOfWork, **wanted: Any) -> tuple[Flag, ...]:
        """Those that are wanted."""
        with units() as work:
            return work.flags.page(PageRequest(), **wanted).items

    def test_flags_come_back_as_they_were_kept_newest_first(self, typed: UnitsOfWork) -> None:
        assert self.all(typed) == ()
        self.put(typed)
        self.put(typed, fast(1, 1, 2), copied(2, 3))
        assert self.all(typed) == (copied(2, 3), fast(1, 1, 2))

    def test_they_go_by_kind_and_by_either_person(self, typed: UnitsOfWork) -> None:
        self.put(typed, fast(1, 1), copied(2, 2))
        assert self.all(typed, kind=FlagKind.TOO_FAST) == (fast(1, 1),)
        assert self.all(typed, kind=FlagKind.COPIED, contributor=THREE) == (copied(2, 2),)
        assert self.all(typed, contributor=TWO) == (copied(2, 2), fast(1, 1))
        assert self.all(typed, contributor=ONE) == ()

    def test_new_evidence_is_added_to_what_is_there(self, typed: UnitsOfWork) -> None:
        self.put(typed, fast(1, 2))
        self.put(typed, fast(3, 1, 2), copied(4, 1))
        assert self.all(typed) == (copied(4, 1), fast(1, 1, 2))
        self.put(typed, fast(5, 1, 2))
        assert self.all(typed, kind=FlagKind.TOO_FAST) == (fast(1, 1, 2),)

    def test_there_is_never_more_evidence_than_an_admin_reads(self, typed: UnitsOfWork) -> None:
        self.put(typed, fast(1, *range(3, 3 + MOST_EVIDENCE - 1)))
        self.put(typed, fast(2, TEXTS - 1, TEXTS))
        (flag,) = self.all(typed)
        assert flag.evidence == fast(1, *range(3, 3 + MOST_EVIDENCE - 1), TEXTS - 1).evidence

    def test_a_flag_that_comes_again_keeps_its_evidence(self, typed: UnitsOfWork) -> None:
        full = fast(1, *range(1, MOST_EVIDENCE + 1))
        self.put(typed, full)
        self.put(typed, fast(2, *range(2, MOST_EVIDENCE + 2)))
        assert self.all(typed) == (full,)

    def test_what_comes_at_once_is_one_flag(self, typed: UnitsOfWork) -> None:
        at_once(*[lambda number=number: self.put(typed, fast(number, number)) for number in range(1, 9)])
        (flag,) = self.all(typed)
        assert flag.evidence == fast(1, *range(1, 9)).evidence

    def test_pages_go_on_where_the_last_one_ended(self, typed: UnitsOfWork) -> None:
        flags = [
            Flag(FlagId(an_id(number, 91)), FlagKind.TOO_FAST, a_contributor(number).id, an_instant(number), (said(1),))
            for number in (1, 2, 3)
        ]
        self.put(typed, *flags)
        with typed() as work:
            assert walk(work.flags.page, 2) == flags[::-1]

"""What every repository of arrivals must keep, and what follows from arrivals for lending."""

from datetime import timedelta

import pytest

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.people.arrival import SAME_PERSON, SMALLEST_CLASS, Arrival, Vetting
from shrutik_core.people.origin import Origin
from shrutik_core.people.roles import Role
from shrutik_core.ports.arrivals import Arrived
from shrutik_core.ports.leases import Borrower, Turn
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import SpeakerId
from shrutik_core.testing.builders import a_chunk, a_collection, a_contributor, a_speaker, a_task, an_id, an_instant
from shrutik_core.testing.contracts.base import StoreContract
from shrutik_core.testing.contracts.claims import MANY
from shrutik_core.testing.gold_builders import a_gold
from shrutik_core.testing.scenes import keep
from shrutik_core.transcription.task import TaskStatus

HOME, SCHOOL = Origin(an_id(1, 90)), Origin(an_id(2, 90))
NOW = an_instant(50_000)
SLUG = a_collection(1).slug


def arrive(units: UnitsOfWork, *numbers: int, origin: Origin | None = HOME, vouched: bool = False) -> None:
    """These people's accounts were made from there."""
    with units() as work:
        for number in numbers:
            work.arrivals.add(Arrival(a_contributor(number).id, origin, vouched))
        work.commit()


def settle_in(units: UnitsOfWork, *numbers: int, apart: timedelta = timedelta(seconds=1)) -> None:
    """More people, made one after another."""
    for number in numbers:
        made = an_instant(0) + number * apart
        keep(units, a_speaker(number), a_contributor(number, created_at=made))


def turn(units: UnitsOfWork, number: int) -> Turn:
    """The turn of a person."""
    with units() as work:
        found, _ = work.leases.begin(a_contributor(number).id, SLUG)
    assert found is not None
    return found


def kin_of(units: UnitsOfWork, number: int) -> set[SpeakerId]:
    """The voices that may be the person's own, too."""
    return set(turn(units, number).kin)


def voices(*numbers: int) -> set[SpeakerId]:
    """Of these people."""
    return {a_speaker(number).id for number in numbers}


class ArrivalsContract(StoreContract):
    """How accounts came to be."""

    def test_arrivals_come_back_as_they_were_kept(self, stage: UnitsOfWork) -> None:
        arrive(stage, 1)
        arrive(stage, 2, origin=None, vouched=True)
        one, two, three = (a_contributor(number) for number in (1, 2, 3))
        with stage() as work:
            assert work.arrivals.of([two.id, one.id, three.id, one.id, a_contributor(99).id]) == {
                one.id: Arrived(Arrival(one.id, HOME), one.created_at),
                two.id: Arrived(Arrival(two.id, None, vouched=True), two.created_at),
                three.id: Arrived(Arrival(three.id), three.created_at),
            }
            assert work.arrivals.of([]) == {}

    def test_accounts_from_one_origin_may_be_one_persons(self, stage: UnitsOfWork) -> None:
        arrive(stage, 1, 2)
        arrive(stage, 3, origin=SCHOOL)
        assert [kin_of(stage, number) for number in (1, 2, 3)] == [voices(2), voices(1), set()]

    def test_an_unknown_origin_is_no_one_elses(self, stage: UnitsOfWork) -> None:
        arrive(stage, 1, 2, origin=None)
        assert kin_of(stage, 1) == kin_of(stage, 2) == kin_of(stage, 3) == set()

    def test_whoever_is_vouched_for_is_a_person_of_their_own(self, stage: UnitsOfWork) -> None:
        arrive(stage, 1)
        arrive(stage, 2, vouched=True)
        assert kin_of(stage, 1) == kin_of(stage, 2) == set()

    def test_so_many_that_it_is_a_class_are_not_one_person(self, stage: UnitsOfWork) -> None:
        people = range(101, 101 + SMALLEST_CLASS)
        settle_in(stage, *people)
        arrive(stage, *people[:-1])
        assert kin_of(stage, 101) == voices(*people[1:-1])
        arrive(stage, people[-1])
        assert all(kin_of(stage, number) == set() for number in people)

    def test_accounts_that_were_made_long_apart_are_not_one_persons(self, stage: UnitsOfWork) -> None:
        settle_in(stage, 1_000, 1_001, apart=SAME_PERSON)
        keep(
            stage, a_speaker(5), a_contributor(5, created_at=an_instant(0) + 1_001 * SAME_PERSON - timedelta.resolution)
        )
        arrive(stage, 1_000, 1_001, 5)
        assert kin_of(stage, 1_000) == voices(5)
        assert kin_of(stage, 1_001) == voices(5)
        assert kin_of(stage, 5) == voices(1_000, 1_001)

    def test_a_turn_tells_what_shows_who_the_person_is(self, stage: UnitsOfWork) -> None:
        verified = a_contributor(6, email_verified_at=NOW, role=Role.REVIEWER)
        keep(stage, a_speaker(6), verified, a_speaker(7), a_contributor(7, email=None))
        arrive(stage, 7, vouched=True)
        assert turn(stage, 2).vetting == Vetting(Role.CONTRIBUTOR, address=True, verified=False, vouched=False)
        assert turn(stage, 6).vetting == Vetting(Role.REVIEWER, address=True, verified=True, vouched=False)
        assert turn(stage, 7).vetting == Vetting(Role.CONTRIBUTOR, address=False, verified=False, vouched=True)

    def test_no_voice_is_lent_that_may_be_the_persons_own(self, stage: UnitsOfWork) -> None:
        keep(stage, a_chunk(1), a_chunk(2, speaker=a_speaker(3).id))
        for number, voice in ((11, 1), (12, 3)):
            settled = a_chunk(number, status=ChunkStatus.SETTLED, text="আমি", speaker=a_speaker(voice).id)
            keep(stage, settled, a_gold(number))
        with stage() as work:
            for kin, numbers in (((), (1, 2, 11, 12)), ((a_speaker(1).id,), (2, 12)), ((a_speaker(3).id,), (1, 11))):
                borrower = Borrower(a_contributor(2).id, a_speaker(2).id, a_collection(1).id, kin)
                ordinary, golds = work.leases.offer(borrower, MANY, MANY, NOW, an_id(0, 0))
                assert {chunk.id for chunk in ordinary + golds} == {a_chunk(number).id for number in numbers}

    @pytest.mark.parametrize("status", list(TaskStatus))
    def test_all_tasks_of_a_time_count_against_the_most_of_it(self, stage: UnitsOfWork, status: TaskStatus) -> None:
        keep(stage, *[a_chunk(number, wanted=9) for number in range(1, 41)])
        for number in (1, 2, 3):
            keep(stage, a_task(number, chunk=a_chunk(number).id, status=status))
        with stage() as work:
            for since, left in ((1, 7), (2, 8), (3, 9), (4, 10)):
                borrower = Borrower(
                    a_contributor(2).id, a_speaker(2).id, a_collection(1).id, most_since=(10, an_instant(since))
                )
                assert len(work.leases.offer(borrower, MANY, MANY, NOW)[0]) == left
                assert work.tasks.lent_since(a_contributor(2).id, an_instant(since)) == 10 - left
            assert work.tasks.lent_since(a_contributor(3).id, an_instant(0)) == 0

"""What every repository of entrusted speakers must keep."""

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.testing.builders import a_chunk, a_collection, a_consent, a_contributor, a_speaker, an_instant
from shrutik_core.testing.contracts.base import StoreContract, walk
from shrutik_core.testing.contracts.claims import MANY, a_borrower
from shrutik_core.testing.gold_builders import a_gold
from shrutik_core.testing.people_builders import a_recorded_consent, an_entrusted_speaker
from shrutik_core.testing.scenes import keep


def _entrust(units: UnitsOfWork, number: int, facilitator: int = 1) -> None:
    keep(units, a_speaker(number))
    with units() as work:
        work.entrusted.add(an_entrusted_speaker(number, facilitator=a_contributor(facilitator).id))
        work.commit()


def _lent(work: UnitOfWork, person: int) -> list[int]:
    """Indices of all chunks that the person is offered, gold items among them."""
    first = a_chunk(1).id
    offered = work.leases.offer(a_borrower(person), 20, MANY, an_instant(100), first)
    return sorted(chunk.index for kind in offered for chunk in kind)


class EntrustedSpeakersContract(StoreContract):
    """Voices that facilitators look after."""

    def test_a_speaker_comes_back_as_they_were_kept(self, stage: UnitsOfWork) -> None:
        child = an_entrusted_speaker(8, name="মিনা", minor=True, guardian="Rahima", collection=a_collection(2).id)
        keep(stage, a_speaker(8), a_speaker(9))
        with stage() as work:
            work.entrusted.add(child)
            work.entrusted.add(an_entrusted_speaker(9))
            work.commit()
        with stage() as work:
            assert work.entrusted.find(child.id) == child
            assert work.entrusted.find(a_speaker(9).id) == an_entrusted_speaker(9)
            assert work.entrusted.find(a_speaker(1).id) is None

    def test_a_person_looks_after_their_own_alone(self, stage: UnitsOfWork) -> None:
        _entrust(stage, 8, 1)
        _entrust(stage, 9, 2)
        with stage() as work:
            told = [work.entrusted.looks_after(a_contributor(p).id, a_speaker(s).id) for p in (1, 2) for s in (8, 9, 1)]
            assert told == [True, False, False, False, True, False]
            assert walk(lambda request: work.entrusted.page(request, a_contributor(2).id)) == [
                an_entrusted_speaker(9, facilitator=a_contributor(2).id)
            ]

    def test_pages_are_newest_first(self, stage: UnitsOfWork) -> None:
        for number in (8, 9, 10):
            _entrust(stage, number)
        with stage() as work:
            found = walk(lambda request: work.entrusted.page(request, a_contributor(1).id))
        assert found == [an_entrusted_speaker(number) for number in (10, 9, 8)]

    def test_wards_of_an_erased_facilitator_are_shown_to_whoever_asks_for_those(self, stage: UnitsOfWork) -> None:
        _entrust(stage, 8, 1)
        _entrust(stage, 9, 2)
        with stage() as work:
            person = work.contributors.find(a_contributor(1).id)
            assert person is not None
            work.contributors.save(person.erase())
            work.commit()
        with stage() as work:
            admin = a_contributor(3).id
            assert walk(lambda request: work.entrusted.page(request, admin)) == []
            left = walk(lambda request: work.entrusted.page(request, admin, left=True))
            assert left == [an_entrusted_speaker(8)]

    def test_what_was_recorded_comes_back_with_its_consent(self, stage: UnitsOfWork) -> None:
        keep(stage, a_consent(1), a_consent(2))
        with stage() as work:
            work.entrusted.add_recorded(a_recorded_consent(1))
            work.commit()
        with stage() as work:
            assert work.entrusted.find_recorded(a_consent(1).id) == a_recorded_consent(1)
            assert work.entrusted.find_recorded(a_consent(2).id) is None

    def test_nobody_is_lent_what_those_say_whom_they_look_after(self, stage: UnitsOfWork) -> None:
        _entrust(stage, 8, 2)
        _entrust(stage, 9, 4)
        voices = {1: 8, 2: 9, 3: 1}
        keep(stage, *[a_chunk(number, speaker=a_speaker(voice).id) for number, voice in voices.items()])
        keep(
            stage,
            a_chunk(4, speaker=a_speaker(8).id, status=ChunkStatus.SETTLED, text="আমি"),
            a_gold(4, marked_by=a_contributor(1).id),
        )
        with stage() as work:
            assert _lent(work, 2) == [1, 2]
        with stage() as work:
            assert _lent(work, 4) == [0, 2, 3]
        with stage() as work:
            assert _lent(work, 3) == [0, 1, 2, 3]

"""What every audit trail must keep."""

from datetime import timedelta

import pytest

from shrutik_core.audit.chain import AuditHead, find_fault, head_after
from shrutik_core.audit.entry import AuditEntry
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.testing.builders import (
    a_contributor,
    an_entry,
    an_id,
    an_instant,
)
from shrutik_core.testing.contracts.base import StoreContract, at_once, walk
from shrutik_core.testing.scenes import keep

PERSON, OTHER = a_contributor(1).id, a_contributor(2).id
NETWORK, SALT = "192.0.2.0/24", bytes(range(16))
FACTS = {"from": "reviewer", "to": "admin", "count": 2, "why": None, "share": 0.1, "of": ["ক", {"b": 1.0, "a": -0.0}]}


def whole(work: UnitOfWork) -> list[AuditEntry]:
    """All entries in order of the chain, which holds from its first to its end."""
    head, found = AuditHead(), list(work.audit.chain(0, 1_000))
    for entry in found:
        assert find_fault(entry, head) is None
        head = head_after(entry)
    assert work.audit.head() == head
    return found


class AuditTrailContract(StoreContract):
    """What was done."""

    def test_an_entry_comes_back_as_it_was_kept(self, stage: UnitsOfWork) -> None:
        entry = an_entry(1, actor=PERSON, facts=FACTS, origin=NETWORK, salt=SALT)
        keep(stage, entry)
        with stage() as work:
            (found,) = walk(work.audit.page)
        assert found == entry
        assert (found.salt, found.place.number, found.place.previous) == (SALT, 1, AuditHead().digest)

    def test_pages_are_newest_first_and_by_subject_actor_and_action(self, units: UnitsOfWork) -> None:
        entries = [
            an_entry(number, subject=an_id(number % 2), actor=PERSON if number > 4 else None, action=f"a.{number % 3}")
            for number in range(1, 8)
        ]
        keep(units, *entries)
        with units() as work:
            assert walk(work.audit.page) == entries[::-1]
            assert walk(lambda request: work.audit.page(request, an_id(0))) == entries[5::-2]
            assert walk(lambda request: work.audit.page(request, an_id(9))) == []
            assert walk(lambda request: work.audit.page(request, actor=PERSON)) == entries[:3:-1]
            assert walk(lambda request: work.audit.page(request, action="a.0")) == [entries[5], entries[2]]
            both = walk(lambda request: work.audit.page(request, an_id(0), actor=PERSON, action="a.0"))
            assert both == [entries[5]]

    def test_an_empty_trail_has_a_head_of_zeros(self, units: UnitsOfWork) -> None:
        with units() as work:
            assert work.audit.head() == AuditHead(0, "0" * 64)
            assert list(work.audit.chain(0, 10)) == []

    def test_the_chain_goes_on_from_one_unit_of_work_to_the_next(self, units: UnitsOfWork) -> None:
        entries = [an_entry(number, facts=FACTS) for number in range(1, 8)]
        keep(units, *entries[:3])
        keep(units, *entries[3:])
        with units() as work:
            assert whole(work) == entries
            assert [entry.place.number for entry in work.audit.chain(4, 2)] == [5, 6]

    def test_what_is_not_committed_leaves_no_hole(self, units: UnitsOfWork) -> None:
        keep(units, an_entry(1))
        with units() as work:
            work.audit.add(an_entry(2))
        keep(units, an_entry(3))
        with units() as work:
            assert [entry.id for entry in whole(work)] == [an_entry(1).id, an_entry(3).id]

    def test_many_at_once_make_one_chain(self, units: UnitsOfWork) -> None:
        def note(number: int) -> None:
            keep(units, an_entry(number), an_entry(number + 100))

        at_once(*(lambda number=number: note(number) for number in range(1, 13)))
        with units() as work:
            assert len(whole(work)) == 24

    @pytest.mark.usefixtures("side_by_side")
    def test_the_second_waits_only_for_the_commit_of_the_first(self, units: UnitsOfWork) -> None:
        with units() as first:
            first.audit.add(an_entry(1))
            keep(units, an_entry(2))
            first.commit()
        with units() as work:
            assert [entry.id for entry in whole(work)] == [an_entry(2).id, an_entry(1).id]

    def test_whether_something_was_noted(self, units: UnitsOfWork) -> None:
        keep(units, an_entry(5, actor=PERSON, action="a.done", facts={"file": "x", "more": 1}))
        with units() as work:
            asked = ("a.done", an_entry(5).subject, PERSON, an_instant(5))
            assert work.audit.was_noted(*asked)
            assert work.audit.was_noted(*asked, file="x")
            assert not work.audit.was_noted(*asked, file="y")
            assert not work.audit.was_noted("a.other", *asked[1:])
            assert not work.audit.was_noted("a.done", an_id(9), *asked[2:])
            assert not work.audit.was_noted(*asked[:2], OTHER, asked[3])
            assert not work.audit.was_noted(*asked[:2], None, asked[3])
            assert not work.audit.was_noted(*asked[:3], an_instant(5) + timedelta(microseconds=1))

    def test_origins_are_forgotten_and_the_chain_holds(self, units: UnitsOfWork) -> None:
        origin = {"origin": NETWORK, "salt": SALT}
        people = [PERSON, PERSON, OTHER, PERSON]
        keep(units, *(an_entry(number, actor=person, **origin) for number, person in enumerate(people, 1)))
        with units() as work:
            assert work.audit.forget_origins(an_instant(3), 1) == 1
            assert work.audit.forget_origins(an_instant(3), 10) == 1
            assert work.audit.forget_origins(an_instant(3), 10) == 0
            work.audit.forget_origins_of(PERSON)
            work.commit()
        with units() as work:
            assert [entry.origin for entry in whole(work)] == ["", "", NETWORK, ""]

"""What every audit trail must keep."""

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.testing.builders import (
    a_contributor,
    an_entry,
    an_id,
)
from shrutik_core.testing.contracts.base import StoreContract, walk
from shrutik_core.testing.scenes import keep

PERSON = a_contributor(1).id


class AuditTrailContract(StoreContract):
    """What was done."""

    def test_an_entry_comes_back_as_it_was_kept(self, stage: UnitsOfWork) -> None:
        entry = an_entry(1, actor=PERSON, facts={"from": "reviewer", "to": "admin", "count": 2, "why": None})
        keep(stage, entry)
        with stage() as work:
            assert walk(work.audit.page) == [entry]

    def test_pages_are_newest_first_and_by_subject(self, units: UnitsOfWork) -> None:
        entries = [an_entry(number, subject=an_id(number % 2)) for number in range(1, 8)]
        keep(units, *entries)
        with units() as work:
            assert walk(work.audit.page) == entries[::-1]
            assert walk(lambda request: work.audit.page(request, an_id(0))) == entries[5::-2]
            assert walk(lambda request: work.audit.page(request, an_id(9))) == []

"""What every repository of receipts must keep."""

from datetime import timedelta
from uuid import UUID

import pytest

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.receipts import NOBODY, RECEIPT_LIFETIME, Receipt
from shrutik_core.testing.builders import (
    a_contributor,
    a_key,
    a_receipt,
    an_id,
    an_instant,
)
from shrutik_core.testing.contracts.base import StoreContract, at_once, meanwhile, waits_for_commit
from shrutik_core.testing.scenes import keep

PERSON = a_contributor(1).id


LONG_AGO = an_instant(-1_000)


class ReceiptsContract(StoreContract):
    """What idempotency keys brought about."""

    def test_a_receipt_comes_back_as_it_was_kept(self, units: UnitsOfWork) -> None:
        receipts = [
            a_receipt(1, subjects=(an_id(3), an_id(2), an_id(1))),
            a_receipt(2, subjects=()),
            a_receipt(3, person=NOBODY, idempotency_key=a_key(3, key="!" + "~" * 254)),
        ]
        keep(units, *receipts)
        with units() as work:
            assert [work.receipts.find(kept.person, kept.idempotency_key, LONG_AGO) for kept in receipts] == receipts

    def test_person_operation_and_key_must_all_be_the_same(self, units: UnitsOfWork) -> None:
        keep(units, a_receipt(1))
        with units() as work:
            assert work.receipts.find(a_contributor(2).id, a_key(1), LONG_AGO) is None
            assert work.receipts.find(PERSON, a_key(1, operation="request_release"), LONG_AGO) is None
            assert work.receipts.find(PERSON, a_key(1, key="key-2"), LONG_AGO) is None

    def test_another_body_finds_the_receipt_of_the_first(self, units: UnitsOfWork) -> None:
        keep(units, a_receipt(1))
        with units() as work:
            assert work.receipts.find(PERSON, a_key(1, digest="ff" * 32), LONG_AGO) == a_receipt(1)

    def test_a_receipt_that_ran_out_is_not_found(self, units: UnitsOfWork) -> None:
        keep(units, a_receipt(1))
        with units() as work:
            assert work.receipts.find(PERSON, a_key(1), an_instant(1)) is None
            assert work.receipts.find(PERSON, a_key(1), an_instant(1) - timedelta.resolution) == a_receipt(1)

    def test_a_new_one_takes_the_place_of_one_that_ran_out(self, units: UnitsOfWork) -> None:
        later = a_receipt(1, subjects=(an_id(9),), created_at=an_instant(1) + 2 * RECEIPT_LIFETIME)
        keep(units, a_receipt(1), later)
        with units() as work:
            assert work.receipts.find(PERSON, a_key(1), later.created_at - RECEIPT_LIFETIME) == later

    def test_the_first_is_kept_and_found_by_those_after_it(self, units: UnitsOfWork) -> None:
        first, again = a_receipt(1, subjects=(an_id(1),)), a_receipt(1, subjects=(an_id(2),))
        other_body = a_receipt(1, idempotency_key=a_key(1, digest="ff" * 32))
        with units() as work:
            assert work.receipts.keep_first(first, LONG_AGO) is None
            assert work.receipts.keep_first(again, LONG_AGO) == first
            work.commit()
        with units() as work:
            assert work.receipts.keep_first(again, LONG_AGO) == first
            assert work.receipts.keep_first(other_body, LONG_AGO) == first
            assert work.receipts.keep_first(a_receipt(2), LONG_AGO) is None
            assert work.receipts.find(PERSON, a_key(1), LONG_AGO) == first

    def test_the_first_after_one_that_ran_out_takes_its_place(self, units: UnitsOfWork) -> None:
        keep(units, a_receipt(1))
        later = a_receipt(1, subjects=(an_id(9),), created_at=an_instant(50))
        with units() as work:
            assert work.receipts.keep_first(later, an_instant(1) - timedelta.resolution) == a_receipt(1)
            assert work.receipts.keep_first(later, an_instant(1)) is None
            assert work.receipts.find(PERSON, a_key(1), LONG_AGO) == later

    def test_of_equal_calls_that_keep_at_once_one_is_first(self, units: UnitsOfWork) -> None:
        def call(number: int) -> tuple[UUID, ...]:
            with units() as work:
                found = work.receipts.keep_first(a_receipt(1, subjects=(an_id(number),)), LONG_AGO)
                work.commit()
            return found.subjects if found else (an_id(number),)

        assert len(set(at_once(*[lambda number=number: call(number) for number in range(1, 9)]))) == 1

    @pytest.mark.usefixtures("side_by_side")
    def test_whoever_keeps_second_waits_for_the_end_of_the_first(self, units: UnitsOfWork) -> None:
        def keep_first(number: int) -> Receipt | None:
            with units() as work:
                return work.receipts.keep_first(a_receipt(number, subjects=(an_id(9),)), LONG_AGO)

        with units() as work:
            work.receipts.keep_first(a_receipt(1), LONG_AGO)
            assert meanwhile(lambda: keep_first(2)) is None
            assert waits_for_commit(work, lambda: keep_first(1)) == a_receipt(1)

    def test_old_ones_are_forgotten_in_portions(self, units: UnitsOfWork) -> None:
        keep(units, *[a_receipt(number) for number in range(1, 7)])
        with units() as work:
            assert [work.receipts.forget(an_instant(5), 3) for _ in range(3)] == [3, 1, 0]
            work.commit()
        with units() as work:
            left = [number for number in range(1, 7) if work.receipts.find(PERSON, a_key(number), LONG_AGO)]
        assert left == [5, 6]

    def test_of_equal_calls_at_once_one_acts_and_the_others_find_its_receipt(self, units: UnitsOfWork) -> None:
        def call(number: int) -> tuple[UUID, ...]:
            with units() as work:
                found = work.receipts.find(PERSON, a_key(1), LONG_AGO)
                if found is not None:
                    return found.subjects
                work.receipts.keep(a_receipt(1, subjects=(an_id(number),)))
                work.commit()
            return (an_id(number),)

        outcomes = at_once(*[lambda number=number: call(number) for number in range(1, 9)])
        assert len(set(outcomes)) == 1

    @pytest.mark.usefixtures("side_by_side")
    def test_an_equal_call_waits_for_the_end_of_the_first(self, units: UnitsOfWork) -> None:
        def find() -> Receipt | None:
            with units() as work:
                return work.receipts.find(PERSON, a_key(1), LONG_AGO)

        with units() as work:
            assert work.receipts.find(PERSON, a_key(1), LONG_AGO) is None
            work.receipts.keep(a_receipt(1))
            assert waits_for_commit(work, find) == a_receipt(1)

    @pytest.mark.usefixtures("side_by_side")
    def test_other_calls_do_not_wait(self, units: UnitsOfWork) -> None:
        def find() -> Receipt | None:
            with units() as work:
                return work.receipts.find(PERSON, a_key(2), LONG_AGO)

        with units() as work:
            work.receipts.find(PERSON, a_key(1), LONG_AGO)
            assert meanwhile(find) is None

"""What every work pool must keep."""

import abc
from collections.abc import Iterator
from itertools import islice
from math import factorial

import pytest

from shrutik_core.ports.work_pool import WorkPool
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.contracts.base import Contract

# More than any pool has under way at a time.
MANY = 400


def refuse_seven(number: int) -> int:
    """The number, if it is not seven."""
    if number == 7:
        raise Invalid("seven", "This is seven: take another.")
    return number


class WorkPoolContract(Contract):
    """Subclass it with a pool."""

    @pytest.fixture
    @abc.abstractmethod
    def pool(self) -> WorkPool:
        """The pool under test."""

    def test_each_thing_is_worked_on_in_order(self, pool: WorkPool) -> None:
        assert list(pool.each(factorial, range(MANY))) == [factorial(number) for number in range(MANY)]

    def test_it_may_be_used_again_and_for_nothing(self, pool: WorkPool) -> None:
        assert list(pool.each(factorial, [])) == []
        assert list(pool.each(factorial, [3])) == [6]
        assert list(pool.each(abs, [-1, -2])) == [1, 2]

    def test_what_the_work_raises_comes_in_its_turn(self, pool: WorkPool) -> None:
        made = pool.each(refuse_seven, range(MANY))
        assert list(islice(made, 7)) == list(range(7))
        with pytest.raises(Invalid) as error:
            next(made)
        assert (error.value.code, error.value.detail) == ("seven", "This is seven: take another.")
        assert list(pool.each(factorial, [3])) == [6]

    def test_things_are_taken_as_they_are_needed(self, pool: WorkPool) -> None:
        taken: list[int] = []

        def things() -> Iterator[int]:
            for number in range(10 * MANY):
                taken.append(number)
                yield number

        made = pool.each(abs, things())
        assert next(made) == 0
        assert len(taken) <= MANY
        made.close()  # type: ignore[attr-defined]
        assert len(taken) <= MANY

"""Work pools: one function for many things, on several processors or machines."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from shrutik_core.shared.errors import Unavailable, declare

Given = TypeVar("Given")
Made = TypeVar("Made")

declare(Unavailable, "work_pool_lost", "The processes that were at work are gone.")


class WorkPool(Protocol):
    """Calls a function for each of many things; how many calls are under way at a time is its own affair."""

    def each(self, work: Callable[[Given], Made], things: Iterable[Given]) -> Iterator[Made]:
        """What the work makes of each thing, in their order, as it is asked for.

        Things are taken one by one, not many more than are under way, so that there may be any number of them. A call
        whose process or machine is lost may be made again elsewhere: the work has the same effect however often it is
        done. What is under way when the iterator is closed, or when a call raises, is finished or broken off.

        Args:
            work: can be pickled, as can what it takes and makes.
            things: any number.

        Raises:
            Unavailable: ``work_pool_lost`` if a call could not be made, because those who were at work are gone.
            BaseException: what the work raised first, in the order of the things.
        """
        ...

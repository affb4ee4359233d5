"""What the suites of the repositories have in common: an empty store, a set stage, and work in other threads."""

import abc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import ClassVar, TypeVar

import pytest

from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.testing.scenes import set_stage

T = TypeVar("T")

PATIENCE = 20.0
# Long enough for what does not wait to be through.
A_WHILE = 0.3
_TRIES = 50


class Contract(abc.ABC):  # noqa: B024 - each suite has fixtures of its own
    """What all suites derive from.

    Raises:
        TypeError: if a class that pytest is to collect, named ``Test…``, leaves out one of the suite's fixtures; pytest
            passes over such a class without a word.
    """

    def __init_subclass__(cls, **arguments: object) -> None:
        super().__init_subclass__(**arguments)
        left_out = [name for name in dir(cls) if getattr(getattr(cls, name, None), "__isabstractmethod__", False)]
        if left_out and cls.__name__.startswith("Test"):
            raise TypeError(f"{cls.__name__} tests nothing yet; its suite takes the fixtures {', '.join(left_out)}.")


class StoreContract(Contract):
    """Subclass a suite, say how units of work are opened, and pytest collects the rest.

    Attributes:
        parallel: whether units of work of several threads run side by side, as a database's do; if they wait for
            each other's end, tests that need two at a time are skipped.
    """

    parallel: ClassVar[bool] = False

    @pytest.fixture
    @abc.abstractmethod
    def units(self) -> UnitsOfWork:
        """Opens units of work over an empty store."""

    @pytest.fixture
    def stage(self, units: UnitsOfWork) -> UnitsOfWork:
        """Opens units of work over a store with what `set_stage` keeps."""
        set_stage(units)
        return units

    @pytest.fixture
    def side_by_side(self) -> None:
        """Skips a test that needs two units of work at a time."""
        if not self.parallel:
            pytest.skip("units of work of this adapter wait for each other's end")


def at_once(*works: Callable[[], T]) -> list[T]:
    """What the works return, each from a thread of its own; what lost a race is tried again."""
    with ThreadPoolExecutor(len(works)) as pool:
        futures = [pool.submit(persist, work) for work in works]
        return [future.result(PATIENCE) for future in futures]


def meanwhile(work: Callable[[], T]) -> T:
    """What the work returns from another thread, which must not wait for this one."""
    pool = ThreadPoolExecutor(1)
    try:
        return pool.submit(work).result(PATIENCE)
    finally:
        pool.shutdown(wait=False)


def waits_for_commit(holder: UnitOfWork, work: Callable[[], T]) -> T:
    """What the work returns from another thread, having waited for this unit of work, which is committed here."""
    pool = ThreadPoolExecutor(1)
    try:
        future = pool.submit(persist, work)
        assert wait([future], A_WHILE).not_done, "it did not wait"
        holder.commit()
        return future.result(PATIENCE)
    finally:
        pool.shutdown(wait=False)


def walk(page: Callable[[PageRequest], Page[T]], limit: int = 2) -> list[T]:
    """All items of a list, page by page; no page but an only one may be empty, none may hold more than the limit."""
    found: list[T] = []
    cursor = None
    while True:
        part = page(PageRequest(limit, cursor))
        assert len(part.items) <= limit
        assert part.items or cursor is None
        found += part.items
        if part.next_cursor is None:
            return found
        cursor = part.next_cursor


def persist(work: Callable[[], T]) -> T:
    """What the work returns, tried again while it lost a race.

    Raises:
        Unavailable: ``try_again``, if it loses again and again; what else the work raises.
    """
    for _ in range(_TRIES):
        try:
            return work()
        except Unavailable as error:
            if error.code != "try_again":
                raise
    return work()

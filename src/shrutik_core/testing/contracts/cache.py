"""What every cache must keep."""

import abc
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import count

import pytest

from shrutik_core.ports.cache import Cache, Keeping
from shrutik_core.testing.contracts.base import PATIENCE, Contract, at_once

FRESH = 0.5
KEEPING = Keeping(FRESH, stale=60, nothing=FRESH / 5)


class Maker:
    """Makes another value each time: ``1``, ``2`` and so on; finds nothing if it is told to."""

    def __init__(self, *, nothing: bool = False) -> None:
        self._numbers, self._nothing, self.times = count(1), nothing, 0

    def __call__(self) -> bytes | None:
        self.times = next(self._numbers)
        return None if self._nothing else str(self.times).encode()


class Signal:
    """Given by one thread, and waited for by others."""

    def __init__(self) -> None:
        self._future: Future[None] = Future()

    def give(self) -> None:
        self._future.set_result(None)

    def wait(self, seconds: float = PATIENCE) -> None:
        wait([self._future], seconds)


class CacheContract(Contract):
    """Subclass it, make an empty cache, say how time passes, and pytest collects the rest."""

    @pytest.fixture
    @abc.abstractmethod
    def cache(self) -> Cache:
        """The cache under test."""

    @pytest.fixture
    @abc.abstractmethod
    def later(self) -> Callable[[float], None]:
        """Lets so many seconds pass."""

    def test_what_was_made_is_told_until_it_is_no_longer_fresh(
        self, cache: Cache, later: Callable[[float], None]
    ) -> None:
        make = Maker()
        assert [cache.get("one", make, KEEPING) for _ in range(3)] == [b"1"] * 3
        later(FRESH)
        assert [cache.get("one", make, KEEPING) for _ in range(3)] == [b"2"] * 3

    def test_that_there_is_nothing_is_believed_for_a_shorter_time(
        self, cache: Cache, later: Callable[[float], None]
    ) -> None:
        make = Maker(nothing=True)
        assert [cache.get("one", make, KEEPING) for _ in range(3)] == [None] * 3
        assert make.times == 1
        later(KEEPING.nothing)
        assert cache.get("one", Maker(), KEEPING) == b"1"

    @pytest.mark.parametrize("value", [b"", b"0", b"1", bytes(range(256)) * 100])
    def test_any_bytes_are_told_as_they_were_made(self, cache: Cache, value: bytes) -> None:
        assert [cache.get("one", lambda: value, KEEPING) for _ in range(2)] == [value] * 2

    def test_names_are_remembered_apart(self, cache: Cache) -> None:
        make = Maker()
        names = ("", "a", "b", "ক", "\ud800", "x" * 10_000)
        assert len({cache.get(name, make, KEEPING) for name in names}) == len(names)

    def test_of_those_who_ask_at_once_one_makes(self, cache: Cache) -> None:
        make, never = Maker(), Signal()

        def slowly() -> bytes | None:
            never.wait(0.1)
            return make()

        assert at_once(*[lambda: cache.get("one", slowly, Keeping(60))] * 8) == [b"1"] * 8

    def test_while_one_makes_it_anew_others_are_told_what_was(
        self, cache: Cache, later: Callable[[float], None]
    ) -> None:
        make, begun, end = Maker(), Signal(), Signal()
        cache.get("one", make, KEEPING)
        later(FRESH)

        def slowly() -> bytes | None:
            begun.give()
            end.wait()
            return make()

        with ThreadPoolExecutor(1) as pool:
            making = pool.submit(cache.get, "one", slowly, KEEPING)
            begun.wait()
            told = cache.get("one", make, KEEPING)
            end.give()
            assert making.result(PATIENCE) == b"2"
        assert told == b"1"
        assert cache.get("one", make, KEEPING) == b"2"

    def test_who_fails_leaves_it_to_the_next(self, cache: Cache) -> None:
        make = Maker()

        def fail() -> bytes:
            raise ZeroDivisionError

        for _ in range(2):
            with pytest.raises(ZeroDivisionError):
                cache.get("one", fail, KEEPING)
        assert cache.get("one", make, KEEPING) == b"1"

    def test_who_takes_too_long_is_not_waited_for(self, cache: Cache) -> None:
        begun, end, keeping = Signal(), Signal(), Keeping(60, longest=0.1)

        def for_ever() -> bytes:
            begun.give()
            end.wait()
            return b"late"

        with ThreadPoolExecutor(1) as pool:
            late = pool.submit(cache.get, "one", for_ever, keeping)
            begun.wait()
            assert cache.get("one", lambda: b"soon", keeping) == b"soon"
            end.give()
            assert late.result(PATIENCE) == b"late"
        assert cache.get("one", Maker(), keeping) == b"soon"

    def test_what_is_forgotten_is_made_anew(self, cache: Cache) -> None:
        make = Maker()
        cache.get("one", make, KEEPING)
        cache.get("other", make, KEEPING)
        cache.forget("one")
        cache.forget("never heard of")
        assert cache.get("one", make, KEEPING) == b"3"
        assert cache.get("other", make, KEEPING) == b"2"

    def test_what_was_made_of_what_was_so_before_is_not_kept(self, cache: Cache) -> None:
        def make_while_it_changes() -> bytes:
            cache.forget("one")
            return b"before"

        assert cache.get("one", make_while_it_changes, KEEPING) == b"before"
        assert cache.get("one", lambda: b"after", KEEPING) == b"after"

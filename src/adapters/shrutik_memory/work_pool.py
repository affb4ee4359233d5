"""A work pool of one: whoever asks does the work."""

from collections.abc import Callable, Iterable, Iterator

from shrutik_core.ports.work_pool import Given, Made


class MemoryWorkPool:
    """`WorkPool` that calls the work where it is asked for."""

    def each(self, work: Callable[[Given], Made], things: Iterable[Given]) -> Iterator[Made]:
        """See `WorkPool.each`."""
        for thing in things:
            yield work(thing)

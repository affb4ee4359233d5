"""Randomness that is the same in each run."""

import random


class MemoryRandomSource:
    """`RandomSource` for tests: the draws of a seed.

    Args:
        seed: sources of different seeds draw differently.
    """

    def __init__(self, seed: int = 0) -> None:
        self._source = random.Random(seed)  # noqa: S311 - to be foretold is the point

    def draws(self, count: int) -> tuple[float, ...]:
        """See `RandomSource.draws`."""
        return tuple(self._source.random() for _ in range(count))

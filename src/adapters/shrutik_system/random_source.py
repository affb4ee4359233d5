"""Randomness that cannot be predicted."""

from random import SystemRandom


class SystemRandomSource:
    """`RandomSource` from the operating system's own randomness."""

    def __init__(self) -> None:
        self._source = SystemRandom()

    def draws(self, count: int) -> tuple[float, ...]:
        """See `RandomSource.draws`."""
        return tuple(self._source.random() for _ in range(count))

"""The source of chance."""

from typing import Protocol


class RandomSource(Protocol):
    """Draws that nobody who saw the earlier ones, or the ids of things, can foretell."""

    def draws(self, count: int) -> tuple[float, ...]:
        """So many numbers, independent and uniform in [0, 1)."""
        ...

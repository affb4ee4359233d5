"""The port of randomness."""

from typing import Protocol


class RandomSource(Protocol):
    """Draws that cannot be predicted from earlier draws or from the ids of things."""

    def draws(self, count: int) -> tuple[float, ...]:
        """``count`` numbers, independent and uniform in [0, 1)."""
        ...

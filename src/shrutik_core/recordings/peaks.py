"""The outline of a clip: its lowest and highest sample in each fiftieth of a second."""

from typing import Self

import attrs

from shrutik_core.shared.errors import Invalid

PEAKS_PER_SECOND = 50
"""Pairs for each second of sound; the last pair may stand for less than its fiftieth."""
FULL_SCALE = 127
"""What the loudest possible sample is in an outline."""


@attrs.frozen
class Peaks:
    """What a player draws as a waveform.

    Attributes:
        low: the lowest sample of each fiftieth of a second, of all channels, -127 to 0, rounded down.
        high: the highest, 0 to 127, rounded up.

    Raises:
        Invalid: ``peaks`` if the two differ in length or go beyond their ranges.
    """

    low: tuple[int, ...]
    high: tuple[int, ...]

    def __attrs_post_init__(self) -> None:
        in_range = all(-FULL_SCALE <= one <= 0 for one in self.low) and all(0 <= one <= FULL_SCALE for one in self.high)
        if len(self.low) != len(self.high) or not in_range:
            raise Invalid("peaks", "An outline has as many lows as highs: -127 to 0, and 0 to 127.")

    def to_bytes(self) -> bytes:
        """As it is stored: the lows without their sign, then the highs, a byte each."""
        return bytes(-one for one in self.low) + bytes(self.high)

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """What `to_bytes` made.

        Raises:
            Invalid: ``peaks`` if it did not.
        """
        half = len(stored) // 2
        return cls(tuple(-one for one in stored[:half]), tuple(stored[half:]))

"""A stretch of samples, half-open, as every cut is written."""

import attrs

from shrutik_core.shared.errors import Invalid


@attrs.frozen(order=True)
class Span:
    """Samples ``start`` up to, but not including, ``end``.

    Attributes:
        start: first sample, from 0.
        end: one past the last sample; greater than ``start``.

    Raises:
        Invalid: ``span_empty`` if no sample would lie in it.
    """

    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise Invalid("span_empty", f"A span needs 0 <= start < end, not {self.start}..{self.end}.")

    def __len__(self) -> int:
        return self.end - self.start

    def seconds(self, rate: int) -> tuple[float, float]:
        """Start and end in seconds at ``rate`` samples per second."""
        return self.start / rate, self.end / rate

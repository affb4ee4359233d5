"""When each frame of sound is to be heard, as its container tells: what is missing before it."""

from typing import NamedTuple

_TOLERANCE = 0.05
"""Seconds that a time may be late and still be no gap: browsers take the time of a clock that jitters."""
_DRIFT = 1e-3
"""How much faster or slower than the samples the clock may be that gave the times."""
_ROUNDING = 0.002
"""Seconds: Matroska tells whole milliseconds, and two neighbours are rounded apart."""
_LAST_BELIEVED = 10.0
"""Seconds that a gap before the very last frame may have: no later frame can confirm a longer one."""


class Moment(NamedTuple):
    """A frame's place.

    Attributes:
        start: of its first sample, in samples from any origin; None if the container does not tell.
        samples: how many it has of each channel.
        anew: whether another stream begins here, whose times have another origin.
    """

    start: float | None
    samples: int
    anew: bool = False


class Timeline:
    """Follows the times of frames, and tells a gap from jitter, drift, rounding and a single wrong time.

    Where the first frame starts does not matter; times that go back begin anew, as where two streams are joined.

    Args:
        rate: samples per second.
    """

    def __init__(self, rate: int) -> None:
        self._tolerance, self._rounding = rate * _TOLERANCE, rate * _ROUNDING
        self._last_believed = rate * _LAST_BELIEVED
        self._expected: float | None = None

    def missing(self, frame: Moment, after: Moment | None) -> int:
        """How many samples are missing before a frame; 0 unless it is a gap.

        Args:
            frame: the next in order.
            after: the one behind it, None for the last; a gap is believed only if that one stays behind it too.
        """
        if frame.start is None:
            self._expected = None if self._expected is None else self._expected + frame.samples
            return 0
        expected = frame.start if self._expected is None or frame.anew else self._expected
        late = frame.start - expected
        gap = late > self._tolerance and self._is_followed(frame, after, late)
        if gap or (late < -self._tolerance and self._is_followed_closely(frame, after)):
            self._expected = frame.start + frame.samples
            return round(late) if gap else 0
        most = frame.samples * _DRIFT
        self._expected = expected + frame.samples + max(-most, min(most, late))
        return 0

    def missing_before_end(self, samples: int) -> int:
        """So many, if what is missing before the last frames of all is a gap, and not too long to be believed."""
        return samples if self._tolerance < samples <= self._last_believed else 0

    def _is_followed(self, frame: Moment, after: Moment | None, late: float) -> bool:
        """Whether the next comes no earlier than where this one ends; if there is none, whether the gap is short."""
        if after is None or after.start is None or frame.start is None:
            return late <= self._last_believed
        slack = max(frame.samples / 4, self._rounding)
        return after.start - frame.start >= frame.samples - slack

    def _is_followed_closely(self, frame: Moment, after: Moment | None) -> bool:
        if after is None or after.start is None or frame.start is None:
            return False
        return abs(after.start - frame.start - frame.samples) <= self._tolerance

"""Frames of sound in their places: how much silence goes before each."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from av.audio.frame import AudioFrame

from shrutik_audio.decoding.timeline import Moment, Timeline


class Mark(NamedTuple):
    """What is known of a frame beside its time.

    Attributes:
        anew: whether another stream begins with it.
        paused: whether a pause goes before it.
        last_page: whether it lies on the last page of an Ogg, which tells when the sound ends.
    """

    anew: bool = False
    paused: bool = False
    last_page: bool = False


_PLAIN = Mark()


class Place(NamedTuple):
    """A frame and what goes before it.

    Attributes:
        missing: samples of silence before it.
        lost: whether they were lost; else a pause was announced, or there are none.
    """

    frame: AudioFrame
    missing: int = 0
    lost: bool = False


class Placing:
    """Holds the times of frames against their samples.

    Args:
        rate: samples per second.
        scale: samples to a unit of the frames' times.
        length: samples of the whole, as its container tells; None if it does not.
        marks: of frames that are not plain; each is there before its frame comes, and is taken out with it.
    """

    def __init__(self, rate: int, scale: float, length: int | None, marks: dict[AudioFrame, Mark]) -> None:
        self._timeline, self._rate = Timeline(rate), rate
        self._scale, self._length = scale, length
        self._marks = marks

    def placed(self, frames: Iterator[AudioFrame]) -> Iterator[Place]:
        """Every frame in order, with what goes before it."""
        ends = False
        frame = next(frames, None)
        moment = self._moment(frame) if frame else None
        origin = moment
        while frame is not None and moment is not None:
            after = next(frames, None)
            following = self._moment(after) if after else None
            missing = self._timeline.missing(moment, following)
            mark = self._marks.pop(frame, _PLAIN) if self._marks else _PLAIN
            if mark.last_page and not ends:
                ends = True
                rest = [later for later in (after, *frames) if later is not None]
                frames = iter(rest[1:])
                missing = missing or self._missing_before_end(origin, moment, rest)
            yield Place(frame, missing, missing > 0 and not mark.paused)
            frame, moment = after, following

    def _missing_before_end(self, origin: Moment | None, first: Moment, others: Sequence[AudioFrame]) -> int:
        """Samples missing before the frames of the last page, whose times follow upon others even if pages are missing.

        Args:
            origin: of the first frame of all.
            first: of the last page.
            others: that follow upon it.
        """
        if self._length is None or origin is None or origin.start is None or origin is first or first.start is None:
            return 0
        told = first.start - origin.start + first.samples + sum(frame.samples for frame in others)
        return self._timeline.missing_before_end(self._length - round(told))

    def _moment(self, frame: AudioFrame) -> Moment:
        anew = bool(self._marks) and self._marks.get(frame, _PLAIN).anew
        return Moment(None if frame.pts is None else frame.pts * self._scale, self._samples(frame), anew)

    def _samples(self, frame: AudioFrame) -> int:
        """How many samples of the recording's rate a frame has, which may be of another."""
        rate = frame.sample_rate
        return frame.samples if rate == self._rate else round(frame.samples * self._rate / rate)

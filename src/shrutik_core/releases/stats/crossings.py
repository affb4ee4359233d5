"""Clips, time and speakers by everything that clips are told apart by, for each speaker once."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Generic, TypeVar

import attrs

from shrutik_core.releases.manifest.flags import ClipFlag
from shrutik_core.releases.manifest.line import ManifestLine

Kind = TypeVar("Kind", bound=Hashable)
MICROSECONDS = 1_000_000
_PER_HOUR = 3_600 * MICROSECONDS


@attrs.frozen
class CrossingAmount:
    """How much there is of something.

    Attributes:
        clips: 0 and up.
        seconds: of sound, to the microsecond.
        hours: the same, to six digits.
        speakers: different ones.
    """

    clips: int = 0
    seconds: float = 0.0
    hours: float = 0.0
    speakers: int = 0

    @classmethod
    def of(cls, clips: int, microseconds: int, speakers: int) -> "CrossingAmount":
        """From what was counted."""
        return cls(clips, *_time(microseconds), speakers)


@attrs.frozen
class ValueAmount(CrossingAmount):
    """How much there is of clips with one value of something.

    Attributes:
        value: None where it is not said or there is none.
    """

    value: str | None = None


DIMENSIONS: tuple[str, ...] = (
    "split", "language", "collection", "licence", "consent", "decision", "method", "speech", "voice", "first_release",
)  # fmt: skip
"""What clips are told apart by, beside the traits of speakers and flags."""
READ, FREE = "read", "free"
PERSON, SYNTHETIC = "person", "synthetic"
_SYNTHETIC = ClipFlag.SYNTHETIC.value


def microseconds_of(line: ManifestLine) -> int:
    """How long its sound is; from samples, so that sums are exact."""
    rate = line.sample_rate_hz
    return (line.num_samples * MICROSECONDS + rate // 2) // rate


@attrs.define
class Crossings(Generic[Kind]):
    """Clips and microseconds by kind of clip and speaker; memory grows with these, not with the clips.

    Attributes:
        counts: clips and microseconds of each speaker, by kind.
    """

    counts: dict[Kind, dict[str, list[int]]] = attrs.field(factory=dict)

    def add(self, kind: Kind, speaker: str, microseconds: int) -> None:
        """Count one clip."""
        speakers = self.counts.get(kind)
        if speakers is None:
            speakers = self.counts[kind] = {}
        count = speakers.get(speaker)
        if count is None:
            speakers[speaker] = [1, microseconds]
        else:
            count[0] += 1
            count[1] += microseconds

    def merge(self, other: "Crossings[Kind]") -> None:
        """Add what was counted elsewhere."""
        for kind, speakers in other.counts.items():
            mine = self.counts.setdefault(kind, {})
            for speaker, (clips, microseconds) in speakers.items():
                count = mine.setdefault(speaker, [0, 0])
                count[0] += clips
                count[1] += microseconds

    def kinds(self) -> Iterator[Kind]:
        """All that were counted."""
        return iter(self.counts)

    def each(self) -> Iterator[tuple[Kind, str, int, int]]:
        """Kind, speaker, clips and microseconds."""
        for kind, speakers in self.counts.items():
            for speaker, (clips, microseconds) in speakers.items():
                yield kind, speaker, clips, microseconds

    def total(self) -> CrossingAmount:
        """Of all kinds together."""
        clips = microseconds = 0
        speakers = set()
        for _, speaker, some, time in self.each():
            clips += some
            microseconds += time
            speakers.add(speaker)
        return CrossingAmount.of(clips, microseconds, len(speakers))

    def by(self, value: Callable[[Kind], str | None]) -> tuple[ValueAmount, ...]:
        """By what is read from a kind of clip; sorted by value, None last."""
        return table((value(kind), speaker, clips, microseconds) for kind, speaker, clips, microseconds in self.each())


def kind_of(line: ManifestLine) -> tuple[str | None, ...]:
    """What the clip is told apart by, in the order of `DIMENSIONS`."""
    return (
        line.split,
        line.language,
        line.collection,
        line.licence,
        f"{line.collection} {line.consent_version}",
        line.decision,
        line.method,
        FREE if line.prompt is None else READ,
        SYNTHETIC if _SYNTHETIC in line.flags else PERSON,
        line.first_release,
    )


def table(rows: Iterable[tuple[str | None, str, int, int]]) -> tuple[ValueAmount, ...]:
    """Amounts by value, sorted, None last, from values, speakers, clips and microseconds."""
    counts: dict[str | None, list[int]] = {}
    speakers: dict[str | None, set[str]] = {}
    for value, speaker, clips, microseconds in rows:
        count = counts.setdefault(value, [0, 0])
        count[0] += clips
        count[1] += microseconds
        speakers.setdefault(value, set()).add(speaker)
    order = sorted(counts, key=lambda value: (value is None, value or ""))
    return tuple(
        ValueAmount(clips, *_time(microseconds), len(speakers[value]), value)
        for value in order
        for clips, microseconds in (counts[value],)
    )


def _time(microseconds: int) -> tuple[float, float]:
    """In seconds and in hours."""
    return microseconds / MICROSECONDS, round(microseconds / _PER_HOUR, 6)

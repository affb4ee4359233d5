"""What goes out in a release: which chunks, and as what; and why others stay."""

import math
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import attrs

from shrutik_core.chunking.chunk import Settler
from shrutik_core.people.traits import Trait, check_trait_name
from shrutik_core.recordings.quality import FIGURES
from shrutik_core.releases.splits.split import SplitBy
from shrutik_core.shared.errors import FieldError, Invalid, declare
from shrutik_core.shared.ids import CollectionId
from shrutik_core.shared.language_tags import check_language

declare(Invalid, "selection_invalid", "Nothing can be selected in this way.")

MOST_ACCEPTED = 100
"""Findings of gates that one release may accept."""
LONGEST_REASON = 1_000
"""Characters of a finding's name and of the reason for which it is accepted."""


class ReleaseFormat(StrEnum):
    """How a release's texts are written, beside its manifest."""

    CSV = "csv"
    JSONL = "jsonl"
    COMMON_VOICE = "common_voice"
    LJSPEECH = "ljspeech"
    KALDI = "kaldi"
    NEMO = "nemo"
    LHOTSE = "lhotse"
    WEBDATASET = "webdataset"
    PARQUET = "parquet"
    """For the server it needs the extra ``datasets``; the others need nothing."""


PLAIN_FORMATS = tuple(format_ for format_ in ReleaseFormat if format_ is not ReleaseFormat.PARQUET)
"""Those that every installation can write."""


class LeftOut(StrEnum):
    """Why a chunk does not go out; the first that holds, in this order, is the one that is told."""

    WITHDRAWN = "withdrawn"
    UNSETTLED = "unsettled"
    WITHOUT_CONSENT = "without_consent"
    ACCOUNT_DISABLED = "account_disabled"
    WORDLESS = "wordless"
    """Its text has neither a letter nor a number."""
    SYNTHETIC = "synthetic"
    """Its speaker is no person, and synthetic voices were not asked for."""
    REPORTED = "reported"
    """Somebody says that something is wrong with it, no reviewer looked since, and such clips were not asked for."""
    LANGUAGE = "language"
    DECISION = "decision"
    CONFIDENCE = "confidence"
    EXPECTED_WER = "expected_wer"
    DURATION = "duration"
    QUALITY = "quality"
    DATE = "date"
    TRAITS = "traits"
    PROMPT = "prompt"
    """Its prompt's text is in another split, in a series that keeps prompts apart."""


def _invalid(field: str, detail: str) -> Invalid:
    return Invalid("selection_invalid", detail, errors=[FieldError(field, detail)])


@attrs.frozen
class Range:
    """Numbers from ``low`` to ``high``, both among them; None is no bound.

    Raises:
        Invalid: ``selection_invalid`` if it holds no number.
    """

    low: float | None = None
    high: float | None = None

    def __attrs_post_init__(self) -> None:
        bounds = [bound for bound in (self.low, self.high) if bound is not None]
        if not all(map(math.isfinite, bounds)) or bounds != sorted(bounds):
            raise _invalid("range", "A range goes from a number to one that is not smaller.")

    def holds(self, number: float | None) -> bool:
        """Whether the number is in it; one that is not known is in the range without bounds alone."""
        if number is None:
            return self == Range()
        return (self.low is None or number >= self.low) and (self.high is None or number <= self.high)


@attrs.frozen
class Dates:
    """Days, UTC, from ``first`` to ``last``, both among them; None is no bound.

    Raises:
        Invalid: ``selection_invalid`` if it holds no day.
    """

    first: date | None = None
    last: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise _invalid("recorded", "The first day is not after the last one.")

    def hold(self, day: date) -> bool:
        """Whether the day is among them."""
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


def _figures(ranges: Mapping[str, Range]) -> Mapping[str, Range]:
    unknown = [name for name in ranges if name not in FIGURES]
    if unknown:
        raise _invalid("quality", f"{unknown[0][:40]!r} is not a figure of quality; there are {', '.join(FIGURES)}.")
    return MappingProxyType(dict(sorted(ranges.items())))


def _traits(traits: Mapping[str, tuple[str, ...]]) -> Mapping[Trait, tuple[str, ...]]:
    return MappingProxyType({check_trait_name(name): tuple(values) for name, values in sorted(traits.items())})


def _reasons(accepted: Mapping[str, str]) -> Mapping[str, str]:
    if len(accepted) > MOST_ACCEPTED:
        raise _invalid("accepted", f"At most {MOST_ACCEPTED} findings are accepted at once.")
    for finding, reason in accepted.items():
        if not (finding.strip() and reason.strip() and len(finding) + len(reason) <= LONGEST_REASON):
            detail = f"What is accepted has a name and a reason, {LONGEST_REASON} characters together at most."
            raise _invalid("accepted", detail)
    return MappingProxyType(dict(sorted(accepted.items())))


def _languages(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(check_language, tags))


def _share(_: object, attribute: "attrs.Attribute[float]", value: float) -> None:
    if not 0 <= value <= 1:
        raise _invalid(attribute.name, f"{attribute.name} lies between 0 and 1.")


@attrs.frozen
class Selection:
    """Which chunks go out, and how; all conditions hold at once.

    Attributes:
        collections: at least one.
        formats: at least one.
        min_confidence: a consensus below it stays, 0 to 1; a reviewer's word always goes out.
        max_expected_wer: a consensus above it stays, 0 and up, or None; a reviewer's word always goes out.
        decisions: who settled the text; empty for whoever did.
        languages: BCP 47, of the collection; empty for all.
        seconds: of a clip.
        quality: of a clip, by `FIGURES`; a figure that was not measured is in no range.
        recorded: when the recording came.
        traits: values of which a speaker must have said one, of each trait that is named.
        synthetic: let clips go out whose speaker is no person; they are flagged, and stay if nobody asks for them.
        reported: let clips go out of which a report waits for a reviewer; they are flagged, and stay if nobody asks.
        split_by: what is never in two splits, which the first version decides for its series.
        parted: make train, dev and test although there are few speakers, see `place_speakers`.
        accepted: why what gates find is right, by `GateFinding.key`.

    Raises:
        Invalid: ``selection_invalid``, ``trait_invalid`` or ``language_invalid``.
    """

    collections: tuple[CollectionId, ...]
    formats: tuple[ReleaseFormat, ...]
    min_confidence: float = attrs.field(default=0.0, validator=_share)
    max_expected_wer: float | None = None
    decisions: tuple[Settler, ...] = ()
    languages: tuple[str, ...] = attrs.field(default=(), converter=_languages)
    seconds: Range = Range()
    quality: Mapping[str, Range] = attrs.field(factory=dict, converter=_figures)
    recorded: Dates = Dates()
    traits: Mapping[Trait, tuple[str, ...]] = attrs.field(factory=dict, converter=_traits)
    synthetic: bool = False
    reported: bool = False
    split_by: SplitBy = SplitBy.SPEAKER
    parted: bool = False
    accepted: Mapping[str, str] = attrs.field(factory=dict, converter=_reasons)

    def __attrs_post_init__(self) -> None:
        if not self.collections or not self.formats:
            raise _invalid("collections", "A release needs a collection and a format.")
        if self.max_expected_wer is not None and not 0 <= self.max_expected_wer < math.inf:
            raise _invalid("max_expected_wer", "max_expected_wer is 0 or more.")
        if any(not values for values in self.traits.values()):
            raise _invalid("traits", "Name at least one value of each trait.")

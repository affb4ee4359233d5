"""What a selection decides on: a settled chunk, and the reason for which it stays."""

from collections.abc import Callable, Mapping
from datetime import date

import attrs
import regex

from shrutik_core.chunking.chunk import Settler
from shrutik_core.releases.selection import LeftOut, Selection

_SAID = regex.compile(r"[\p{L}\p{N}]")


@attrs.frozen
class ReleaseCandidate:
    """What decides of a settled chunk whether it goes out.

    Attributes:
        text: that it settled on.
        language: BCP 47, of its collection.
        decision: who settled it.
        confidence: 0 to 1.
        expected_wer: 0 and up; None if there was no consensus.
        seconds: of the clip.
        quality: figures of the clip.
        recorded_on: the day, UTC.
        traits: of the speaker that may go out.
        synthetic: whether its speaker is no person.
        reported: whether a report of it waits for a reviewer.
    """

    text: str
    language: str
    decision: Settler
    confidence: float
    expected_wer: float | None
    seconds: float
    quality: Mapping[str, object]
    recorded_on: date
    traits: Mapping[str, str]
    synthetic: bool = False
    reported: bool = False

    def left_out_of(self, selection: Selection) -> LeftOut | None:
        """Why it stays, as far as that hangs on the selection; None if it goes out."""
        return next((reason for reason, holds in _RULES if not holds(self, selection)), None)


def has_words(text: str) -> bool:
    """Whether a text has a letter or a number."""
    return _SAID.search(text) is not None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _sure(one: ReleaseCandidate, selection: Selection) -> bool:
    return one.decision is Settler.REVIEWER or one.confidence >= selection.min_confidence


def _precise(one: ReleaseCandidate, selection: Selection) -> bool:
    most = selection.max_expected_wer
    known = one.expected_wer is not None and most is not None and one.expected_wer <= most
    return most is None or one.decision is Settler.REVIEWER or known


def _sounds(one: ReleaseCandidate, selection: Selection) -> bool:
    return all(wanted.holds(_number(one.quality.get(name))) for name, wanted in selection.quality.items())


def _spoken_by(one: ReleaseCandidate, selection: Selection) -> bool:
    return all(one.traits.get(name) in values for name, values in selection.traits.items())


_RULES: tuple[tuple[LeftOut, Callable[[ReleaseCandidate, Selection], bool]], ...] = (
    (LeftOut.WORDLESS, lambda one, _: has_words(one.text)),
    (LeftOut.SYNTHETIC, lambda one, wish: wish.synthetic or not one.synthetic),
    (LeftOut.REPORTED, lambda one, wish: wish.reported or not one.reported),
    (LeftOut.LANGUAGE, lambda one, wish: not wish.languages or one.language in wish.languages),
    (LeftOut.DECISION, lambda one, wish: not wish.decisions or one.decision in wish.decisions),
    (LeftOut.CONFIDENCE, _sure),
    (LeftOut.EXPECTED_WER, _precise),
    (LeftOut.DURATION, lambda one, wish: wish.seconds.holds(one.seconds)),
    (LeftOut.QUALITY, _sounds),
    (LeftOut.DATE, lambda one, wish: wish.recorded.hold(one.recorded_on)),
    (LeftOut.TRAITS, _spoken_by),
)

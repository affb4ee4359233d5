"""What a collection asks of its chunks: how long, how short, and what counts as a long silence."""

from collections.abc import Iterable
from enum import StrEnum
from typing import ClassVar

import attrs

from shrutik_core.shared.errors import FieldError, Invalid, declare
from shrutik_core.shared.knobs import knob
from shrutik_core.shared.policy_family import CONTRADICTS, PolicyFamily

declare(Invalid, "rules_invalid", "These cannot be chunking rules.")


class WhenShort(StrEnum):
    """What becomes of a recording that is shorter than the minimum."""

    KEEP = "keep"
    REFUSE = "refuse"


@attrs.frozen(kw_only=True)
class Rules(PolicyFamily):
    """The chunking rules of a collection; all lengths in seconds.

    A chunk of speech is never shorter than ``minimum`` (but for a recording that is itself shorter)
    and never longer than ``maximum``. Lengths outside ``preferred_minimum``..``preferred_maximum``
    are taken only if they save a bad cut; ``target`` pulls softly on all others.

    Raises:
        Invalid: ``rules_invalid``, with one field error for each field that is wrong.
    """

    code: ClassVar[str] = "rules_invalid"

    minimum: float = knob(
        1.0, "No chunk of speech is shorter, unless the whole recording is.", low=0.2, high=60, unit="seconds"
    )
    maximum: float = knob(
        10.0, "No chunk of speech is longer; at least twice the minimum.", low=0.4, high=120, unit="seconds"
    )
    target: float = knob(
        5.5, "The length to aim for; it lies in the preferred range.", low=0.2, high=120, unit="seconds"
    )
    preferred_minimum: float = knob(
        2.0,
        "Shorter chunks are made only to avoid a bad cut; at least the minimum.",
        low=0.2,
        high=120,
        unit="seconds",
    )
    preferred_maximum: float = knob(
        8.0,
        "Longer chunks are made only to avoid a bad cut; at most the maximum.",
        low=0.2,
        high=120,
        unit="seconds",
    )
    silence: float = knob(
        3.0,
        "A silence at least this long becomes a chunk of its own, marked as silent; never less than two margins and a "
        "minimum.",
        low=0.2,
        high=3600,
        unit="seconds",
    )
    margin: float = knob(
        0.4, "How much of such a silence stays with the speech on each side of it.", low=0, high=5, unit="seconds"
    )
    when_short: WhenShort = knob(
        WhenShort.KEEP, "Whether a recording shorter than the minimum is kept as one chunk or refused."
    )

    def contradictions(self) -> Iterable[FieldError]:
        """Lengths that leave no room for each other."""
        low, high = self.preferred_minimum, self.preferred_maximum
        least = 2 * self.margin + self.minimum
        checks = (
            (2 * self.minimum <= self.maximum, "maximum", f"must be at least twice the minimum, {self.minimum:g}"),
            (self.minimum <= low, "preferred_minimum", f"must be at least the minimum, {self.minimum:g}"),
            (low <= self.target <= high, "target", f"must lie in the preferred range, {low:g} to {high:g}"),
            (high <= self.maximum, "preferred_maximum", f"must be at most the maximum, {self.maximum:g}"),
            (least <= self.silence, "silence", f"must be at least two margins and a minimum, {least:g}"),
        )
        return [FieldError(field, detail, CONTRADICTS) for right, field, detail in checks if not right]

"""What a collection asks of its chunks: how long, how short, and what counts as a long silence."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

import attrs

from shrutik_core.shared.errors import FieldError, Invalid, declare

declare(Invalid, "rules_invalid", "These cannot be chunking rules.")


class WhenShort(StrEnum):
    """What becomes of a recording that is shorter than the minimum."""

    KEEP = "keep"
    REFUSE = "refuse"


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)


@attrs.frozen(kw_only=True)
class Rules:
    """The chunking rules of a collection; all lengths in seconds.

    A chunk of speech is never shorter than ``minimum`` (but for a recording that is itself shorter)
    and never longer than ``maximum``. Lengths outside ``preferred_minimum``..``preferred_maximum``
    are taken only where they save a bad cut; ``target`` pulls softly on all others.

    Attributes:
        minimum: hard lower limit, 0.2..60.
        maximum: hard upper limit, at least twice the minimum, up to 120.
        target: the length that is liked best.
        preferred_minimum: shorter chunks cost.
        preferred_maximum: longer chunks cost.
        silence: a silence at least this long becomes a chunk of its own, flagged silent, of any length.
        margin: what of such a silence stays with the speech at each side of it.
        when_short: whether a recording shorter than ``minimum`` is kept as one chunk or refused.

    Raises:
        Invalid: ``rules_invalid``, with one field error for each field that is wrong.
    """

    minimum: float = 1.0
    maximum: float = 10.0
    target: float = 5.5
    preferred_minimum: float = 2.0
    preferred_maximum: float = 8.0
    silence: float = 3.0
    margin: float = 0.4
    when_short: WhenShort = WhenShort.KEEP

    def __attrs_post_init__(self) -> None:
        wrong = [error for ok, error in self._checks() if not ok]
        if wrong:
            raise _refusal(wrong)

    def _checks(self) -> list[tuple[bool, FieldError]]:
        low, high = self.preferred_minimum, self.preferred_maximum
        least = 2 * self.margin + self.minimum
        checks = (
            (0.2 <= self.minimum <= 60, "minimum", "must lie between 0.2 and 60 seconds"),
            (
                2 * self.minimum <= self.maximum <= 120,
                "maximum",
                "must be at least twice the minimum and at most 120 seconds",
            ),
            (self.minimum <= low, "preferred_minimum", "must not be less than the minimum"),
            (low <= self.target <= high, "target", "must lie in the preferred range"),
            (high <= self.maximum, "preferred_maximum", "must not be more than the maximum"),
            (0 <= self.margin <= 5, "margin", "must lie between 0 and 5 seconds"),
            (
                least <= self.silence <= 3600,
                "silence",
                f"must lie between two margins and a minimum ({least:g}) and 3600 seconds",
            ),
        )
        return [(ok, FieldError(field, detail, "out_of_range")) for ok, field, detail in checks]

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object]) -> Self:
        """Rules from names and values, as a settings file or a table holds them.

        Fields that are not named keep their default.

        Raises:
            Invalid: ``rules_invalid`` where a key is unknown, a value has the wrong type or is out of range.
        """
        known = {field.name for field in attrs.fields(cls)}
        wrong = [FieldError(str(key), "is no chunking rule", "unknown") for key in mapping if key not in known]
        values: dict[str, object] = {}
        for name in known & set(mapping):
            try:
                values[name] = WhenShort(str(mapping[name])) if name == "when_short" else _seconds(mapping[name])
            except (TypeError, ValueError):
                wrong.append(FieldError(name, _expected(name), "wrong_type"))
        if wrong:
            raise _refusal(sorted(wrong, key=lambda error: error.field))
        return cls(**values)  # type: ignore[arg-type]  # each value was converted to its field's type above

    def to_mapping(self) -> dict[str, float | str]:
        """Names and values that JSON can hold; ``from_mapping`` gives the same rules back."""
        return {name: str(v) if isinstance(v, WhenShort) else v for name, v in attrs.asdict(self).items()}


def _expected(name: str) -> str:
    return "must be keep or refuse" if name == "when_short" else "must be a number of seconds"


def _refusal(errors: list[FieldError]) -> Invalid:
    fields = ", ".join(error.field for error in errors)
    return Invalid("rules_invalid", f"Correct these chunking rules: {fields}.", errors=errors)

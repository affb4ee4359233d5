"""Lending: how a collection mixes gold items into the chunks that it lends."""

import math
from collections.abc import Mapping, Sequence
from typing import TypeVar

import attrs

from shrutik_core.shared.errors import FieldError, Invalid, declare

declare(Invalid, "lending_invalid", "This cannot be a lending policy.")

T = TypeVar("T")

LARGEST_GOLD_SHARE = 0.2


@attrs.frozen(kw_only=True)
class Lending:
    """How a collection lends its chunks.

    Attributes:
        gold_share: probability that a place in what is lent goes to a gold item, 0 to 0.2; 0: never.

    Raises:
        Invalid: ``lending_invalid``, with the field at fault.
    """

    gold_share: float = 0.05

    def __attrs_post_init__(self) -> None:
        share = self.gold_share
        if isinstance(share, bool) or not isinstance(share, int | float):
            raise _refused([FieldError("gold_share", "must be a number", "wrong_type")])
        if not (math.isfinite(share) and 0 <= share <= LARGEST_GOLD_SHARE):
            detail = f"must be 0 to {LARGEST_GOLD_SHARE:g}, not {share}"
            raise _refused([FieldError("gold_share", detail, "out_of_range")])

    @classmethod
    def from_mapping(cls, values: Mapping[str, object]) -> "Lending":
        """Rules from plain values; what is left out has its default.

        Raises:
            Invalid: ``lending_invalid`` with one field error for each unknown key, or for a bad value.
        """
        known = [field.name for field in attrs.fields(cls)]
        detail = f"there is no such setting; there is {', '.join(known)}"
        strange = [FieldError(key, detail, "unknown") for key in values if key not in known]
        if strange:
            raise _refused(strange)
        return cls(**values)  # type: ignore[arg-type]  # the constructor checks


def mixed(
    ordinary: Sequence[T], golds: Sequence[T], share: float, draws: Sequence[float]
) -> tuple[tuple[T, bool], ...]:
    """What is lent, in order, and of each whether it is gold.

    A gold item takes the place of an ordinary one, so that their number says nothing: where there is nothing to do
    nobody is lent gold, and the last clip of a collection comes out in the end.

    Args:
        ordinary: what would be lent without gold, the most urgent first.
        golds: what may be mixed in, in order.
        share: of places that go to gold, 0 to 1.
        draws: one for each place, uniform in [0, 1); the same draws give the same mixture.
    """
    plain, gold = list(ordinary), list(golds)
    lent = []
    for _, draw in zip(ordinary, draws, strict=False):
        chosen = draw < share and bool(gold)
        lent.append(((gold if chosen else plain).pop(0), chosen))
    return tuple(lent)


def _refused(faults: Sequence[FieldError]) -> Invalid:
    told = "; ".join(f"{fault.field}: {fault.detail}" for fault in faults)
    return Invalid("lending_invalid", f"These rules of lending cannot be used. {told}", errors=tuple(faults))

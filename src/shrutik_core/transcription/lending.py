"""Lending: how a collection mixes gold items into the chunks that it lends."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

import attrs

from shrutik_core.shared.errors import Invalid, declare
from shrutik_core.shared.knobs import knob
from shrutik_core.shared.policy_family import PolicyFamily

declare(Invalid, "lending_invalid", "This cannot be a lending policy.")

T = TypeVar("T")

LARGEST_GOLD_SHARE = 0.2


@attrs.frozen(kw_only=True)
class Lending(PolicyFamily):
    """How a collection lends its chunks.

    Raises:
        Invalid: ``lending_invalid``, with the field at fault.
    """

    code: ClassVar[str] = "lending_invalid"

    gold_share: float = knob(
        0.05,
        "The probability that a place goes to a gold item; 0: never.",
        low=0,
        high=LARGEST_GOLD_SHARE,
    )


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

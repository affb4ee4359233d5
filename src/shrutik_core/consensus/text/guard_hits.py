"""What guards find: in which number or negation votes differ."""

from enum import StrEnum

import attrs


class GuardKind(StrEnum):
    """What the votes differ in."""

    NUMBER = "number"
    NEGATION = "negation"


@attrs.frozen
class GuardHit:
    """One way in which votes differ that only a listener can settle.

    Attributes:
        kind: number or negation.
        readings: the different readings, the most typed first: the numbers in order, or each negation as
            ``¬`` between its neighbours; an empty reading has none.
        transcriptions: for each reading the positions, in the texts given, of those that have it.
    """

    kind: GuardKind
    readings: tuple[str, ...]
    transcriptions: tuple[tuple[int, ...], ...]

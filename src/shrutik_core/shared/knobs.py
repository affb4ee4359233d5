"""Knobs: single values that a collection may set, each with its type, range, unit and one sentence for people."""

import math
from enum import StrEnum
from functools import cache
from typing import Any, TypeAlias, TypeVar, get_args

import attrs

from shrutik_core.shared.errors import FieldError

T = TypeVar("T")
Plain: TypeAlias = bool | int | float | str | None
"""What JSON can hold of a knob."""

_KNOB = "shrutik knob"
_KINDS = {bool: "true or false", int: "a whole number", float: "a number", str: "text"}


@attrs.frozen
class KnobNotes:
    """What the author of a knob says of it.

    Attributes:
        sentence: what it does, for a person.
        low: the smallest number that is taken; None if there is no such limit.
        high: the largest number that is taken, or the most characters of a text; None if there is no such limit.
        unit: of the number, e.g. ``seconds``; empty if it has none.
    """

    sentence: str
    low: float | None = None
    high: float | None = None
    unit: str = ""


def knob(default: T, sentence: str, *, low: float | None = None, high: float | None = None, unit: str = "") -> T:
    """An attrs field that is a knob; the arguments are those of `KnobNotes`."""
    return attrs.field(default=default, metadata={_KNOB: KnobNotes(sentence, low, high, unit)})


@attrs.frozen
class Knob:
    """One knob of a class, as its readers, the API and the documentation see it.

    Attributes:
        name: of the field.
        kind: ``bool``, ``int``, ``float``, ``str`` or a ``StrEnum``.
        optional: whether None is taken too; it switches off what the knob governs.
        default: the value that holds when none is set.
        notes: range, unit and sentence.
    """

    name: str
    kind: type
    optional: bool
    default: object
    notes: KnobNotes

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that may be set; empty if it is not a choice of words."""
        return tuple(one.value for one in self.kind) if issubclass(self.kind, StrEnum) else ()

    @property
    def range(self) -> str:
        """The values that are taken, e.g. ``1 to 100``, ``at least 0`` or ``keep or refuse``; empty if all are."""
        low, high = self.notes.low, self.notes.high
        if self.choices:
            return " or ".join(filter(None, (", ".join(self.choices[:-1]), self.choices[-1])))
        if low is not None and high is not None:
            return f"{low:.15g} to {high:.15g}"
        return f"at least {low:.15g}" if low is not None else f"at most {high:.15g}" if high is not None else ""

    @property
    def wanted(self) -> str:
        """What it takes, in words, e.g. ``a number from 0.2 to 60 seconds`` or ``true or false``."""
        between = None not in {self.notes.low, self.notes.high}
        ranged = f"{_KINDS.get(self.kind)} {'from' if between else 'of'} {self.range}"
        words = self.range if self.choices else ranged if self.range else _KINDS[self.kind]
        return " ".join(filter(None, (words, self.notes.unit))) + (", or null" if self.optional else "")

    def fault(self, value: object) -> FieldError | None:
        """What is wrong with a value, in the one wording for all knobs; None if it is taken."""
        if not self._is_of_kind(value):
            return FieldError(self.name, f"must be {self.wanted}", "wrong_type")
        size = len(value) if isinstance(value, str) and not self.choices else value
        if isinstance(size, int | float) and not self._is_within(size):
            return FieldError(self.name, f"must be {self.wanted}, not {_told(size)}", "out_of_range")
        return None

    def told(self, value: object) -> object:
        """A value as JSON means it: 3.0 is the whole number 3."""
        whole = self.kind is int and isinstance(value, float) and value.is_integer()
        return int(value) if whole and isinstance(value, float) else value

    def converted(self, value: Any) -> Any:  # noqa: ANN401 - the kind is known at run time
        """A value without fault as the class holds it: a word as its enumeration's member, 3 as 3.0 if so typed."""
        return value if value is None else self.kind(value)

    def nearest(self, value: object) -> object:
        """The value, or the end of the range that a number lies beyond."""
        if isinstance(value, bool) or not isinstance(value, int | float) or self._is_within(value):
            return value
        low, high = self.notes.low, self.notes.high
        end = low if low is not None and value < low else high
        return value if end is None else self.kind(end)

    def _is_of_kind(self, value: object) -> bool:
        if value is None:
            return self.optional
        if self.choices:
            return isinstance(value, str) and value in self.choices
        if isinstance(value, bool):
            return self.kind is bool
        return isinstance(value, int | float if self.kind is float else self.kind)

    def _is_within(self, value: float) -> bool:
        if self.kind is not int and not _is_finite(value):
            return False
        low, high = self.notes.low, self.notes.high
        return (low is None or value >= low) and (high is None or value <= high)


def knobs_of(family: type[attrs.AttrsInstance]) -> tuple[Knob, ...]:
    """The knobs of a class, in the order in which they were written."""
    return _knobs_of(family)


@cache
def _knobs_of(family: type[attrs.AttrsInstance]) -> tuple[Knob, ...]:
    return tuple(_knob(field) for field in attrs.fields(family) if _KNOB in field.metadata)


def _knob(field: "attrs.Attribute[Any]") -> Knob:
    kinds = get_args(field.type) or (field.type,)
    (kind,) = (one for one in kinds if one is not type(None))
    return Knob(field.name, kind, type(None) in kinds, field.default, field.metadata[_KNOB])


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _told(value: float) -> str:
    return f"{value:.15g}" if _is_finite(value) or isinstance(value, float) else "a number of that size"

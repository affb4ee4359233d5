"""A policy family: knobs that belong together, checked as one value; the one reader and the one writer of them all."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, TypeVar

import attrs

from shrutik_core.shared.errors import FieldError, Invalid
from shrutik_core.shared.knobs import Knob, Plain, knobs_of

F = TypeVar("F", bound="PolicyFamily")

CONTRADICTS = "contradicts"
"""Code of what is wrong between knobs that are each right by themselves."""
_MOST_TOLD = 5


@attrs.frozen(kw_only=True)
class PolicyFamily:
    """Base of the classes whose fields are knobs; an illegal one cannot be built.

    A family sets ``code``, has a `knob` for each field, and says in ``contradictions`` which knobs do not go together.

    Raises:
        Invalid: the family's ``code``, with one field error for each knob at fault.
    """

    code: ClassVar[str]

    def __attrs_post_init__(self) -> None:
        found = (knob.fault(getattr(self, knob.name)) for knob in knobs_of(type(self)))
        faults = [fault for fault in found if fault] or list(self.contradictions())
        if faults:
            raise refused(self.code, faults)

    def contradictions(self) -> Iterable[FieldError]:
        """What is wrong between knobs that are each right by themselves."""
        return ()


def read_family(family: type[F], values: object, at: str = "") -> F:
    """A family from plain values, as JSON holds them; what is left out has its default.

    Args:
        family: the class to be made.
        values: names and values.
        at: where they stand in the caller's input, e.g. ``policies.consensus``; field errors begin with it.

    Raises:
        Invalid: the family's ``code``, with one field error for each unknown name and each bad value.
    """
    if not isinstance(values, Mapping):
        raise refused(family.code, [FieldError(at, "must be an object of names and values", "wrong_type")])
    knobs = {knob.name: knob for knob in knobs_of(family)}
    known = {name: knobs[name].told(value) for name, value in values.items() if name in knobs}
    faults = [unknown_name(name, knobs) for name in values if name not in knobs]
    try:
        made = _made(family, knobs, known)
    except Invalid as error:
        raise refused(family.code, moved([*faults, *error.errors], at)) from None
    if faults:
        raise refused(family.code, moved(faults, at))
    return made


def read_stored_family(family: type[F], values: object, at: str = "") -> F:
    """A family from what a repository keeps of it, perhaps written by another version of Shrutik.

    Names that this version does not know are passed over, and a number beyond its range counts as the end of the
    range: a limit that nothing can reach stays one.

    Raises:
        Invalid: the family's ``code`` if a known name holds something of another type, or knobs contradict each other.
    """
    if not isinstance(values, Mapping):
        return read_family(family, values, at)
    known = (knob for knob in knobs_of(family) if knob.name in values)
    return read_family(family, {knob.name: knob.nearest(values[knob.name]) for knob in known}, at)


def plain(family: PolicyFamily) -> dict[str, Plain]:
    """All knobs as names and values that JSON can hold; `read_family` gives the same family back."""
    return {name: value for name, _, value in _values(family)}


def changes(family: PolicyFamily) -> dict[str, Plain]:
    """The knobs that are not at their defaults, as `plain`; `read_family` gives the same family back."""
    return {name: value for name, default, value in _values(family) if value != default}


def refused(code: str, faults: Sequence[FieldError]) -> Invalid:
    """The error that names every knob at fault."""
    told = "; ".join(f"{fault.field} {fault.detail}".strip() for fault in faults[:_MOST_TOLD])
    more = f"; and {len(faults) - _MOST_TOLD} more" if len(faults) > _MOST_TOLD else ""
    return Invalid(code, f"Correct these settings: {told}{more}.", errors=faults)


def moved(faults: Iterable[FieldError], at: str) -> list[FieldError]:
    """The faults with their fields at another place, e.g. ``fewest`` at ``policies.consensus``."""
    return [attrs.evolve(fault, field=".".join(filter(None, (at, fault.field)))) for fault in faults]


def unknown_name(name: object, known: Iterable[str]) -> FieldError:
    """The field error of a name that means nothing here."""
    return FieldError(str(name), f"is not a setting; there are {', '.join(known)}", "unknown")


def _made(family: type[F], knobs: Mapping[str, Knob], values: Mapping[str, object]) -> F:
    found = (knobs[name].fault(value) for name, value in values.items())
    faults = [fault for fault in found if fault]
    if faults:
        raise refused(family.code, faults)
    return family(**{name: knobs[name].converted(value) for name, value in values.items()})


def _values(family: PolicyFamily) -> Iterable[tuple[str, object, Plain]]:
    for knob in knobs_of(type(family)):
        value = getattr(family, knob.name)
        yield knob.name, knob.default, str(value) if knob.choices else value

"""The policies of a collection: one value for each family; a new family is one more field of `Policies`."""

from collections.abc import Callable, Mapping
from typing import get_type_hints

import attrs

from shrutik_core.chunking.rules import Rules
from shrutik_core.collections.second_look import SecondLook
from shrutik_core.consensus.crowd.voters import VoterRules
from shrutik_core.consensus.policy import Policy
from shrutik_core.prompts.offering import Offering
from shrutik_core.recordings.copies import CopyRules
from shrutik_core.recordings.quality_rules import QualityRules
from shrutik_core.shared.errors import Conflict, FieldError, Invalid, declare
from shrutik_core.shared.knobs import Plain
from shrutik_core.shared.policy_family import (
    PolicyFamily,
    changes,
    moved,
    read_family,
    read_stored_family,
    refused,
    unknown_name,
)
from shrutik_core.transcription.lending import Lending

declare(Conflict, "policies_unreadable", "The stored policies of this collection cannot be read.")

PLACE = "policies"
"""Where policies stand in what a caller sends; field errors begin with it."""


@attrs.frozen
class Policies:
    """How a collection works.

    Attributes:
        chunking: how long chunks are.
        quality: which recordings are warned of or refused.
        consensus: when a clip is settled.
        lending: how chunks are lent.
        copies: what becomes of copies.
        voters: whose votes are believed.
        second_look: how many settled chunks are judged once more.
        offering: when a prompt is set aside.
    """

    chunking: Rules = attrs.field(factory=Rules)
    quality: QualityRules = attrs.field(factory=QualityRules)
    consensus: Policy = attrs.field(factory=Policy)
    lending: Lending = attrs.field(factory=Lending)
    copies: CopyRules = attrs.field(factory=CopyRules)
    voters: VoterRules = attrs.field(factory=VoterRules)
    second_look: SecondLook = attrs.field(factory=SecondLook)
    offering: Offering = attrs.field(factory=Offering)


FAMILIES: Mapping[str, type[PolicyFamily]] = get_type_hints(Policies)
"""The class of each family by its name in `Policies`."""

# Made once: most families of most collections have their defaults.
_DEFAULTS = Policies()

POLICY_CODES = tuple(sorted({family.code for family in FAMILIES.values()}))
"""The error codes of families that cannot be used as they were sent."""


def read_policies(values: object) -> Policies:
    """Policies from plain values by family; what is left out has its default.

    Raises:
        Invalid: ``fields_invalid`` if a family is unknown; else the code of the first family that is wrong
            (``rules_invalid``, ``quality_rules_invalid``, ``policy_invalid``, ``lending_invalid``,
            ``copy_rules_invalid``, ``voters_invalid``, ``second_look_invalid`` or ``offering_invalid``), with the
            faults of all, each at its place, e.g. ``policies.consensus.fewest``.
    """
    given = _by_family(values)
    strange = [unknown_name(name, FAMILIES) for name in given if name not in FAMILIES]
    if strange:
        raise refused("fields_invalid", moved(strange, PLACE))
    return _read(given, read_family)


def read_stored_policies(values: object, slug: str) -> Policies:
    """Policies from what a repository keeps, perhaps written by another version; see `read_stored_family`.

    Args:
        values: by family, as `changed_policies` wrote them.
        slug: of the collection, for the error.

    Raises:
        Conflict: ``policies_unreadable``, with each place that is at fault.
    """
    try:
        return _read(_by_family(values), read_stored_family)
    except Invalid as error:
        detail = (
            f"The stored policies of collection '{slug}' cannot be used. {error.detail} "
            "Ask an operator to correct them in the database."
        )
        raise Conflict("policies_unreadable", detail, errors=error.errors) from error


def changed_policies(policies: Policies) -> dict[str, dict[str, Plain]]:
    """By family the settings that are not at their defaults, ready for JSON; `read_policies` gives the same back."""
    return {name: changes(getattr(policies, name)) for name in FAMILIES}


def _by_family(values: object) -> Mapping[object, object]:
    if not isinstance(values, Mapping):
        raise refused("fields_invalid", [FieldError(PLACE, "must be an object of families of settings", "wrong_type")])
    return values


def _read(given: Mapping[object, object], read: Callable[[type[PolicyFamily], object, str], PolicyFamily]) -> Policies:
    made: dict[str, PolicyFamily] = {}
    found: list[Invalid] = []
    for name, family in FAMILIES.items():
        try:
            told = given.get(name, {})
            made[name] = getattr(_DEFAULTS, name) if told == {} else read(family, told, f"{PLACE}.{name}")
        except Invalid as error:
            found.append(error)
    if found:
        raise refused(found[0].code, [fault for error in found for fault in error.errors])
    return Policies(**made)  # type: ignore[arg-type]  # each was read as the family of its field

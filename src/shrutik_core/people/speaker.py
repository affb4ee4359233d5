"""A speaker: a voice, with what the person says about it."""

from collections.abc import Mapping
from datetime import datetime

import attrs

from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.ids import ContributorId, SpeakerId
from shrutik_core.shared.plain import check_plain

TRAITS = frozenset({"age", "gender", "dialect", "accent", "region"})


def check_traits(traits: Mapping[str, str]) -> dict[str, str]:
    """The traits, if each is one that Shrutik knows and is said in under 120 characters.

    Raises:
        Invalid: ``trait_invalid`` naming the trait.
    """
    for trait, value in traits.items():
        if trait not in TRAITS or not 0 < len(value) <= 120:
            known = ", ".join(sorted(TRAITS))
            raise Invalid("trait_invalid", f"{trait!r} is not one of {known}, or its value is too long.")
    return {trait: check_plain(value, trait) for trait, value in traits.items()}


@attrs.frozen
class Speaker:
    """A voice that recordings belong to.

    Attributes:
        id: UUIDv7.
        contributor: the account whose own voice this is; None for a voice that an operator imported.
        created_at: UTC.
        traits: self-declared, e.g. ``{"age": "twenties"}``; empty if nothing was said.
    """

    id: SpeakerId
    contributor: ContributorId | None
    created_at: datetime
    traits: Mapping[str, str] = attrs.field(factory=dict, converter=check_traits)

"""A speaker: a voice, with what the person says about it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import attrs

from shrutik_core.people.traits import Trait, check_trait_name, check_traits, traits_for_releases
from shrutik_core.shared.errors import Invalid, declare
from shrutik_core.shared.ids import ContributorId, SpeakerId

declare(Invalid, "speaker_not_synthetic", "A voice with an account is that of a person.")


def _check_allowed(names: Iterable[str] | None) -> frozenset[Trait] | None:
    return None if names is None else frozenset(map(check_trait_name, names))


@attrs.frozen
class Speaker:
    """A voice that recordings belong to.

    Attributes:
        id: UUIDv7.
        contributor: the account whose own voice this is; None for a voice that an operator imported.
        created_at: UTC.
        traits: self-declared, e.g. ``{"age": "twenties"}``; empty if nothing was said.
        traits_in_releases: the traits that may go out in releases; None if all may, also those that are said later.
        synthetic: whether a machine makes the voice, as whoever brought it states; never a voice with an account.

    Raises:
        Invalid: ``speaker_not_synthetic``; ``trait_invalid`` or ``text_invalid``.
    """

    id: SpeakerId
    contributor: ContributorId | None
    created_at: datetime
    traits: Mapping[Trait, str] = attrs.field(factory=dict, converter=check_traits)
    traits_in_releases: frozenset[Trait] | None = attrs.field(default=None, converter=_check_allowed)
    synthetic: bool = False

    def __attrs_post_init__(self) -> None:
        if self.synthetic and self.contributor is not None:
            detail = "A voice with an account is that of a person; only a voice that was brought may be synthetic."
            raise Invalid("speaker_not_synthetic", detail)

    @property
    def released_traits(self) -> dict[str, str]:
        """The traits that go out in releases."""
        return traits_for_releases(self.traits, self.traits_in_releases)

    def say(self, changes: Mapping[str, str | None]) -> "Speaker":
        """The speaker who says other things of themselves: each trait changed, or withdrawn if its value is None.

        Raises:
            Invalid: ``trait_invalid`` or ``text_invalid``.
        """
        named = {check_trait_name(name): value for name, value in changes.items()}
        merged = {**self.traits, **named}
        return attrs.evolve(self, traits={name: value for name, value in merged.items() if value is not None})

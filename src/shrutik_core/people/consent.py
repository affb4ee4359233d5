"""Consent: what a speaker agreed to, for one collection, in one wording."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import attrs

from shrutik_core.shared.errors import Conflict, Invalid, declare
from shrutik_core.shared.ids import CollectionId, ConsentId, SpeakerId

declare(Invalid, "purpose_invalid", "These are not the purposes that a consent may have.")


class Purpose(StrEnum):
    """What a voice may be used for."""

    RECORD = "record"
    PUBLISH = "publish"


class ConsentStatus(StrEnum):
    """Where a consent is in its life: ``given -> withdrawn``."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"


def check_purposes(purposes: Iterable[str]) -> frozenset[Purpose]:
    """The purposes as a set.

    Raises:
        Invalid: ``purpose_invalid`` if one is unknown or none is given.
    """
    names = list(purposes)
    known = {purpose.value for purpose in Purpose}
    if not names or not known.issuperset(names):
        raise Invalid("purpose_invalid", f"Purposes are some of {', '.join(sorted(known))}.")
    return frozenset(Purpose(name) for name in names)


@attrs.frozen
class Consent:
    """One agreement; a later one for the same collection replaces it.

    Attributes:
        id: UUIDv7.
        speaker: whose voice.
        collection: for which collection.
        version: of the collection's consent text that was shown.
        purposes: what was agreed to.
        given_at: UTC.
        withdrawn_at: UTC; None while it stands.
    """

    id: ConsentId
    speaker: SpeakerId
    collection: CollectionId
    version: str
    purposes: frozenset[Purpose] = attrs.field(converter=check_purposes)
    given_at: datetime
    withdrawn_at: datetime | None = None

    @property
    def status(self) -> ConsentStatus:
        """Whether it still stands."""
        return ConsentStatus.GIVEN if self.withdrawn_at is None else ConsentStatus.WITHDRAWN

    def covers(self, purpose: Purpose, version: str) -> bool:
        """Whether it stands, for this purpose, in this wording."""
        return self.withdrawn_at is None and purpose in self.purposes and self.version == version

    def withdraw(self, now: datetime) -> "Consent":
        """The consent taken back.

        Raises:
            Conflict: ``consent_withdrawn`` if it already was.
        """
        if self.withdrawn_at is not None:
            raise Conflict("consent_withdrawn", "This consent was withdrawn before.")
        return attrs.evolve(self, withdrawn_at=now)

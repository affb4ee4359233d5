"""Consent: what a speaker agreed to, for one collection, in one wording."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import attrs
import regex

from shrutik_core.shared.errors import Conflict, Invalid, declare
from shrutik_core.shared.ids import CollectionId, ConsentId, SpeakerId
from shrutik_core.shared.plain import check_plain

declare(Invalid, "purpose_invalid", "These are not the purposes that a consent may have.")
declare(Conflict, "consent_withdrawn", "This consent has already been withdrawn.")
declare(Conflict, "purpose_not_given", "This consent does not hold the purpose.")

declare(Invalid, "consent_statement_invalid", "This does not say how consent was obtained.")

LONGEST_STATEMENT = 2_000
"""Characters of what is said of how a consent was obtained elsewhere."""
_SHA256 = regex.compile(r"[0-9a-f]{64}")


class Purpose(StrEnum):
    """What a speaker may be asked to agree to."""

    RECORD = "record"
    """That the voice is recorded, cut into clips and written down by others."""
    PUBLISH = "publish"
    """That clips and their texts go out in releases, under the licence that the consent document names."""
    CONTACT = "contact"
    """That the people of the collection may write to the speaker."""


PUBLISHING = frozenset({Purpose.RECORD, Purpose.PUBLISH})
"""What a consent must hold for a clip to go out in a release."""


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


def check_statement(statement: str) -> str:
    """What is said of how a consent was obtained, trimmed: 1 to 2,000 characters.

    Raises:
        Invalid: ``consent_statement_invalid`` or ``text_invalid``.
    """
    trimmed = check_plain(statement.strip(), "statement")
    if not 0 < len(trimmed) <= LONGEST_STATEMENT:
        detail = f"Say in 1 to {LONGEST_STATEMENT} characters who obtained the speakers' consent, how and when."
        raise Invalid("consent_statement_invalid", detail)
    return trimmed


@attrs.frozen
class Consent:
    """One agreement; a later one for the same collection replaces it.

    Attributes:
        id: UUIDv7.
        speaker: whose voice.
        collection: for which collection.
        version: of the collection's consent document that was shown.
        purposes: what was agreed to.
        given_at: UTC.
        withdrawn_at: UTC; None while it stands.
        language: BCP 47, in which the text was shown; None if that was not kept.
        text_hash: of what was shown, see `ConsentDocument.text_hash`; None if that was not kept.
        narrowed_from: the consent of which this is what was left when one purpose was withdrawn; None if it was given.
        statement: who obtained it elsewhere, and how, as `check_statement` has it; None if it was given here.
    """

    id: ConsentId
    speaker: SpeakerId
    collection: CollectionId
    version: str
    purposes: frozenset[Purpose] = attrs.field(converter=check_purposes)
    given_at: datetime
    withdrawn_at: datetime | None = None
    language: str | None = None
    text_hash: str | None = attrs.field(default=None)
    narrowed_from: ConsentId | None = None
    statement: str | None = attrs.field(default=None, converter=attrs.converters.optional(check_statement))

    @text_hash.validator
    def _check_text_hash(self, _: object, text_hash: str | None) -> None:
        if text_hash is not None and not _SHA256.fullmatch(text_hash):
            raise Invalid("consent_text_invalid", "The hash of a consent's text has 64 hexadecimal characters.")

    @property
    def status(self) -> ConsentStatus:
        """Whether it still stands."""
        return ConsentStatus.GIVEN if self.withdrawn_at is None else ConsentStatus.WITHDRAWN

    @property
    def lets_publish(self) -> bool:
        """Whether it stands and holds all that publishing takes, whatever its version."""
        return self.withdrawn_at is None and self.purposes >= PUBLISHING

    def covers(self, purpose: Purpose, version: str) -> bool:
        """Whether it stands, for this purpose, in this wording."""
        return self.withdrawn_at is None and purpose in self.purposes and self.version == version

    def withdraw(self, now: datetime) -> "Consent":
        """The consent taken back.

        Raises:
            Conflict: ``consent_withdrawn`` if it already was.
        """
        if self.withdrawn_at is not None:
            raise Conflict("consent_withdrawn", "This consent has already been withdrawn.")
        return attrs.evolve(self, withdrawn_at=now)

    def narrow(self, purpose: Purpose, rest: ConsentId, now: datetime) -> tuple["Consent", "Consent | None"]:
        """The consent taken back, and beside it what is left of it without one purpose, so that both are kept.

        Args:
            purpose: that is withdrawn.
            rest: id of what is left.
            now: UTC.

        Returns:
            This consent, withdrawn; and a new one, to the same wording, for the other purposes; None if there is none.

        Raises:
            Conflict: ``consent_withdrawn`` if it was withdrawn before; ``purpose_not_given`` if it does not hold the
                purpose.
        """
        withdrawn = self.withdraw(now)
        if purpose not in self.purposes:
            raise Conflict("purpose_not_given", f"This consent does not hold '{purpose}'.")
        left = self.purposes - {purpose}
        if not left:
            return withdrawn, None
        return withdrawn, attrs.evolve(self, id=rest, purposes=left, given_at=now, narrowed_from=self.id)

"""An identity: what an institution's log-in calls a person who has an account here."""

from datetime import datetime

import attrs

from shrutik_core.shared.errors import Invalid, declare
from shrutik_core.shared.ids import ContributorId, IdentityId
from shrutik_core.shared.plain import check_plain

declare(Invalid, "identity_invalid", "The provider names the person in a way that cannot be kept.")

LONGEST_SUBJECT = 255
"""Characters, by OpenID Connect Core 1.0, section 2."""


def _subject(subject: str) -> str:
    if not 0 < len(subject) <= LONGEST_SUBJECT:
        raise Invalid("identity_invalid", f"A subject has 1 to {LONGEST_SUBJECT} characters.")
    return check_plain(subject, "sub")


@attrs.frozen
class Identity:
    """One person at one provider; the pair of issuer and subject is never another person's.

    Attributes:
        id: UUIDv7.
        issuer: the provider's address, as its tokens have it.
        subject: its name for the person, 1 to 255 characters.
        contributor: whose account it opens.
        created_at: when it was first seen or linked, UTC.
    """

    id: IdentityId
    issuer: str
    subject: str = attrs.field(converter=_subject)
    contributor: ContributorId
    created_at: datetime

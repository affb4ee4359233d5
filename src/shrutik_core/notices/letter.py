"""A letter to a person's e-mail address, as it waits to be sent; what it says is put into words when it is."""

from datetime import datetime
from enum import StrEnum

import attrs

from shrutik_core.shared.ids import ContributorId, LetterId


class LetterKind(StrEnum):
    """What a letter says."""

    VERIFY_EMAIL = "verify_email"
    """To a new account: show that this reaches you."""
    CHANGE_EMAIL = "change_email"
    """To the new address of an account: show that this reaches you, and it is yours."""
    RESET_PASSWORD = "reset_password"  # noqa: S105 - the name of a letter
    """A way to a new password, for somebody who forgot theirs."""
    EMAIL_CHANGING = "email_changing"
    """To the present address: the account is about to get another."""
    EMAIL_CHANGED = "email_changed"
    """To the address before: the account has another now."""
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of a letter
    """The account has another password now."""
    REGISTERED_BEFORE = "registered_before"
    """Somebody wished to register with an address that has an account."""
    NOTICES = "notices"
    """Notices that the person is told by mail: one, or those of a day or a week."""


@attrs.frozen
class Letter:
    """One letter that waits; deleted once it was sent, so that no address stays behind.

    Attributes:
        id: UUIDv7.
        kind: what it says.
        contributor: whose account it is about; None if that is to be found by the address when the letter is sent, so
            that who asks for it learns nothing, not even by the time that it takes.
        email: where it goes, in normal form.
        created_at: UTC.
    """

    id: LetterId
    kind: LetterKind
    contributor: ContributorId | None
    email: str = attrs.field(repr=False)
    created_at: datetime

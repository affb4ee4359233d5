"""A notice: something that happened to a person's account or voice, kept until they have read it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

import attrs

from shrutik_core.shared.ids import ContributorId, NoticeId

NOTICES_KEPT = timedelta(days=365)
"""How long a notice is kept, read or not."""


class NoticeKind(StrEnum):
    """What a notice tells of; `wording` has the words of each, `catalogue` the rules."""

    ROLE_CHANGED = "role_changed"
    ACCOUNT_DISABLED = "account_disabled"
    ACCOUNT_ENABLED = "account_enabled"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a kind of notice
    EMAIL_CHANGED = "email_changed"
    NEW_SESSION = "new_session"
    REFRESH_REUSED = "refresh_reused"
    WITHDRAWAL_BEGUN = "withdrawal_begun"
    WITHDRAWAL_UNDONE = "withdrawal_undone"
    WITHDRAWAL_DONE = "withdrawal_done"
    CONSENT_ASKED_AGAIN = "consent_asked_again"
    RECORDING_REFUSED = "recording_refused"
    RELEASE_READY = "release_ready"
    REVIEW_ASKED = "review_asked"
    KEY_MADE = "key_made"
    IDENTITY_LINKED = "identity_linked"
    WEBHOOK_OFF = "webhook_off"


@attrs.frozen
class Notice:
    """One notice to one person.

    Attributes:
        id: UUIDv7.
        contributor: whose it is; no one else ever sees it.
        kind: what happened.
        created_at: UTC.
        facts: what `wording` fills in, and what a program may want; texts, numbers and ids as text. None is secret.
        read_at: UTC; None until the person has read it.
        cause: what it was brought about by, such as an id; a person is told once of a kind and cause. Empty if whatever
            brings it about happens once anyhow.
    """

    id: NoticeId
    contributor: ContributorId
    kind: NoticeKind
    created_at: datetime
    facts: Mapping[str, str | int] = attrs.field(factory=dict)
    read_at: datetime | None = None
    cause: str = ""

"""Receipts: what an idempotency key brought about, so that a repeated call does nothing twice."""

from datetime import datetime, timedelta
from uuid import UUID

import attrs
import regex

from shrutik_core.shared.errors import Invalid, Unreadable, declare

declare(Unreadable, "idempotency_key_invalid", "This cannot be an Idempotency-Key.")
declare(Invalid, "idempotency_key_reused", "This Idempotency-Key was used for another request.")

RECEIPT_LIFETIME = timedelta(hours=24)
NOBODY = UUID(int=0)
_KEY = regex.compile(r"[\x21-\x7e]{1,255}")


@attrs.frozen
class IdempotencyKey:
    """A caller's wish that this call has its effect once, however often it is sent.

    Attributes:
        operation: the name of what is asked, e.g. ``upload_recording``.
        key: the caller's idempotency key, 1 to 255 printable ASCII characters.
        digest: SHA-256 over what is asked, hexadecimal; another body under the same key is refused.

    Raises:
        Invalid: ``idempotency_key_invalid``.
    """

    operation: str
    key: str
    digest: str

    def __attrs_post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise Unreadable("idempotency_key_invalid", "An Idempotency-Key has 1 to 255 printable ASCII characters.")


@attrs.frozen
class Receipt:
    """What one call brought about.

    Attributes:
        person: who called; ``NOBODY`` before login.
        idempotency_key: of the call.
        subjects: ids of what it made, in order.
        created_at: UTC; forgotten 24 hours later.
    """

    person: UUID
    idempotency_key: IdempotencyKey
    subjects: tuple[UUID, ...]
    created_at: datetime

    def check(self, idempotency_key: IdempotencyKey) -> None:
        """Let the repeated call pass if it asks the same thing.

        Raises:
            Invalid: ``idempotency_key_reused`` if the body differs.
        """
        if idempotency_key.digest != self.idempotency_key.digest:
            raise Invalid(
                "idempotency_key_reused",
                "This Idempotency-Key was used with another body; take a new key for a new request.",
            )

"""Secrets of webhooks, derived from a key of the installation, so that none lies in the database."""

import hashlib

from shrutik_core.shared.ids import WebhookId
from shrutik_core.webhooks.signature import SECRET_BYTES


class DerivedWebhookSecrets:
    """`WebhookSecrets` by keyed BLAKE2b.

    Args:
        key: 16 to 64 random bytes.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, webhook: WebhookId, number: int) -> bytes:
        """See `WebhookSecrets.of`."""
        told = webhook.bytes + number.to_bytes(8, "big")
        return hashlib.blake2b(told, key=self._key, person=b"webhook secret", digest_size=SECRET_BYTES).digest()

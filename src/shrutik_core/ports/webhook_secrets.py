"""Where the secrets of webhooks come from."""

from typing import Protocol

from shrutik_core.shared.ids import WebhookId


class WebhookSecrets(Protocol):
    """Secrets that follow from the installation's key, so that none is kept."""

    def of(self, webhook: WebhookId, number: int) -> bytes:
        """32 bytes that nobody can guess: always the same for the same webhook and number, and of no other."""
        ...

"""The repository of webhooks."""

from typing import Protocol

from shrutik_core.shared.errors import Missing, declare
from shrutik_core.shared.ids import ContributorId, WebhookId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.webhooks.webhook import Webhook

declare(Missing, "webhook_missing", "There is no such webhook.")


class Webhooks(Protocol):
    """Addresses that are told of events.

    Types of events that a newer version let them ask for are left out as they are read, and stay as they are saved.
    """

    def add(self, webhook: Webhook) -> None:
        """Keep a new one."""
        ...

    def save(self, webhook: Webhook) -> None:
        """Keep what changed.

        Raises:
            Missing: ``webhook_missing``.
        """
        ...

    def find(self, webhook: WebhookId, *, lock: bool = False) -> Webhook | None:
        """By id; with ``lock`` no other unit of work changes it until this unit of work ends."""
        ...

    def remove(self, webhook: WebhookId) -> None:
        """Take it away with all its deliveries, if it is there."""
        ...

    def count(self, contributor: ContributorId) -> int:
        """How many an account has."""
        ...

    def page(self, contributor: ContributorId | None, request: PageRequest) -> Page[Webhook]:
        """All of an account's, or of everybody's, newest first."""
        ...

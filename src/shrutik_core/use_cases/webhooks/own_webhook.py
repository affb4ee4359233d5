"""The one webhook that a call is about, if it is the caller's."""

from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import WebhookId
from shrutik_core.webhooks.webhook import Webhook


def own_webhook(uow: UnitOfWork, actor: Actor | None, webhook_id: WebhookId, *, lock: bool = False) -> Webhook:
    """The actor's own; any for the operator at the command line, who is None.

    Raises:
        Missing: ``webhook_missing``, also if it is another person's.
        Refused: ``not_permitted``.
    """
    if actor is not None:
        actor.require(Permission.USE_WEBHOOKS)
    webhook = uow.webhooks.find(webhook_id, lock=lock)
    if webhook is None or (actor is not None and webhook.contributor != actor.id):
        raise Missing("webhook_missing", "You have no such webhook.")
    return webhook

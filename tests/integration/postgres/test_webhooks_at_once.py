"""Deliveries asked for while their webhook is switched off: nothing is left waiting for one that is off."""

from collections.abc import Callable

import attrs
import pytest

from shrutik_core.people.roles import Actor, Role
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import a_contributor, a_speaker, an_instant
from shrutik_core.testing.contracts.base import waits_for_commit
from shrutik_core.testing.scenes import keep
from shrutik_core.testing.webhook_builders import a_delivery, a_webhook
from shrutik_core.use_cases.webhooks.look_at_deliveries import LookAtDeliveries
from shrutik_core.webhooks.delivery import DeliveryStatus
from shrutik_core.webhooks.webhook import WebhookStatus
from shrutik_memory.clock import MemoryClock
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork
from shrutik_system.ids import SystemIds

OWNER = Actor(a_contributor(1).id, Role.ADMIN)
WEBHOOK, DEAD = a_webhook(1), a_delivery(1).end(an_instant(20), "No.")


def resend(look: LookAtDeliveries) -> None:
    look.resend(OWNER, WEBHOOK.id, DEAD.event.id)


def try_out(look: LookAtDeliveries) -> None:
    look.test(OWNER, WEBHOOK.id)


@pytest.mark.parametrize("ask", [resend, try_out])
def test_what_is_asked_for_meanwhile_waits_and_is_refused(
    units_of_work: PostgresUnitsOfWork, ask: Callable[[LookAtDeliveries], None]
) -> None:
    keep(units_of_work, a_speaker(1), a_contributor(1), WEBHOOK, DEAD)
    look = LookAtDeliveries(units_of_work, MemoryClock(), SystemIds())
    with units_of_work() as work:
        webhook = work.webhooks.find(WEBHOOK.id, lock=True)
        assert webhook is not None
        work.webhooks.save(attrs.evolve(webhook, status=WebhookStatus.PAUSED))
        work.deliveries.end_all(WEBHOOK.id, an_instant(30), "The webhook was switched off.")
        with pytest.raises(Conflict) as error:
            waits_for_commit(work, lambda: ask(look))
    assert error.value.code == "webhook_off"
    with units_of_work() as work:
        waiting = work.deliveries.page(WEBHOOK.id, PageRequest(10), DeliveryStatus.WAITING)
    assert waiting.items == ()

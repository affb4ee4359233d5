"""Tell webhooks: claim deliveries that are due, send them signed, and note what came of it."""

import json
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import attrs

from shrutik_core.events.happening import Happening
from shrutik_core.notices.notice import NoticeKind
from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.deliveries import Claim
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.random_source import RandomSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.ports.webhook_secrets import WebhookSecrets
from shrutik_core.ports.webhook_sender import ProgramAnswer, WebhookSender
from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.notifying import add_notice
from shrutik_core.webhooks.delivery import Delivery, DeliveryStatus
from shrutik_core.webhooks.signature import signed_headers
from shrutik_core.webhooks.target import AllowedHosts
from shrutik_core.webhooks.webhook import Health, Webhook, WebhookStatus, may_be_told

_GONE = 410


class Told(StrEnum):
    """What came of an attempt."""

    DELIVERED = "delivered"
    FAILED = "failed"
    DEAD = "dead"
    """It failed, and no other follows."""
    GONE = "gone"
    """The program answered 410, and its webhook was switched off."""
    OUTDATED = "outdated"
    """Somebody else ended it meanwhile."""


@attrs.frozen
class TellWebhooks:
    """Carries deliveries out, at least once each, with the same message id at every attempt.

    Attributes:
        random: for the pauses between attempts.
        sender: the way out.
        hosts: which private hosts may be reached.
    """

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    random: RandomSource
    secrets: WebhookSecrets
    sender: WebhookSender
    hosts: AllowedHosts

    def claim(self, most: int) -> tuple[Claim, ...]:
        """Deliveries that the caller is to `tell` now, one of each webhook at most.

        What the owner of a webhook may not know any more is given up instead.

        Args:
            most: how many, 1 or more.

        Raises:
            Unavailable: if the database does not answer.
        """
        with self.units_of_work() as uow:
            now = self.clock.now()
            claims = uow.deliveries.claim(now, most)
            kept = tuple(claim for claim in claims if _may_know(uow, claim))
            for claim in set(claims) - set(kept):
                uow.deliveries.save(claim.delivery.end(now, "Its owner may no longer know of this."))
                uow.webhooks.save(attrs.evolve(claim.webhook, health=_rested(claim.webhook.health)))
            uow.commit()
        return kept

    def tell(self, claim: Claim) -> Told:
        """Send it, and note what came of it.

        Raises:
            Unavailable: if the database does not answer; then it is sent again after `delivery.LEASE`.
        """
        body = _body(claim.delivery.event)
        try:
            answer = self._send(claim, body)
        except (Invalid, Unavailable) as error:
            return self._note(claim, None, error.detail)
        failed = "" if 200 <= answer.status < 300 else f"It answered {answer.status}."
        return self._note(claim, answer, failed)

    def _send(self, claim: Claim, body: bytes) -> ProgramAnswer:
        webhook, now = claim.webhook, self.clock.now()
        secrets = (self.secrets.of(webhook.id, number) for number in webhook.secret_numbers(now))
        headers = signed_headers(secrets, str(claim.delivery.event.id), int(now.timestamp()), body)
        return self.sender.send(self.hosts.target(webhook.url), headers, body)

    def _note(self, claim: Claim, answer: ProgramAnswer | None, error: str) -> Told:
        with self.units_of_work() as uow:
            now = self.clock.now()
            # The webhook first: so does whoever claims.
            webhook = uow.webhooks.find(claim.webhook.id, lock=True)
            current = uow.deliveries.find(claim.webhook.id, claim.delivery.event.id, lock=True)
            ours = current is not None and current.status is DeliveryStatus.WAITING
            if webhook is None or current is None or not ours or (error and current != claim.delivery):
                return Told.OUTDATED
            told = self._keep(uow, webhook, current, answer, error, now)
            uow.commit()
        return told

    def _keep(
        self,
        uow: UnitOfWork,
        webhook: Webhook,
        current: Delivery,
        answer: ProgramAnswer | None,
        error: str,
        now: datetime,
    ) -> Told:
        if answer is not None and not error:
            uow.deliveries.save(current.arrive(now, answer.status))
            uow.webhooks.save(attrs.evolve(webhook, health=webhook.health.after_success()))
            return Told.DELIVERED
        status, wait = (answer.status, answer.wait) if answer else (None, None)
        failed = current.fail(now, error, *self.random.draws(1), answer=status, wait=wait)
        uow.deliveries.save(failed)
        after = attrs.evolve(webhook, health=webhook.health.after_failure(now))
        uow.webhooks.save(after)
        if status == _GONE:
            return self._switch_off(uow, after, WebhookStatus.GONE, now)
        if after.status is WebhookStatus.ACTIVE and after.health.given_up(now):
            self._switch_off(uow, after, WebhookStatus.FAILING, now)
        return Told.DEAD if failed.status is DeliveryStatus.DEAD else Told.FAILED

    def _switch_off(self, uow: UnitOfWork, webhook: Webhook, why: WebhookStatus, now: datetime) -> Told:
        """Tell it nothing more, and its owner why."""
        uow.webhooks.save(webhook.switch(why))
        uow.deliveries.end_all(webhook.id, now, "The webhook was switched off.")
        add_entry(uow, self.ids, now, None, "webhook.switched_off", webhook.id, status=why.value)
        facts = {"webhook": str(webhook.id), "name": webhook.name}
        add_notice(uow, self.ids, now, webhook.contributor, NoticeKind.WEBHOOK_OFF, **facts)
        return Told.GONE


def message_of(event: Happening) -> Mapping[str, object]:
    """What a program is sent: type, time and data, as Standard Webhooks has it."""
    return {"type": event.type.value, "timestamp": event.at.isoformat(), "data": dict(event.data)}


def _body(event: Happening) -> bytes:
    """The same bytes at every attempt."""
    return json.dumps(message_of(event), ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _may_know(uow: UnitOfWork, claim: Claim) -> bool:
    owner, event = uow.contributors.find(claim.webhook.contributor), claim.delivery.event
    active = owner is not None and owner.status is ContributorStatus.ACTIVE
    return owner is not None and active and may_be_told(owner.actor, event.type, event.collections)


def _rested(health: Health) -> Health:
    return attrs.evolve(health, rests_until=None)

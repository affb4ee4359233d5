"""What every repository of webhooks, and every source of their secrets, must keep."""

import abc
from typing import Any

import pytest

from shrutik_core.events.catalogue import EventType
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.ports.webhook_secrets import WebhookSecrets
from shrutik_core.shared.errors import Missing
from shrutik_core.testing.builders import a_collection, a_contributor, an_instant
from shrutik_core.testing.contracts.base import Contract, StoreContract, walk
from shrutik_core.testing.scenes import keep
from shrutik_core.testing.webhook_builders import NewerEventType, a_delivery, a_happening, a_webhook
from shrutik_core.webhooks.signature import SECRET_BYTES
from shrutik_core.webhooks.webhook import ASKABLE, Health, WebhookStatus

ONE, OTHER = a_contributor(1).id, a_contributor(2).id


class WebhooksContract(StoreContract):
    """Where programs are told."""

    @pytest.mark.parametrize(
        "changes",
        [
            {},
            {"events": ASKABLE, "name": "রাতের কাজ", "collection": a_collection(1).id},
            {"status": WebhookStatus.GONE, "secret_number": 3, "rotated_at": an_instant(60)},
            {"health": Health(7, an_instant(60), an_instant(61), an_instant(62))},
        ],
    )
    def test_a_webhook_comes_back_as_it_was_kept(self, stage: UnitsOfWork, changes: dict[str, Any]) -> None:
        webhook = a_webhook(1, **changes)
        keep(stage, webhook, a_webhook(2))
        with stage() as work:
            assert work.webhooks.find(webhook.id) == webhook
            assert work.webhooks.find(webhook.id, lock=True) == webhook
            assert work.webhooks.find(a_webhook(3).id) is None

    def test_what_changed_is_kept(self, stage: UnitsOfWork) -> None:
        keep(stage, a_webhook(1), a_webhook(2))
        with stage() as work:
            work.webhooks.save(a_webhook(1).rotate(an_instant(60)))
            work.commit()
        with stage() as work:
            assert work.webhooks.find(a_webhook(1).id) == a_webhook(1).rotate(an_instant(60))
            assert work.webhooks.find(a_webhook(2).id) == a_webhook(2)

    def test_events_that_a_newer_version_knows_are_left_out_and_stay(self, stage: UnitsOfWork) -> None:
        new, both = a_happening(1, type=NewerEventType.STORY_TOLD), {NewerEventType.STORY_TOLD, EventType.RELEASE_READY}
        keep(stage, a_webhook(1, events=frozenset(both)), a_webhook(2, events=frozenset({new.type})))
        with stage() as work:
            found = [work.webhooks.find(a_webhook(number).id) for number in (1, 2)]
            assert found == [a_webhook(1), a_webhook(2, events=frozenset())]
            assert walk(lambda request: work.webhooks.page(ONE, request)) == found[::-1]
            for webhook in (a_webhook(1, events=ASKABLE), a_webhook(2, events=frozenset())):
                work.webhooks.save(webhook)
            assert work.webhooks.find(a_webhook(1).id) == a_webhook(1, events=ASKABLE)
            # Whoever tells of it tells both still.
            assert work.deliveries.announce([new]) == 2

    def test_saving_what_is_not_there_is_missing(self, stage: UnitsOfWork) -> None:
        with pytest.raises(Missing) as error, stage() as work:
            work.webhooks.save(a_webhook(1))
        assert error.value.code == "webhook_missing"

    def test_a_webhook_goes_with_its_deliveries(self, stage: UnitsOfWork) -> None:
        keep(stage, a_webhook(1), a_webhook(2), a_delivery(1, 1), a_delivery(2, 2))
        with stage() as work:
            work.webhooks.remove(a_webhook(1).id)
            work.webhooks.remove(a_webhook(3).id)
            work.commit()
        with stage() as work:
            assert work.webhooks.find(a_webhook(1).id) is None
            assert work.deliveries.find(a_webhook(1).id, a_delivery(1).event.id) is None
            assert work.deliveries.find(a_webhook(2).id, a_delivery(2).event.id) == a_delivery(2, 2)

    def test_lists_and_counts_are_of_an_account_or_of_all(self, stage: UnitsOfWork) -> None:
        theirs = [a_webhook(number) for number in range(1, 6)]
        keep(stage, *theirs, a_webhook(6, contributor=OTHER))
        with stage() as work:
            assert walk(lambda request: work.webhooks.page(ONE, request)) == theirs[::-1]
            assert len(walk(lambda request: work.webhooks.page(None, request))) == 6
            assert [work.webhooks.count(person) for person in (ONE, OTHER, a_contributor(3).id)] == [5, 1, 0]


class WebhookSecretsContract(Contract):
    """Secrets that follow from a key."""

    @pytest.fixture
    @abc.abstractmethod
    def secrets(self) -> WebhookSecrets:
        """The source under test."""

    def test_a_secret_is_always_the_same_and_of_nothing_else(self, secrets: WebhookSecrets) -> None:
        webhooks = [a_webhook(number).id for number in (1, 2)]
        found = {(webhook, number): secrets.of(webhook, number) for webhook in webhooks for number in range(3)}
        assert found == {key: secrets.of(*key) for key in found}
        assert len(set(found.values())) == len(found)
        assert {len(secret) for secret in found.values()} == {SECRET_BYTES}

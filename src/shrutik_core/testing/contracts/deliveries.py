"""What every repository of deliveries must keep: nothing lost, one attempt at a time of each webhook."""

from datetime import timedelta
from typing import Any

import attrs
import pytest

from shrutik_core.events.catalogue import EventType
from shrutik_core.events.happening import Happening
from shrutik_core.ports.deliveries import WaitingDeliveries
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Missing
from shrutik_core.testing.builders import a_collection, an_id, an_instant
from shrutik_core.testing.contracts.base import StoreContract, at_once, meanwhile, walk
from shrutik_core.testing.scenes import keep
from shrutik_core.testing.webhook_builders import NewerEventType, a_delivery, a_happening, a_webhook
from shrutik_core.webhooks.delivery import LEASE, Delivery, DeliveryStatus
from shrutik_core.webhooks.webhook import Health, WebhookStatus

NOW, SECOND = an_instant(100), timedelta(seconds=1)
HERE, THERE = a_collection(1).id, a_collection(2).id
REJECTED = {name: str(an_id(1, 6)) for name in ("chunk", "recording", "collection")} | {"status": "rejected"}


def rejected(number: int, *collections: object) -> Happening:
    """A chunk was rejected, in these collections."""
    within = frozenset(collections)
    return a_happening(number, type=EventType.CHUNK_REJECTED, data=REJECTED, collections=within)


def announced(units: UnitsOfWork, *events: Happening) -> int:
    """How many deliveries that makes."""
    with units() as work:
        made = work.deliveries.announce(events)
        work.commit()
    return made


def claimed(units: UnitsOfWork, now: object = NOW, most: int = 9) -> list[Delivery]:
    """Deliveries that are begun now."""
    with units() as work:
        claims = work.deliveries.claim(now, most)  # type: ignore[arg-type]
        work.commit()
    return [claim.delivery for claim in claims]


def waits(units: UnitsOfWork, number: int) -> list[Delivery]:
    """All of a webhook, newest first."""
    with units() as work:
        return walk(lambda request: work.deliveries.page(a_webhook(number).id, request))


class DeliveriesContract(StoreContract):
    """The outbox of what programs are told."""

    @pytest.mark.parametrize(
        "changes",
        [
            {},
            {"begun_at": NOW, "attempts": 3, "due_at": NOW + LEASE, "answer": 503, "error": "It answered 503."},
            {"status": DeliveryStatus.DELIVERED, "ended_at": NOW, "answer": 204},
            {"event": rejected(1, HERE, THERE)},
        ],
    )
    def test_a_delivery_comes_back_as_it_was_kept(self, stage: UnitsOfWork, changes: dict[str, Any]) -> None:
        delivery = a_delivery(1, **changes)
        keep(stage, a_webhook(1), delivery, a_delivery(2))
        with stage() as work:
            assert work.deliveries.find(delivery.webhook, delivery.event.id) == delivery
            assert work.deliveries.find(delivery.webhook, delivery.event.id, lock=True) == delivery
            assert work.deliveries.find(a_webhook(2).id, delivery.event.id) is None

    def test_each_webhook_that_asked_is_told(self, stage: UnitsOfWork) -> None:
        both = frozenset({EventType.RELEASE_READY, EventType.CHUNK_REJECTED})
        off = [a_webhook(4, status=WebhookStatus.PAUSED), a_webhook(5, status=WebhookStatus.GONE)]
        keep(stage, a_webhook(1), a_webhook(2, events=both), a_webhook(3, events=both, collection=HERE), *off)
        events = [a_happening(1), rejected(2, HERE), rejected(3, THERE), rejected(4, HERE, THERE)]
        assert announced(stage, *events) == 3 + 2 + 1 + 2
        found = {number: [one.event for one in waits(stage, number)][::-1] for number in range(1, 6)}
        assert found == {1: events[:1], 2: events, 3: [events[0], events[1], events[3]], 4: [], 5: []}
        first = waits(stage, 1)[0]
        assert first == a_delivery(1)

    def test_what_nobody_asked_for_is_not_kept(self, stage: UnitsOfWork) -> None:
        keep(stage, a_webhook(1))
        assert announced(stage, rejected(1, HERE)) == announced(stage) == 0
        assert waits(stage, 1) == []

    def test_what_is_not_committed_is_not_told(self, stage: UnitsOfWork) -> None:
        keep(stage, a_webhook(1))
        with stage() as work:
            work.deliveries.announce([a_happening(1)])
        assert waits(stage, 1) == []

    def test_of_each_webhook_the_first_that_is_due_is_begun(self, stage: UnitsOfWork) -> None:
        late = a_delivery(9, due_at=NOW + SECOND)
        keep(stage, a_webhook(1), a_webhook(2), a_delivery(2), a_delivery(1), a_delivery(3, 2), late)
        assert claimed(stage) == [a_delivery(1).begin(NOW), a_delivery(3, 2).begin(NOW)]
        assert claimed(stage, NOW + LEASE - SECOND) == []
        assert claimed(stage, NOW + LEASE)[0] == a_delivery(2).begin(NOW + LEASE)

    def test_a_webhook_that_was_saved_takes_the_next(self, stage: UnitsOfWork) -> None:
        keep(stage, a_webhook(1), a_delivery(1), a_delivery(2))
        (begun,) = claimed(stage)
        with stage() as work:
            work.deliveries.save(begun.arrive(NOW, 200))
            work.webhooks.save(a_webhook(1))
            work.commit()
        assert claimed(stage) == [a_delivery(2).begin(NOW)]

    def test_those_without_an_attempt_for_longest_come_first(self, stage: UnitsOfWork) -> None:
        tried = [Health(tried_at=an_instant(number)) for number in (3, 1, 2)]
        keep(stage, *(a_webhook(number, health=health) for number, health in enumerate(tried, 1)), a_webhook(4))
        keep(stage, *(a_delivery(number, number) for number in range(1, 5)))
        assert [claimed(stage, most=1)[0].webhook for _ in range(4)] == [a_webhook(one).id for one in (4, 2, 3, 1)]
        assert claimed(stage, most=1) == []

    def test_what_is_off_or_rests_is_left_alone(self, stage: UnitsOfWork) -> None:
        resting = a_webhook(2, health=Health(1, NOW, NOW + SECOND))
        keep(stage, a_webhook(1, status=WebhookStatus.FAILING), resting, a_delivery(1, 1), a_delivery(2, 2))
        assert claimed(stage) == []
        assert [one.webhook for one in claimed(stage, NOW + SECOND)] == [resting.id]

    @pytest.mark.usefixtures("side_by_side")
    def test_callers_at_once_share_what_is_due(self, stage: UnitsOfWork) -> None:
        keep(stage, *(a_webhook(number) for number in range(1, 6)))
        keep(stage, *(a_delivery(number, 1 + number % 5) for number in range(1, 16)))
        found = [one for some in at_once(*[lambda: claimed(stage, most=2)] * 4) for one in some]
        assert len({one.webhook for one in found}) == len(found)

    @pytest.mark.usefixtures("side_by_side")
    def test_nobody_waits_for_a_claim_to_tell(self, stage: UnitsOfWork) -> None:
        keep(stage, a_webhook(1), a_delivery(1))
        with stage() as work:
            assert len(work.deliveries.claim(NOW, 1)) == 1
            assert meanwhile(lambda: announced(stage, a_happening(2))) == 1
            work.commit()
        assert len(waits(stage, 1)) == 2

    def test_what_a_newer_version_tells_of_is_left_to_it(self, stage: UnitsOfWork) -> None:
        newer = [a_happening(number, type=NewerEventType.STORY_TOLD, data={"story": [1]}) for number in (1, 2)]
        keep(stage, a_webhook(1), a_webhook(2), *(a_delivery(one, one, event=newer[one - 1]) for one in (1, 2)))
        keep(stage, a_delivery(3))
        with stage() as work:
            assert work.deliveries.backlog(NOW).waiting == 1
            assert work.deliveries.find(a_webhook(1).id, newer[0].id) is None
        assert claimed(stage) == [a_delivery(3).begin(NOW)]
        assert (waits(stage, 1), waits(stage, 2)) == ([a_delivery(3).begin(NOW)], [])
        with stage() as work:
            assert [work.deliveries.end_all(a_webhook(one).id, NOW, "It is gone.") for one in (1, 2)] == [2, 1]

    def test_facts_that_a_newer_version_added_are_told(self, stage: UnitsOfWork) -> None:
        more = a_delivery(1, event=a_happening(1, data={**a_happening(1).data, "hours": 2.5}))
        keep(stage, a_webhook(1), more)
        assert claimed(stage) == [more.begin(NOW)]

    def test_saving_what_is_not_there_is_missing(self, stage: UnitsOfWork) -> None:
        with pytest.raises(Missing) as error, stage() as work:
            work.deliveries.save(a_delivery(1))
        assert error.value.code == "delivery_missing"

    def test_all_that_wait_are_ended(self, stage: UnitsOfWork) -> None:
        done = a_delivery(2).arrive(an_instant(50), 200)
        keep(stage, a_webhook(1), a_webhook(2), a_delivery(1), done, a_delivery(3).begin(NOW), a_delivery(4, 2))
        with stage() as work:
            assert work.deliveries.end_all(a_webhook(1).id, NOW, "It is gone.") == 2
            work.commit()
        dead = [attrs.evolve(a_delivery(3), attempts=1, due_at=NOW + LEASE), done, a_delivery(1)]
        ended = [one if one is done else one.end(NOW, "It is gone.") for one in dead]
        assert waits(stage, 1) == ended
        assert waits(stage, 2) == [a_delivery(4, 2)]

    def test_lists_are_of_one_status(self, stage: UnitsOfWork) -> None:
        dead = [a_delivery(number).end(NOW, "No.") for number in (1, 3, 5)]
        keep(stage, a_webhook(1), *dead, a_delivery(2), a_delivery(4))
        with stage() as work:
            page = walk(lambda request: work.deliveries.page(a_webhook(1).id, request, DeliveryStatus.DEAD))
        assert page == dead[::-1]

    def test_what_waits_is_counted(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            assert work.deliveries.backlog(NOW) == WaitingDeliveries(0, 0.0)
        keep(stage, a_webhook(1), a_webhook(2, status=WebhookStatus.PAUSED), a_delivery(3, 2))
        keep(stage, a_delivery(1, due_at=NOW - 9 * SECOND), a_delivery(2, due_at=NOW + SECOND))
        keep(stage, a_delivery(4).arrive(NOW, 200))
        with stage() as work:
            assert work.deliveries.backlog(NOW) == WaitingDeliveries(2, 9.0)

    def test_what_ended_long_ago_is_forgotten(self, stage: UnitsOfWork) -> None:
        old = [a_delivery(number).end(an_instant(10 + number), "No.") for number in range(1, 5)]
        keep(stage, a_webhook(1), *old, a_delivery(5))
        with stage() as work:
            assert work.deliveries.forget(an_instant(13), 1) == 1
            assert work.deliveries.forget(an_instant(13), 9) == 1
            assert work.deliveries.forget(an_instant(13), 9) == 0
            work.commit()
        assert waits(stage, 1) == [a_delivery(5), old[3], old[2]]

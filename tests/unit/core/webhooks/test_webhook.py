"""A webhook, its rights, its secrets and its health."""

from datetime import timedelta

import pytest

from shrutik_core.events.catalogue import EventType
from shrutik_core.people.roles import Actor, Role
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import a_collection, a_contributor, an_instant
from shrutik_core.testing.webhook_builders import a_webhook
from shrutik_core.webhooks.webhook import (
    ASKABLE,
    FIRST_REST,
    GIVEN_UP_AFTER,
    LONGEST_REST,
    NEEDS,
    OVERLAP,
    Health,
    WebhookStatus,
    check_events,
    may_be_told,
)

NOW, TICK = an_instant(100), timedelta(microseconds=1)
HERE, THERE = a_collection(1).id, a_collection(2).id


def owner(role, *collections):
    return Actor(a_contributor(1).id, role, frozenset(collections))


def test_all_types_but_the_test_can_be_asked_for():
    assert ASKABLE == NEEDS.keys() == set(EventType) - {EventType.WEBHOOK_TEST}
    assert check_events(ASKABLE) == ASKABLE


@pytest.mark.parametrize("events", [(), {EventType.WEBHOOK_TEST}])
def test_a_webhook_asks_for_something(events):
    with pytest.raises(Invalid) as error:
        check_events(events)
    assert error.value.code == "webhook_events_invalid"


def test_two_secrets_are_good_for_a_day():
    rotated = a_webhook(1).rotate(NOW).rotate(NOW)
    assert a_webhook(1).secret_numbers(NOW) == (0,)
    assert rotated.secret_numbers(NOW + OVERLAP - TICK) == (2, 1)
    assert rotated.secret_numbers(NOW + OVERLAP) == (2,)


def test_it_rests_the_longer_the_more_attempts_failed():
    health, rests = Health(), []
    for _ in range(9):
        health = health.after_failure(NOW)
        rests.append(health.rests_until - NOW)
    assert rests[:3] == [FIRST_REST, 2 * FIRST_REST, 4 * FIRST_REST]
    assert rests[-1] == LONGEST_REST
    assert health.after_success() == Health()


def test_it_is_given_up_after_days_without_a_success():
    failing = Health().after_failure(NOW)
    assert not failing.given_up(NOW + GIVEN_UP_AFTER - TICK)
    assert failing.after_failure(NOW + GIVEN_UP_AFTER).given_up(NOW + GIVEN_UP_AFTER)
    assert not failing.after_success().given_up(NOW + GIVEN_UP_AFTER)


def test_switched_on_again_it_begins_anew():
    failing = a_webhook(1, status=WebhookStatus.FAILING, health=Health(9, NOW, NOW))
    assert failing.switch(WebhookStatus.ACTIVE) == a_webhook(1)


@pytest.mark.parametrize(
    ("who", "event", "within", "told"),
    [
        (owner(Role.ADMIN), EventType.RECORDING_FAILED, {HERE}, True),
        (owner(Role.RESEARCHER), EventType.RELEASE_READY, {HERE, THERE}, True),
        (owner(Role.RESEARCHER), EventType.CHUNK_SETTLED, {HERE}, False),
        (owner(Role.REVIEWER, HERE), EventType.CHUNK_SETTLED, {HERE}, True),
        (owner(Role.REVIEWER, HERE), EventType.CHUNK_SETTLED, {THERE}, False),
        (owner(Role.REVIEWER), EventType.WEBHOOK_TEST, set(), True),
        (owner(Role.CONTRIBUTOR), EventType.WEBHOOK_TEST, set(), False),
        (owner(Role.CONTRIBUTOR), EventType.RELEASE_READY, {HERE}, False),
    ],
)
def test_an_owner_is_told_what_they_may_know(who, event, within, told):
    assert may_be_told(who, event, within) is told

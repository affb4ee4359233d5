"""The life of a delivery, and its pauses."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.errors import Conflict
from shrutik_core.testing.builders import an_instant
from shrutik_core.testing.webhook_builders import a_delivery
from shrutik_core.webhooks.delivery import (
    FIRST_PAUSE,
    JITTER,
    LEASE,
    LONGEST_PAUSE,
    MOST_ATTEMPTS,
    DeliveryStatus,
    pause_after,
)

NOW = an_instant(100)


def failed(times, chance=0.5):
    delivery, now = a_delivery(1), NOW
    for _ in range(times):
        delivery = delivery.begin(now).fail(now, "It answered 500.", chance, answer=500)
        now = delivery.due_at
    return delivery


def test_what_is_begun_is_due_again_after_its_lease():
    begun = a_delivery(1).begin(NOW)
    assert (begun.attempts, begun.begun_at, begun.due_at) == (1, NOW, NOW + LEASE)


def test_an_arrival_ends_it():
    arrived = failed(2).begin(NOW).arrive(NOW, 204)
    assert (arrived.status, arrived.answer, arrived.error, arrived.ended_at) == (DeliveryStatus.DELIVERED, 204, "", NOW)
    for again in (lambda: arrived.begin(NOW), lambda: arrived.end(NOW, "x")):
        with pytest.raises(Conflict, match="delivered"):
            again()


def test_the_last_failure_ends_it_after_about_a_day():
    almost = failed(MOST_ATTEMPTS - 1)
    assert almost.status is DeliveryStatus.WAITING
    assert timedelta(hours=23) < almost.due_at - NOW < timedelta(hours=27)
    dead = failed(MOST_ATTEMPTS)
    assert (dead.status, dead.attempts, dead.answer) == (DeliveryStatus.DEAD, MOST_ATTEMPTS, 500)


def test_it_is_sent_again_as_the_same_message():
    dead = failed(MOST_ATTEMPTS)
    again = dead.resend(NOW)
    assert (again.event, again.status, again.attempts, again.due_at) == (dead.event, DeliveryStatus.WAITING, 0, NOW)
    with pytest.raises(Conflict, match="waiting"):
        again.resend(NOW)


def test_a_program_may_ask_to_be_left_alone_up_to_the_longest_pause():
    begun = a_delivery(1).begin(NOW)
    asked = {wait: begun.fail(NOW, "It answered 503.", 0.5, wait=wait).due_at - NOW for wait in (-5, 1, 120, 1e9)}
    assert asked == {-5: FIRST_PAUSE, 1: FIRST_PAUSE, 120: timedelta(minutes=2), 1e9: LONGEST_PAUSE}


@given(st.integers(1, 100), st.floats(0, 1, exclude_max=True))
def test_pauses_grow_up_to_the_longest_and_lie_within_the_jitter(failures, chance):
    pause, whole = pause_after(failures, chance), pause_after(failures, 0.5)
    assert whole * (1 - JITTER) <= pause + timedelta(microseconds=1)
    assert pause <= whole * (1 + JITTER)
    assert FIRST_PAUSE * (1 - JITTER) <= pause <= LONGEST_PAUSE * (1 + JITTER)
    assert pause_after(failures + 1, chance) >= pause

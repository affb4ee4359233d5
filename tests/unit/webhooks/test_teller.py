"""The teller: many programs at a time, one message each, and a slow one holds nobody up."""

import threading
import time
from datetime import timedelta

import pytest

from shrutik_core.events.catalogue import EventType
from shrutik_core.ports.webhook_sender import ProgramAnswer
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.webhooks.manage_webhooks import WebhookWish
from shrutik_core.webhooks.delivery import DeliveryStatus
from shrutik_worker.teller import Teller
from use_cases_scene import PlatformScene

PATIENCE = 10.0


@pytest.fixture
def scene():
    return PlatformScene()


@pytest.fixture
def teller(scene):
    made = Teller(scene.platform.tell_webhooks(), 3, scene.platform.metrics())
    yield made
    made.stop()
    made.join(PATIENCE)


def registered(scene, name):
    url, events = f"https://{name}.example.org/", frozenset({EventType.RELEASE_READY})
    return scene.platform.manage_webhooks().register(scene.admin, WebhookWish(name, url, events)).webhook.id


def soon(condition):
    until = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < until:
        time.sleep(0.01)
    return condition()


def delivered(scene, webhook):
    look = scene.platform.look_at_deliveries()
    return len(look.list(None, webhook, PageRequest(100), DeliveryStatus.DELIVERED).items)


def test_a_slow_program_holds_nobody_up(scene, teller):
    slow, quick = registered(scene, "slow"), registered(scene, "quick")
    hold, at_once, most = threading.Event(), [], []

    def wait(*_):
        at_once.append(1)
        most.append(len(at_once))
        hold.wait(PATIENCE)
        at_once.pop()
        return ProgramAnswer(204)

    scene.platform.webhook_sender().programs |= {
        "slow.example.org": wait,
        "quick.example.org": lambda *_: ProgramAnswer(204),
    }
    for _ in range(4):
        for webhook in (slow, quick):
            scene.platform.look_at_deliveries().test(scene.admin, webhook)
    teller.start()
    assert soon(lambda: delivered(scene, quick) == 4)
    assert delivered(scene, slow) == 0
    hold.set()
    assert soon(lambda: delivered(scene, slow) == 4)
    assert set(most) == {1}


def test_news_are_told_at_once_and_outcomes_counted(scene, teller):
    webhook = registered(scene, "program")
    scene.platform.webhook_sender().programs["program.example.org"] = lambda *_: ProgramAnswer(500)
    teller.start()
    scene.platform.look_at_deliveries().test(scene.admin, webhook)
    teller.ring()
    assert soon(lambda: scene.platform.manage_webhooks().get(None, webhook).health.failures == 1)
    scene.platform.webhook_sender().programs["program.example.org"] = lambda *_: ProgramAnswer(204)
    scene.installation.clock.advance(timedelta(minutes=5))
    teller.ring()
    assert soon(lambda: delivered(scene, webhook) == 1)


def test_what_cannot_be_noted_is_told_again_after_its_lease(scene, teller, caplog):
    webhook, told = registered(scene, "program"), []

    def answer(*_):
        told.append(1)
        if len(told) == 1:
            raise Unavailable("database_unavailable", "The database does not answer.")
        return ProgramAnswer(204)

    scene.platform.webhook_sender().programs["program.example.org"] = answer
    scene.platform.look_at_deliveries().test(scene.admin, webhook)
    teller.start()
    assert soon(lambda: len(told) == 1)
    scene.installation.clock.advance(timedelta(minutes=5))
    assert soon(lambda: delivered(scene, webhook) == 1)

"""A program that answers to webhooks, and what a test does with a webhook."""

import json
from datetime import timedelta

import attrs
import pytest

from shrutik_core.events.catalogue import EventType
from shrutik_core.ports.webhook_sender import ProgramAnswer
from shrutik_core.shared.errors import ShrutikError
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.webhooks.manage_webhooks import WebhookWish

URL = "https://program.example.org/hook"
ALL = PageRequest(100)


@attrs.define
class Program:
    """A program that answers as it is told to, and keeps what it was sent."""

    answer: ProgramAnswer = attrs.field(factory=lambda: ProgramAnswer(204))
    taken: list = attrs.field(factory=list)

    def __call__(self, headers, body):
        self.taken.append((dict(headers), body))
        return self.answer

    @property
    def types(self):
        return [json.loads(body)["type"] for _, body in self.taken]


def wish(*events, **changes):
    return WebhookWish("mirror", **{"url": URL, "events": frozenset(events or {EventType.RELEASE_READY}), **changes})


def registered(scene, *events, actor=None, **changes):
    return scene.platform.manage_webhooks().register(actor or scene.admin, wish(*events, **changes))


def deliveries(scene, known, status=None):
    return scene.platform.look_at_deliveries().list(None, known.webhook.id, ALL, status).items


def try_out(scene, known):
    scene.platform.look_at_deliveries().test(scene.admin, known.webhook.id)
    scene.installation.work()


def advance(scene, **by):
    scene.installation.clock.advance(timedelta(**by))


def state(scene, known):
    return scene.platform.manage_webhooks().get(None, known.webhook.id)


def refused(call):
    with pytest.raises(ShrutikError) as error:
        call()
    return error.value.code

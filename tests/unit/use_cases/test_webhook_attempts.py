"""Deliveries to webhooks that fail: made again, given up, sent again, and webhooks that are switched off for it."""

import pytest

from shrutik_core.notices.notice import NoticeKind
from shrutik_core.ports.webhook_sender import ProgramAnswer
from shrutik_core.use_cases.webhooks.manage_webhooks import WebhookChange
from shrutik_core.use_cases.webhooks.tell_webhooks import Told
from shrutik_core.webhooks.delivery import MOST_ATTEMPTS, DeliveryStatus
from shrutik_core.webhooks.webhook import GIVEN_UP_AFTER, Health, WebhookStatus
from use_cases_scene import PlatformScene
from webhooks_scene import ALL, Program, advance, deliveries, refused, registered, state, try_out


@pytest.fixture
def scene():
    return PlatformScene()


@pytest.fixture
def program(scene):
    answering = Program()
    scene.platform.webhook_sender().programs["program.example.org"] = answering
    return answering


def test_an_attempt_that_fails_is_made_again_as_the_same_message(scene, program):
    known = registered(scene)
    program.answer = ProgramAnswer(503)
    try_out(scene, known)
    assert (state(scene, known).health.failures, len(program.taken)) == (1, 1)
    program.answer = ProgramAnswer(200)
    scene.installation.work()
    assert len(program.taken) == 1
    advance(scene, minutes=1)
    scene.installation.work()
    assert len({headers["webhook-id"] for headers, _ in program.taken}) == 1
    assert len({body for _, body in program.taken}) == 1
    assert len(program.taken) == 2
    assert state(scene, known).health.failures == 0


def test_silence_and_private_networks_are_failures(scene):
    known = registered(scene)
    try_out(scene, known)
    assert "does not answer" in deliveries(scene, known)[0].error
    sender = scene.platform.webhook_sender()
    sender.addresses["program.example.org"] = ("10.0.0.1",)
    advance(scene, hours=1)
    scene.installation.work()
    assert "private network" in deliveries(scene, known)[0].error


def test_after_a_day_a_delivery_is_given_up_and_can_be_sent_again(scene, program):
    known = registered(scene)
    program.answer = ProgramAnswer(500)
    try_out(scene, known)
    for _ in range(MOST_ATTEMPTS):
        advance(scene, hours=8)
        scene.installation.work()
    (dead,) = deliveries(scene, known, DeliveryStatus.DEAD)
    assert (dead.attempts, len(program.taken)) == (MOST_ATTEMPTS, MOST_ATTEMPTS)
    program.answer = ProgramAnswer(200)
    look = scene.platform.look_at_deliveries()
    look.resend(scene.admin, known.webhook.id, dead.event.id)
    assert refused(lambda: look.resend(scene.admin, known.webhook.id, dead.event.id)) == "delivery_waiting"
    advance(scene, hours=1)
    scene.installation.work()
    assert deliveries(scene, known)[0].status is DeliveryStatus.DELIVERED
    assert len({headers["webhook-id"] for headers, _ in program.taken}) == 1


def test_a_webhook_that_is_gone_is_switched_off_and_its_owner_told(scene, program):
    known = registered(scene)
    program.answer = ProgramAnswer(410)
    try_out(scene, known)
    assert state(scene, known).status is WebhookStatus.GONE
    assert deliveries(scene, known)[0].status is DeliveryStatus.DEAD
    (notice,) = scene.platform.read_notices().list(scene.admin, ALL).items
    assert (notice.kind, notice.facts["name"]) == (NoticeKind.WEBHOOK_OFF, "mirror")
    assert refused(lambda: try_out(scene, known)) == "webhook_off"
    scene.platform.manage_webhooks().change(scene.admin, known.webhook.id, WebhookChange(active=True))
    program.answer = ProgramAnswer(200)
    try_out(scene, known)
    assert deliveries(scene, known)[0].status is DeliveryStatus.DELIVERED


def test_a_webhook_that_takes_nothing_for_days_is_switched_off(scene, program):
    known = registered(scene)
    program.answer = ProgramAnswer(500)
    try_out(scene, known)
    scene.installation.clock.advance(GIVEN_UP_AFTER)
    scene.installation.work()
    assert state(scene, known).status is WebhookStatus.FAILING
    assert {one.status for one in deliveries(scene, known)} == {DeliveryStatus.DEAD}


def test_switched_on_again_it_does_not_rest_by_an_attempt_that_nobody_waits_for(scene, program):
    known, tell = registered(scene), scene.platform.tell_webhooks()
    scene.platform.look_at_deliveries().test(scene.admin, known.webhook.id)
    (claim,) = tell.claim(1)
    for active in (False, True):
        scene.platform.manage_webhooks().change(scene.admin, known.webhook.id, WebhookChange(active=active))
    program.answer = ProgramAnswer(410)
    assert tell.tell(claim) is Told.OUTDATED
    assert state(scene, known).health == Health()
    program.answer = ProgramAnswer(200)
    try_out(scene, known)
    assert deliveries(scene, known)[0].status is DeliveryStatus.DELIVERED

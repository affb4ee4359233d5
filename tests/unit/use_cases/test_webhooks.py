"""Webhooks from end to end in memory: what is told to whom, how it is signed, and what is told to nobody."""

import base64
import json

import attrs
import pytest

from shrutik_core.events.catalogue import EventType
from shrutik_core.people.roles import Role
from shrutik_core.shared.ids import WebhookId
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.testing.builders import an_id
from shrutik_core.use_cases.webhooks.manage_webhooks import WebhookChange
from shrutik_core.webhooks.delivery import DeliveryStatus
from shrutik_core.webhooks.signature import SECRET_MARK, signature_of
from shrutik_core.webhooks.webhook import MOST_WEBHOOKS, OVERLAP
from use_cases_scene import PlatformScene
from webhooks_scene import Program, advance, deliveries, refused, registered, try_out, wish


@pytest.fixture
def scene():
    return PlatformScene()


@pytest.fixture
def program(scene):
    answering = Program()
    scene.platform.webhook_sender().programs["program.example.org"] = answering
    return answering


def test_what_is_sent_is_signed(scene, program):
    known = registered(scene)
    assert known.secret.startswith(SECRET_MARK)
    try_out(scene, known)
    ((headers, body),) = program.taken
    (delivery,) = deliveries(scene, known)
    assert headers["webhook-id"] == str(delivery.event.id)
    secret = base64.b64decode(known.secret.removeprefix(SECRET_MARK))
    signed = signature_of(secret, headers["webhook-id"], int(headers["webhook-timestamp"]), body)
    assert headers["webhook-signature"] == signed
    told = json.loads(body)
    assert told.keys() == {"type", "timestamp", "data"}
    assert told["data"] == {"webhook": str(known.webhook.id)}
    assert (delivery.status, delivery.answer, delivery.attempts) == (DeliveryStatus.DELIVERED, 204, 1)


def test_a_test_that_is_asked_for_again_by_its_key_is_sent_once(scene, program):
    known, key = registered(scene), IdempotencyKey("test_webhook", "once", "digest")
    look = scene.platform.look_at_deliveries()
    assert look.test(scene.admin, known.webhook.id, key) == look.test(scene.admin, known.webhook.id, key)
    again = scene.platform.manage_webhooks().register(scene.admin, wish(), attrs.evolve(key, operation="register"))
    assert (
        scene.platform.manage_webhooks().register(scene.admin, wish(), attrs.evolve(key, operation="register")) == again
    )
    scene.installation.work()
    assert len(program.taken) == 1


def test_a_recordings_way_is_told(scene, program):
    collection = scene.collection()
    asked = [EventType.RECORDING_CHUNKED, EventType.RECORDING_REFUSED, EventType.CHUNK_SETTLED, EventType.REVIEW_ASKED]
    registered(scene, *asked, collection=collection.slug)
    speaker = scene.speaker()
    recording = scene.upload(speaker)
    scene.installation.work()
    assert program.types == ["recording.chunked"]
    data = json.loads(program.taken[0][1])["data"]
    assert (data["recording"], data["collection"], data["status"]) == (str(recording.id), str(collection.id), "chunked")


def test_an_account_that_leaves_is_told_to_holders_of_releases(scene, program):
    scene.collection()
    speaker = scene.speaker()
    withdrawals = [EventType.VOICE_WITHDRAWN, EventType.CONSENT_WITHDRAWN, EventType.WITHDRAWAL_UNDONE]
    registered(scene, *withdrawals, EventType.WITHDRAWAL_ERASED)
    scene.platform.withdraw().purpose(speaker, "bn-read", "publish")
    report = scene.platform.withdraw().account(speaker)
    scene.platform.undo_withdrawal()(speaker, report.withdrawal.id)
    scene.platform.withdraw().account(speaker)
    advance(scene, days=4)
    scene.installation.work()
    told = program.types
    assert sorted(set(told)) == ["consent.withdrawn", "voice.withdrawn", "withdrawal.erased", "withdrawal.undone"]
    assert not any(str(speaker.id) in body.decode() for _, body in program.taken)


def test_whoever_may_not_know_any_more_is_not_told(scene, program):
    researcher = scene.person("researcher", Role.RESEARCHER)
    known = registered(scene, actor=researcher)
    scene.platform.look_at_deliveries().test(researcher, known.webhook.id)
    scene.platform.manage_people().give_role(scene.admin, researcher.id, Role.CONTRIBUTOR)
    scene.installation.work()
    assert program.taken == []
    assert deliveries(scene, known)[0].status is DeliveryStatus.DEAD


def test_for_a_day_both_secrets_are_good(scene, program):
    known = registered(scene)
    rotated = scene.platform.manage_webhooks().rotate(scene.admin, known.webhook.id)
    assert rotated.secret != known.secret
    try_out(scene, known)
    scene.installation.clock.advance(OVERLAP)
    try_out(scene, known)
    numbers = [len(headers["webhook-signature"].split()) for headers, _ in program.taken]
    assert numbers == [2, 1]


def test_an_account_has_so_many_webhooks_at_most(scene):
    for _ in range(MOST_WEBHOOKS):
        registered(scene)
    assert refused(lambda: registered(scene)) == "too_many_webhooks"


def test_what_one_may_not_know_cannot_be_asked_for(scene):
    researcher = scene.person("researcher", Role.RESEARCHER)
    assert refused(lambda: registered(scene, EventType.RECORDING_FAILED, actor=researcher)) == "not_permitted"
    known = registered(scene, actor=researcher)
    change = WebhookChange(events=frozenset({EventType.CHUNK_SETTLED}))
    manage = scene.platform.manage_webhooks()
    assert refused(lambda: manage.change(researcher, known.webhook.id, change)) == "not_permitted"
    assert refused(lambda: registered(scene, url="https://127.0.0.1/")) == "webhook_url_invalid"


def test_paused_it_drops_what_waits_and_hears_nothing(scene, program):
    known, manage = registered(scene, EventType.RECORDING_CHUNKED), scene.platform.manage_webhooks()
    scene.platform.look_at_deliveries().test(scene.admin, known.webhook.id)
    manage.change(scene.admin, known.webhook.id, WebhookChange(active=False))
    scene.collection()
    scene.upload(scene.speaker())
    scene.installation.work()
    assert program.taken == []
    assert [one.status for one in deliveries(scene, known)] == [DeliveryStatus.DEAD]
    manage.remove(scene.admin, known.webhook.id)
    assert refused(lambda: manage.get(scene.admin, known.webhook.id)) == "webhook_missing"
    assert refused(lambda: manage.remove(scene.admin, WebhookId(an_id(9, 9)))) == "webhook_missing"

"""Webhooks from end to end in memory: what is told to whom, again and again until it is taken, and what is not."""

import base64
import json
from datetime import timedelta

import attrs
import pytest

from shrutik_core.events.catalogue import EventType
from shrutik_core.notices.notice import NoticeKind
from shrutik_core.people.roles import Role
from shrutik_core.ports.webhook_sender import ProgramAnswer
from shrutik_core.shared.errors import ShrutikError
from shrutik_core.shared.ids import WebhookId
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.testing.builders import an_id
from shrutik_core.use_cases.webhooks.manage_webhooks import WebhookChange, WebhookWish
from shrutik_core.use_cases.webhooks.tell_webhooks import Told
from shrutik_core.webhooks.delivery import MOST_ATTEMPTS, DeliveryStatus
from shrutik_core.webhooks.signature import SECRET_MARK, signature_of
from shrutik_core.webhooks.webhook import GIVEN_UP_AFTER, MOST_WEBHOOKS, OVERLAP, Health, WebhookStatus
from use_cases_scene import PlatformScene

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


@pytest.fixture
def scene():
    return PlatformScene()


@pytest.fixture
def program(scene):
    answering = Program()
    scene.platform.webhook_sender().programs["program.example.org"] = answering
    return answering


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


def test_a_webhook_that_takes_nothing_for_days_is_switched_off(scene, program):
    known = registered(scene)
    program.answer = ProgramAnswer(500)
    try_out(scene, known)
    scene.installation.clock.advance(GIVEN_UP_AFTER)
    scene.installation.work()
    assert state(scene, known).status is WebhookStatus.FAILING
    assert {one.status for one in deliveries(scene, known)} == {DeliveryStatus.DEAD}


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

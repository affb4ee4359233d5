"""What an account has beside its voice: it is in the export, and goes when the account is erased."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from releases_scene import one_settled
from shrutik_core.notices.notice import NoticeKind
from shrutik_core.people.entrusted import RECORDED_CONSENTS, RecordedConsent, recorded_consent_key
from shrutik_core.people.identity import Identity
from shrutik_core.people.login_attempts import LoginScope, login_digest
from shrutik_core.people.roles import Permission, Role
from shrutik_core.people.withdrawal import UNDO_TIME
from shrutik_core.shared.ids import IdentityId
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.entrusted.look_after_speakers import SpeakerDraft
from shrutik_core.use_cases.invitations.make_invitations import InvitationOrder
from shrutik_core.use_cases.people.api_keys import ApiKeyWish
from shrutik_core.use_cases.steps.notifying import add_notice
from use_cases_scene import SLUG, code

ALL = PageRequest(100)


@pytest.fixture
def scene():
    """One settled chunk in one release; who spoke it stands in `speaker`."""
    return one_settled()


@pytest.fixture
def speaker(scene):
    with scene.platform.units_of_work()() as uow:
        return uow.contributors.find_by_email("speaker@example.org").actor


def run_out(scene):
    """The time to undo is over, and the jobs were done."""
    scene.installation.clock.advance(UNDO_TIME)
    scene.installation.work()


def test_the_export_tells_what_lets_the_person_in_and_no_secret(scene, speaker):
    issued = scene.platform.make_invitations()(scene.admin, InvitationOrder(SLUG, name="Class 5"))[0].invitation
    key = scene.platform.manage_api_keys().make(speaker, ApiKeyWish("mine", frozenset({Permission.RECORD})))
    with scene.platform.units_of_work()() as uow:
        now = scene.platform.clock().now()
        uow.invitations.save(issued.use(speaker.id, now))
        uow.identities.add(
            Identity(IdentityId(scene.platform.ids().new()), "https://uni.example", "me", speaker.id, now)
        )
        add_notice(uow, scene.platform.ids(), now, speaker.id, NoticeKind.ACCOUNT_ENABLED)
        scene.platform.start_session().within(uow, uow.contributors.find(speaker.id), "", "a phone")
        uow.commit()
    with ZipFile(BytesIO(b"".join(scene.platform.export_own()(speaker)))) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".json")}
    said = {name: json.loads(text) for name, text in texts.items()}
    assert [one["agent"] for one in said["sessions.json"]] == ["a phone"]
    assert [one["prefix"] for one in said["api_keys.json"]] == [key.key.prefix]
    assert [(one["name"], one["made_by"]) for one in said["invitations.json"]] == [("Class 5", None)]
    assert [one["subject"] for one in said["identities.json"]] == ["me"]
    assert [one["kind"] for one in said["notices.json"]] == ["account_enabled", "key_made"]
    whole = "".join(texts.values())
    assert issued.code_hash not in whole
    assert key.key.secret_hash not in whole


def test_with_an_account_go_its_failed_log_ins_and_what_its_voice_said_aloud(scene, speaker):
    digest, blobs = login_digest(LoginScope.ACCOUNT, "speaker@example.org"), scene.platform.blobs()
    with scene.platform.units_of_work()() as uow:
        now = scene.platform.clock().now()
        uow.login_attempts.put(uow.login_attempts.find(digest).begin(now, LoginScope.ACCOUNT))
        consent = uow.consents.page(uow.contributors.find(speaker.id).speaker, ALL).items[0]
        blob = blobs.put(recorded_consent_key(consent.id), [b"I agree"])
        uow.entrusted.add_recorded(RecordedConsent(consent.id, consent.speaker, blob, "audio/flac", speaker.id, now))
        uow.commit()
    scene.platform.withdraw().account(speaker)
    run_out(scene)
    with scene.platform.units_of_work()() as uow:
        assert uow.login_attempts.find(digest).failures == 0
        assert uow.entrusted.find_recorded(consent.id) is None
    assert list(blobs.list(RECORDED_CONSENTS)) == []


def test_wards_of_an_erased_facilitator_are_the_admins(scene):
    facilitator = scene.person("facilitator", Role.FACILITATOR)
    look_after = scene.platform.look_after_speakers()
    ward = look_after.add(facilitator, SpeakerDraft(SLUG, "Mina"))
    hear = scene.platform.hear_recorded_consents()
    assert code(lambda: hear.list(scene.admin, ward.id, ALL)) == "speaker_missing"
    scene.platform.withdraw().account(facilitator)
    run_out(scene)
    assert look_after.list(scene.admin, ALL).items == (ward,)
    assert hear.list(scene.admin, ward.id, ALL).items == ()

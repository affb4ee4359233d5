"""A purpose or a whole account is withdrawn."""

import pytest

from releases_scene import content, one_settled, release
from shrutik_core.people.consent import PUBLISHING, Purpose
from shrutik_core.people.roles import Role
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.releases.release import ReleaseStatus
from use_cases_scene import SLUG, code
from withdrawing_scene import ALL, account, feed, recording, undo, withdraw


@pytest.fixture
def scene():
    """One settled chunk in one release; who spoke it stands in `speaker`."""
    return one_settled()


@pytest.fixture
def speaker(scene):
    return account(scene, "speaker").actor


def test_a_purpose_leaves_the_recording_and_ends_its_publication(scene, speaker):
    made = release(scene)
    report = scene.platform.withdraw().purpose(speaker, SLUG, "publish")
    assert [one.id for one in report.releases] == [made.id]
    assert recording(scene).status is RecordingStatus.CHUNKED
    consent = scene.platform.list_consents()(speaker, ALL).items[0]
    assert (consent.purposes, consent.withdrawn_at) == ({Purpose.RECORD}, None)
    assert scene.platform.withdraw().purpose(speaker, SLUG, "publish") == report
    assert release(scene).status is ReleaseStatus.FAILED
    undo(scene, speaker, report)
    assert scene.platform.list_consents()(speaker, ALL).items[0].purposes == PUBLISHING
    assert release(scene).status is ReleaseStatus.READY
    assert content(scene, made, "README.md")


def test_without_consent_to_record_nothing_recorded_stays(scene, speaker):
    report = scene.platform.withdraw().purpose(speaker, SLUG, "record")
    assert recording(scene).status is RecordingStatus.WITHDRAWN
    assert code(lambda: scene.upload(speaker)) == "consent_required"
    assert code(lambda: scene.platform.withdraw().purpose(speaker, SLUG, "contact")) == "purpose_not_given"
    undo(scene, speaker, report)
    assert recording(scene).status is RecordingStatus.CHUNKED
    assert scene.platform.list_consents()(speaker, ALL).items[0].purposes == PUBLISHING


def test_a_withdrawn_account_sends_nothing_and_its_narrower_withdrawals_wait_for_it(scene, speaker):
    narrow = withdraw(scene, speaker)
    wide = scene.platform.withdraw().account(speaker)
    assert code(lambda: scene.upload(speaker)) == "account_withdrawn"
    assert code(lambda: undo(scene, speaker, narrow)) == "withdrawal_wider"
    undo(scene, speaker, wide)
    assert recording(scene).status is RecordingStatus.WITHDRAWN
    undo(scene, speaker, narrow)
    assert recording(scene).status is RecordingStatus.CHUNKED


def test_the_last_admin_cannot_go(scene):
    assert code(lambda: scene.platform.withdraw().account(scene.admin)) == "last_admin"
    second = scene.person("second-admin", Role.ADMIN)
    scene.platform.withdraw().account(second)
    assert code(lambda: scene.platform.withdraw().account(scene.admin)) == "last_admin"


def test_agreeing_to_less_takes_back_the_rest(scene, speaker):
    made = release(scene)
    give = scene.platform.give_consent()
    assert give(speaker, SLUG, "1", ["record", "publish"]).lets_publish
    assert scene.platform.read_withdrawals().own(speaker, ALL).items == ()
    given = give(speaker, SLUG, "1", ["record"])
    assert given.purposes == {Purpose.RECORD}
    (report,) = scene.platform.read_withdrawals().own(speaker, ALL).items
    assert report.withdrawal.subject.purpose is Purpose.PUBLISH
    assert made.id in {one.id for one in report.releases}
    assert len(feed(scene, made)) == 1
    assert give(speaker, SLUG, "1", ["record"]).purposes == {Purpose.RECORD}
    assert len(scene.platform.read_withdrawals().own(speaker, ALL).items) == 1


def test_leaving_out_recording_takes_back_what_was_recorded(scene, speaker):
    scene.platform.give_consent()(speaker, SLUG, "1", ["publish"])
    (report,) = scene.platform.read_withdrawals().own(speaker, ALL).items
    assert report.withdrawal.subject.purpose is Purpose.RECORD
    assert recording(scene).status is RecordingStatus.WITHDRAWN


def test_what_is_not_a_consent_takes_nothing_back(scene, speaker):
    assert code(lambda: scene.platform.give_consent()(speaker, SLUG, "9", ["record"])) == "consent_version_outdated"
    assert scene.platform.read_withdrawals().own(speaker, ALL).items == ()

"""What is withdrawn is out of all hands at once, can be undone for a while, and is erased after it."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import attrs
import pytest

from releases_scene import TRICKY, content, one_settled, release
from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.people.consent import PUBLISHING, Purpose
from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.roles import Permission, Role
from shrutik_core.people.withdrawal import UNDO_TIME, WithdrawalStatus
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.releases.release import ReleaseStatus
from shrutik_core.review.review import ReviewDecision, Ruling
from shrutik_core.shared.errors import Gone, Missing, ShrutikError
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.releases.request_release import ReleaseWish
from use_cases_scene import SLUG, PlatformScene, audit

ALL = PageRequest(100)


def code(act):
    with pytest.raises(ShrutikError) as caught:
        act()
    return caught.value.code


@pytest.fixture
def scene():
    """One settled chunk in one release; who spoke it stands in `speaker`."""
    return one_settled()


@pytest.fixture
def speaker(scene):
    return account(scene, "speaker").actor


def account(scene, name):
    with scene.platform.units_of_work()() as uow:
        return uow.contributors.find_by_email(f"{name}@example.org")


def recording(scene):
    return scene.platform.read_recordings().list(scene.admin, ALL).items[0]


def chunk(scene):
    return scene.chunks(recording(scene))[0]


def withdraw(scene, speaker):
    return scene.platform.withdraw().recording(speaker, recording(scene).id)


def undo(scene, speaker, report):
    return scene.platform.undo_withdrawal()(speaker, report.withdrawal.id)


def run_out(scene):
    """The time to undo passes, and what is due is done."""
    scene.installation.clock.advance(UNDO_TIME)
    scene.installation.work()


def feed(scene, made):
    rows = scene.platform.read_withdrawals().feed(made.id, ALL).items
    return [(row.number, row.clip, row.reason.value) for row in rows]


def settle(scene):
    """Every chunk that waits for a vote or a reviewer is settled by a reviewer."""
    ruling = Ruling(ReviewDecision.EDIT, "আমি যাব")
    for one in scene.platform.read_recordings().list(scene.admin, ALL).items:
        for part in scene.chunks(one):
            if part.status in {ChunkStatus.OPEN, ChunkStatus.IN_REVIEW}:
                scene.platform.decide_review()(scene.admin, part.id, ruling)


def manifest(scene, made):
    return [json.loads(line) for line in content(scene, made, "manifest.jsonl").decode().splitlines()]


def test_a_withdrawn_recording_is_heard_and_lent_no_more_and_nothing_is_deleted(scene, speaker):
    before = {entry.key for entry in scene.platform.blobs().list("")}
    report = withdraw(scene, speaker)
    assert report.withdrawal.undo_until - report.withdrawal.requested_at == timedelta(hours=72)
    assert recording(scene).status is RecordingStatus.WITHDRAWN
    one = chunk(scene)
    assert one.status is ChunkStatus.WITHDRAWN
    for act in (
        lambda: scene.platform.read_chunks().get(scene.admin, one.id),
        lambda: scene.platform.read_chunks().consensus(scene.admin, one.id),
        lambda: scene.platform.read_chunks().network(scene.admin, one.id),
        lambda: scene.platform.read_chunks().audio(None, one.id),
        lambda: scene.platform.read_recordings().original(speaker, recording(scene).id),
    ):
        assert code(act) == "voice_withdrawn"
    assert code(lambda: scene.platform.read_chunks().audio(scene.person("other"), one.id)) == "chunk_missing"
    assert not scene.take(scene.person("late"))
    assert {entry.key for entry in scene.platform.blobs().list("")} == before
    assert audit(scene)[0].action == "withdrawal.requested"


def test_a_withdrawal_asked_for_again_is_the_same_and_one_of_others_is_missing(scene, speaker):
    report = withdraw(scene, speaker)
    assert withdraw(scene, speaker) == report
    stranger = scene.person("stranger")
    assert code(lambda: withdraw(scene, stranger)) == "recording_missing"
    assert code(lambda: undo(scene, stranger, report)) == "withdrawal_missing"
    assert scene.platform.read_withdrawals().own(stranger, ALL).items == ()
    assert scene.platform.read_withdrawals().own(speaker, ALL).items == (report,)


def test_an_admin_acts_on_behalf_of_a_speaker_and_the_trail_says_who(scene, speaker):
    report = withdraw(scene, scene.admin)
    assert report.withdrawal.contributor == speaker.id
    assert scene.platform.read_withdrawals().own(speaker, ALL).items == (report,)
    entry = audit(scene)[0]
    assert (entry.actor, entry.subject) == (scene.admin.id, speaker.id)


def test_what_is_undone_is_as_it_was(scene, speaker):
    made, before = release(scene), (recording(scene), chunk(scene))
    report = withdraw(scene, speaker)
    scene.installation.clock.advance(UNDO_TIME - timedelta(microseconds=1))
    scene.installation.work()
    assert undo(scene, speaker, report).withdrawal.status is WithdrawalStatus.UNDONE
    assert undo(scene, speaker, report).withdrawal.status is WithdrawalStatus.UNDONE
    after = attrs.evolve(recording(scene), updated_at=before[0].updated_at)
    assert (after, chunk(scene)) == before
    assert [reason for _, _, reason in feed(scene, made)] == ["recording", "undone"]
    assert content(scene, made, "manifest.jsonl")
    run_out(scene)
    assert chunk(scene) == before[1]


def test_it_cannot_be_undone_when_its_time_is_over(scene, speaker):
    report = withdraw(scene, speaker)
    scene.installation.clock.advance(UNDO_TIME)
    assert code(lambda: undo(scene, speaker, report)) == "withdrawal_final"
    scene.installation.work()
    assert code(lambda: undo(scene, speaker, report)) == "withdrawal_final"
    assert code(lambda: withdraw(scene, speaker)) == "voice_withdrawn"


def test_releases_that_hold_the_voice_are_named_and_no_longer_served(scene, speaker):
    made = release(scene)
    clips = [line["clip"] for line in manifest(scene, made)]
    report = withdraw(scene, speaker)
    assert [one.id for one in report.releases] == [made.id]
    assert feed(scene, made) == [(place, clip, "recording") for place, clip in enumerate(sorted(clips), 1)]
    with pytest.raises(Gone) as caught:
        scene.platform.read_releases().file(None, made.id, "manifest.jsonl")
    assert (caught.value.code, caught.value.extra["successor"]) == ("release_withdrawn", None)
    assert caught.value.extra["feed"].endswith(f"/releases/{made.id}/withdrawals")
    run_out(scene)
    assert list(scene.platform.blobs().list(f"releases/{made.id}/")) == []


def test_the_next_version_leaves_the_voice_out_and_takes_the_place(scene, speaker):
    second = scene.speaker("second")
    scene.upload(second)
    scene.installation.work()
    settle(scene)
    made = release(scene)
    held = len(manifest(scene, made))
    scene.platform.withdraw().recording(scene.admin, recording(scene).id)
    again = release(scene)
    assert 0 < len(manifest(scene, again)) < held
    with pytest.raises(Gone) as caught:
        scene.platform.read_releases().file(scene.admin, made.id, "manifest.jsonl")
    assert caught.value.extra["successor"] == str(again.id)


def test_a_release_that_is_being_built_when_a_voice_is_withdrawn_is_built_again_without_it(scene, speaker):
    made = scene.platform.request_release()(scene.admin, wish("bn"))
    build = scene.platform.build_release()
    pack = build.archiver.pack

    class Meanwhile:
        """A voice is withdrawn while the clips are packed."""

        def pack(self, members):
            yield from pack(members)
            withdraw(scene, speaker)

    outdated = attrs.evolve(build, archiver=Meanwhile())
    assert code(lambda: outdated(made.id)) == "release_outdated"
    build(made.id)
    found = scene.platform.read_releases().get(scene.admin, made.id)
    assert (found.status, found.clips) == (ReleaseStatus.FAILED, 0)
    assert list(scene.platform.blobs().list(f"releases/{made.id}/")) == []


def wish(name):
    return ReleaseWish(name, [SLUG], ["csv"])


def test_nothing_is_left_of_an_erased_recording_but_a_tombstone(scene, speaker):
    before = recording(scene)
    report = withdraw(scene, speaker)
    run_out(scene)
    found = recording(scene)
    assert found == attrs.evolve(
        before.withdraw(report.withdrawal.requested_at).erase(scene.installation.clock.now()),
        updated_at=found.updated_at,
    )
    assert list(scene.platform.blobs().list("recordings/")) == []
    typist = account(scene, "one").id
    with scene.platform.units_of_work()() as uow:
        assert uow.chunks.page(found.id, ALL).items == ()
        assert uow.transcriptions.page(typist, ALL).items == ()
        (kept,) = uow.withdrawals.page(speaker.id, ALL).items
        assert kept.status is WithdrawalStatus.DONE
        assert uow.withdrawals.recordings_of(kept.id) == ()
    assert audit(scene)[0].action == "withdrawal.erased"
    assert TRICKY not in str(audit(scene))


def test_standings_keep_what_was_learnt(scene, speaker):
    people = [account(scene, name).id for name in ("one", "two")]

    def standings():
        with scene.platform.units_of_work()() as uow:
            return dict(uow.standings.of(people, "bn"))

    before = standings()
    assert any(one.clips for one in before.values())
    withdraw(scene, speaker)
    run_out(scene)
    assert standings() == before


def test_an_erasure_that_was_broken_off_goes_on(scene, speaker):
    report = withdraw(scene, speaker)
    scene.installation.clock.advance(UNDO_TIME)
    whole = scene.platform.erase_withdrawn()

    class Stops:
        """Deletes one blob and is lost."""

        def list(self, prefix):
            return whole.blobs.list(prefix)

        def delete(self, key):
            whole.blobs.delete(key)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attrs.evolve(whole, blobs=Stops())(report.withdrawal.id)
    assert recording(scene).audio.key
    whole(report.withdrawal.id)
    whole(report.withdrawal.id)
    assert recording(scene).erased
    assert list(scene.platform.blobs().list("recordings/")) == []


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
    assert content(scene, made, "manifest.jsonl")


def test_without_consent_to_record_nothing_recorded_stays(scene, speaker):
    report = scene.platform.withdraw().purpose(speaker, SLUG, "record")
    assert recording(scene).status is RecordingStatus.WITHDRAWN
    assert code(lambda: scene.upload(speaker)) == "consent_required"
    assert code(lambda: scene.platform.withdraw().purpose(speaker, SLUG, "contact")) == "purpose_not_given"
    undo(scene, speaker, report)
    assert recording(scene).status is RecordingStatus.CHUNKED
    assert scene.platform.list_consents()(speaker, ALL).items[0].purposes == PUBLISHING


def test_an_account_goes_with_its_voice_and_leaves_what_it_typed_without_a_name(scene, speaker):
    other = scene.speaker("second")
    scene.upload(other)
    scene.installation.work()
    lent = scene.take(speaker)[0]
    (typed,) = scene.say(speaker, lent, "আমি শুনি")
    scene.installation.work()
    report = scene.platform.withdraw().account(speaker)
    assert scene.platform.withdraw().account(speaker) == report
    run_out(scene)
    with scene.platform.units_of_work()() as uow:
        tombstone = uow.contributors.find(speaker.id)
        assert (tombstone.name, tombstone.email, tombstone.password_hash) == ("", None, None)
        assert tombstone.status is ContributorStatus.ERASED
        assert uow.transcriptions.find_for(lent.chunk.id, speaker.id) == typed
        assert uow.speakers.find(tombstone.speaker).traits == {}
        assert all(consent.withdrawn_at for consent in uow.consents.page(tombstone.speaker, ALL).items)
        own = [one for one in uow.recordings.page(ALL).items if one.speaker == tombstone.speaker]
    assert own
    assert all(one.erased for one in own)


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


def test_an_api_key_withdraws_recordings_at_most(scene, speaker):
    key = attrs.evolve(speaker, scopes=frozenset({Permission.RECORD}))
    assert code(lambda: scene.platform.withdraw().account(key)) == "not_permitted"
    assert code(lambda: scene.platform.withdraw().purpose(key, SLUG, "publish")) == "not_permitted"
    assert code(lambda: scene.platform.export_own()(key)) == "not_permitted"
    assert withdraw(scene, key).withdrawal.standing


def test_a_withdrawal_before_the_cutting_is_cut_after_it_is_undone():
    scene = PlatformScene()
    scene.collection()
    speaker = scene.speaker()
    scene.upload(speaker)
    report = withdraw(scene, speaker)
    scene.installation.work()
    assert recording(scene).status is RecordingStatus.WITHDRAWN
    undo(scene, speaker, report)
    scene.installation.work()
    assert recording(scene).status is RecordingStatus.CHUNKED


def test_what_was_written_while_it_was_erased_is_tidied_by_whoever_wrote_it():
    scene = PlatformScene()
    scene.collection()
    speaker = scene.speaker()
    scene.upload(speaker)
    withdraw(scene, speaker)
    run_out(scene)
    left = recording(scene)
    scene.platform.blobs().put(f"recordings/{left.id}/chunks/{left.id}.flac", [b"fLaC"])
    scene.platform.process_recording()(left.id)
    assert list(scene.platform.blobs().list("recordings/")) == []


def test_the_voice_of_a_disabled_account_stays_out_of_new_releases_and_in_those_there_are(scene, speaker):
    made = release(scene)
    scene.platform.manage_people().set_active(scene.admin, speaker.id, active=False)
    assert release(scene).status is ReleaseStatus.FAILED
    assert content(scene, made, "manifest.jsonl")
    scene.platform.manage_people().set_active(scene.admin, speaker.id, active=True)
    assert release(scene).status is ReleaseStatus.READY


def test_the_export_holds_all_that_was_given(scene, speaker):
    sent = recording(scene)
    with scene.platform.blobs().fetch(sent.audio.key) as stream:
        audio = stream.read()
    with ZipFile(BytesIO(b"".join(scene.platform.export_own()(speaker)))) as archive:
        assert archive.testzip() is None
        said = {name: json.loads(archive.read(name)) for name in archive.namelist() if name.endswith(".json")}
        (name,) = (name for name in archive.namelist() if name.startswith("audio/"))
        assert archive.read(name) == audio
    assert said["account.json"]["account"]["email"] == "speaker@example.org"
    assert "password_hash" not in said["account.json"]["account"]
    assert [one["id"] for one in said["recordings.json"]] == [str(sent.id)]
    assert [one["text"] for one in said["chunks.json"]] == [TRICKY]
    assert {"consents.json", "transcriptions.json", "withdrawals.json", "audit.json"} <= said.keys()


def test_a_failed_erasure_stands_in_the_dead_letter_list(scene, speaker):
    withdraw(scene, speaker)
    with scene.platform.units_of_work()() as uow:
        (job,) = [one for one in uow.jobs.page(ALL, JobStatus.WAITING).items if one.kind is JobKind.WITHDRAW]
    scene.platform.erase_withdrawn().give_up(job.subject, "lost")
    with pytest.raises(Missing):
        scene.platform.erase_withdrawn()(recording(scene).id)


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

"""What is withdrawn is out of all hands at once, and can be undone for a while."""

from datetime import timedelta

import attrs
import pytest

from releases_scene import content, manifest, one_settled, release
from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.people.roles import Permission
from shrutik_core.people.withdrawal import UNDO_TIME, WithdrawalStatus
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.releases.manifest.json_lines import read_line
from shrutik_core.releases.release import ReleaseStatus
from shrutik_core.shared.errors import Gone
from shrutik_core.use_cases.releases.text_blobs import packed_lines
from shrutik_memory.compressor import MemoryCompressor
from use_cases_scene import SLUG, PlatformScene, audit, code
from withdrawing_scene import ALL, account, chunk, feed, recording, run_out, settle, undo, wish, withdraw


@pytest.fixture
def scene():
    """One settled chunk in one release; who spoke it stands in `speaker`."""
    return one_settled()


@pytest.fixture
def speaker(scene):
    return account(scene, "speaker").actor


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
    assert content(scene, made, "README.md")
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
    clips = [line.clip for line in manifest(scene, made)]
    report = withdraw(scene, speaker)
    assert [one.id for one in report.releases] == [made.id]
    assert feed(scene, made) == [(place, clip, "recording") for place, clip in enumerate(sorted(clips), 1)]
    with pytest.raises(Gone) as caught:
        scene.platform.read_releases().file(None, made.id, "README.md")
    assert (caught.value.code, caught.value.extra["successor"]) == ("release_withdrawn", None)
    assert caught.value.extra["feed"].endswith(f"/releases/{made.id}/withdrawals")
    run_out(scene)
    left = [entry.key for entry in scene.platform.blobs().list(f"releases/{made.id}/")]
    assert [key.split("/", 2)[-1] for key in left] == ["manifest/all-00000.jsonl.zst"]
    (line,) = [read_line(text) for text in packed_lines(scene.platform.blobs(), MemoryCompressor(), left[0])]
    assert (line.clip, line.withdrawn, line.text, line.votes, line.speaker) == (clips[0], True, None, (), "")


def test_what_withdrawals_explain_stops_no_later_version(scene, speaker):
    second = scene.speaker("second")
    scene.upload(second)
    scene.installation.work()
    settle(scene)
    alike = {"same_sound": "two people sent one file"}
    release(scene, accepted=alike)
    withdraw(scene, scene.admin)
    run_out(scene)
    again = release(scene)
    assert (again.status, again.clips) == (ReleaseStatus.READY, 1)
    delta = scene.platform.read_releases().file(scene.admin, again.id, "delta-from-v1.jsonl.zst")
    told = list(packed_lines(scene.platform.blobs(), MemoryCompressor(), delta.key))
    assert len(told) == 1


def test_the_next_version_leaves_the_voice_out_and_takes_the_place(scene, speaker):
    second = scene.speaker("second")
    scene.upload(second)
    scene.installation.work()
    settle(scene)
    made = release(scene, accepted={"same_sound": "two people sent one file"})
    held = len(manifest(scene, made))
    scene.platform.withdraw().recording(scene.admin, recording(scene).id)
    again = release(scene, accepted={"same_sound": "two people sent one file"})
    assert 0 < sum(not line.withdrawn for line in manifest(scene, again)) < held
    with pytest.raises(Gone) as caught:
        scene.platform.read_releases().file(scene.admin, made.id, "README.md")
    assert caught.value.extra["successor"] == str(again.id)


def test_a_release_that_is_being_built_when_a_voice_is_withdrawn_is_built_again_without_it(scene, speaker):
    made = scene.platform.request_release()(scene.admin, wish("bn"))
    build = scene.platform.build_release()
    pool = build.steps.write.pool

    class Meanwhile:
        """A voice is withdrawn while shards are filled."""

        def each(self, work, things):
            yield from pool.each(work, things)
            withdraw(scene, speaker)

    write = attrs.evolve(build.steps.write, pool=Meanwhile())
    outdated = attrs.evolve(build, steps=attrs.evolve(build.steps, write=write))
    assert code(lambda: outdated(made.id)) == "release_outdated"
    build(made.id)
    found = scene.platform.read_releases().get(scene.admin, made.id)
    assert (found.status, found.clips) == (ReleaseStatus.FAILED, 0)
    assert list(scene.platform.blobs().list(f"releases/{made.id}/")) == []


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


def test_the_voice_of_a_disabled_account_stays_out_of_new_releases_and_in_those_there_are(scene, speaker):
    made = release(scene)
    scene.platform.manage_people().set_active(scene.admin, speaker.id, active=False)
    assert release(scene).status is ReleaseStatus.FAILED
    assert content(scene, made, "README.md")
    scene.platform.manage_people().set_active(scene.admin, speaker.id, active=True)
    assert release(scene).status is ReleaseStatus.READY

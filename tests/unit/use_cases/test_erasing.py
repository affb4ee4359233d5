"""What is erased after a withdrawal, what stays, and what a person may take along before."""

import json
from io import BytesIO
from zipfile import ZipFile

import attrs
import pytest

from releases_scene import TRICKY, one_settled
from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.withdrawal import UNDO_TIME, WithdrawalStatus
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import JobStatus
from use_cases_scene import PlatformScene, audit
from withdrawing_scene import ALL, account, recording, run_out, withdraw


@pytest.fixture
def scene():
    """One settled chunk in one release; who spoke it stands in `speaker`."""
    return one_settled()


@pytest.fixture
def speaker(scene):
    return account(scene, "speaker").actor


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

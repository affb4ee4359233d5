"""Releases on disk: laid out whole or not at all, checked byte for byte, and exported as one tool reads them."""

import hashlib
import io
import json
import stat
import tarfile

import attrs
import pytest
import soundfile
import zstandard

from card_paths import dead_paths
from shrutik_bootstrap.chunking import audio_processor
from shrutik_bootstrap.copies import verify_copy
from shrutik_bootstrap.exports import export_view, folder_clips, stored_clips
from shrutik_bootstrap.memory import memory_installation
from shrutik_cli.demo.accounts import RESEARCHER
from shrutik_cli.demo.background import Background
from shrutik_cli.demo.figures import clips
from shrutik_cli.demo.material import samples
from shrutik_cli.demo.record import send
from shrutik_cli.demo.setup import prepare
from shrutik_cli.release_check import check_store
from shrutik_cli.release_folder import check_ready, lay_out, placed
from shrutik_core.chunking.chunk import Settler
from shrutik_core.people.roles import Actor, Role
from shrutik_core.releases.release import ReleaseStatus
from shrutik_core.releases.views.sound import SoundForm
from shrutik_core.shared.errors import Conflict, Gone, Invalid, Refused, Unavailable
from shrutik_core.shared.ids import ContributorId
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import an_id
from shrutik_core.use_cases.releases.release_wish import ReleaseWish
from sounding_ports import sounding_ports

SAMPLE = samples()[0]
READER = Actor(ContributorId(an_id(9)), Role.RESEARCHER)


def a_release(formats):
    """A release of one sample, whose clips are settled with what is said in them."""
    installation = memory_installation(audio_processor(), release_ports=sounding_ports())
    demo, background = (
        prepare(installation.platform, "password of a test"),
        Background(installation.platform, lambda _: installation.work()),
    )
    recording = send(demo, SAMPLE, None)
    background.settle()
    found = clips(demo, recording.id)
    with installation.platform.units_of_work()() as uow:
        for chunk in found:
            uow.chunks.save(chunk.settle(SAMPLE.spoken(chunk.start, chunk.end), 0.9, Settler.CONSENSUS))
        uow.commit()
    actor = demo.actors[RESEARCHER]
    wish = ReleaseWish("some", ["bn-read"], formats, synthetic=True)
    requested = installation.platform.request_release()(actor, wish)
    background.settle()
    release = installation.platform.read_releases().get(actor, requested.id)
    assert release.status is ReleaseStatus.READY
    return installation, release


@pytest.fixture(scope="module")
def made():
    return a_release(["csv", "common_voice", "ljspeech"])


def lay_out_at(made, out):
    installation, release = made
    with placed(str(out)) as sink:
        lay_out(installation.platform.read_releases(), READER, release, sink)


def test_it_is_laid_out_as_it_was_released(made, tmp_path):
    out = tmp_path / "deep" / "some-v1"
    lay_out_at(made, out)
    assert {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} == {
        file.name for file in made[1].files
    }
    report = verify_copy(out)
    assert report.faults == ()
    assert [path.name for path in out.parent.iterdir()] == ["some-v1"]


def test_an_archive_holds_the_same_files_and_is_the_same_each_time(made, tmp_path):
    archives = [tmp_path / "some-v1.tar.zst", tmp_path / "again" / "some-v1.tar.zst"]
    for archive in archives:
        lay_out_at(made, archive)
    assert archives[0].read_bytes() == archives[1].read_bytes()
    with zstandard.open(archives[0], "rb") as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
        found = {member.name: hashlib.sha256(tar.extractfile(member).read()).hexdigest() for member in tar}
    assert found == {f"some-v1/{file.name}": file.sha256 for file in made[1].files}


@pytest.mark.parametrize("view", ["audiofolder", "huggingface", "kaldi"])
def test_a_view_from_the_store_is_the_same_as_one_from_a_folder(made, tmp_path, view):
    installation, release = made
    lay_out_at(made, tmp_path / "some-v1")
    sources = [stored_clips(installation.platform.read_releases(), READER, release), folder_clips(tmp_path / "some-v1")]
    exported = []
    for number, source in enumerate(sources):
        with placed(str(tmp_path / f"{view}-{number}")) as sink:
            assert export_view(source, view, SoundForm.FLAC_16K, sink).clips == release.clips
        files = sorted(path for path in (tmp_path / f"{view}-{number}").rglob("*") if path.is_file())
        exported.append({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files})
    assert exported[0] == exported[1]


def test_an_exported_clip_is_sixteen_kilohertz_beside_its_text_and_its_terms(made, tmp_path):
    installation, release = made
    out = tmp_path / "audiofolder"
    with placed(str(out)) as sink:
        source = stored_clips(installation.platform.read_releases(), READER, release)
        export_view(source, "audiofolder", SoundForm.FLAC_16K, sink)
    lines = [json.loads(line) for line in (out / "all" / "metadata.jsonl").read_text().splitlines()]
    # They lie in the order of their ids there.
    assert " ".join(sorted((line["text"] for line in lines), key=SAMPLE.text.index)) == SAMPLE.text
    for line in lines:
        samples, rate = soundfile.read(io.BytesIO((out / "all" / line["file_name"]).read_bytes()))
        assert (rate, len(samples)) == (16_000, line["num_samples"])
    assert (out / "README.md").read_text().startswith("---")
    assert dead_paths((out / "README.md").read_text(), [str(path.relative_to(out)) for path in out.rglob("*")]) == set()
    assert (out / "datasheet.html").read_text().startswith("<!doctype html>")
    assert "CC0" in (out / "LICENSES" / "CC0-1.0.txt").read_text()


def test_an_empty_folder_is_taken_and_any_other_is_not(made, tmp_path):
    (tmp_path / "empty").mkdir()
    lay_out_at(made, tmp_path / "empty")
    with pytest.raises(Conflict) as caught:
        lay_out_at(made, tmp_path / "empty")
    assert caught.value.code == "folder_taken"


def test_the_folder_may_be_read_by_those_whom_the_mask_allows(made, tmp_path):
    lay_out_at(made, tmp_path / "out")
    reference = tmp_path / "reference"
    reference.mkdir()
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == stat.S_IMODE(reference.stat().st_mode)


@pytest.mark.parametrize("name", ["shards/all-00000.tar", "manifest/all-00000.jsonl.zst", "datasheet.md"])
def test_a_damaged_store_is_noticed_and_nothing_is_left(name, tmp_path):
    installation, release = a_release(["csv"])
    file = next(file for file in release.files if file.name == name)
    blobs, reader = installation.platform.blobs(), installation.platform.read_releases()
    with blobs.open(file.key) as stream:
        data = bytearray(stream.read())
    data[data.index(b"fLaC") + 4096 if name.endswith(".tar") else len(data) // 2] ^= 1
    blobs.put(file.key, [bytes(data)])
    assert check_store(reader, release).changed == (name,)
    with pytest.raises((Unavailable, Invalid)):
        lay_out_at((installation, release), tmp_path / "out")
    if name != "datasheet.md":
        with pytest.raises((Unavailable, Invalid)), placed(str(tmp_path / "out")) as sink:
            export_view(stored_clips(reader, READER, release), "csv", SoundForm.AS_RECORDED, sink)
    assert list(tmp_path.iterdir()) == []
    blobs.delete(file.key)
    assert check_store(reader, release).missing == (name,)


def test_a_release_that_is_not_ready_is_not_laid_out(made):
    installation, _ = made
    demo = prepare(installation.platform, "password of a test")
    waiting = installation.platform.request_release()(
        demo.actors[RESEARCHER], ReleaseWish("some", ["bn-read"], ["csv"])
    )
    with pytest.raises(Conflict) as caught:
        check_ready(waiting)
    assert caught.value.code == "release_requested"


def of_layout(made, layout, actor, out):
    installation, release = made
    reader = installation.platform.read_releases()
    with placed(str(out)) as sink:
        if layout == "release":
            lay_out(reader, actor, release, sink)
        else:
            export_view(stored_clips(reader, actor, release), layout, SoundForm.AS_RECORDED, sink)


@pytest.mark.parametrize("layout", ["release", "csv"])
def test_what_goes_out_stands_in_the_trail_of_audit(layout, tmp_path):
    made = a_release(["csv"])
    of_layout(made, layout, READER, tmp_path / "out")
    with made[0].platform.units_of_work()() as uow:
        entries = uow.audit.page(PageRequest(100)).items
    downloads = [entry for entry in entries if entry.action == "release.downloaded"]
    assert {(entry.actor, entry.subject) for entry in downloads} == {(READER.id, made[1].id)}
    told = {entry.facts["file"] for entry in downloads}
    assert {"shards/all-00000.tar", "manifest/all-00000.jsonl.zst", "release.json"} <= told
    assert layout == "csv" or told == {file.name for file in made[1].files}


@pytest.mark.parametrize("layout", ["release", "csv"])
def test_what_may_not_be_downloaded_is_not_laid_out_either(made, layout, tmp_path):
    with pytest.raises(Refused):
        of_layout(made, layout, attrs.evolve(READER, role=Role.REVIEWER), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("layout", ["release", "csv"])
def test_a_voice_that_was_taken_back_goes_out_no_more(layout, tmp_path):
    made = a_release(["csv"])
    platform = made[0].platform
    with platform.units_of_work()() as uow:
        (recording,) = uow.recordings.page(PageRequest(10)).items
    speaker = Actor(recording.contributor, Role.CONTRIBUTOR)
    platform.withdraw().recording(speaker, recording.id)
    with pytest.raises(Gone) as caught:
        of_layout(made, layout, READER, tmp_path / "out")
    assert caught.value.code == "release_withdrawn"
    assert "ask for the next version of some" in caught.value.detail
    assert list(tmp_path.iterdir()) == []

"""Releases on disk: laid out whole or not at all, and checked byte for byte."""

import csv
import hashlib
import json
import stat

import pytest

from shrutik_bootstrap.chunking import audio_processor
from shrutik_bootstrap.memory import memory_installation
from shrutik_cli.demo.accounts import RESEARCHER
from shrutik_cli.demo.background import Background
from shrutik_cli.demo.figures import clips
from shrutik_cli.demo.material import samples
from shrutik_cli.demo.record import send
from shrutik_cli.demo.setup import prepare
from shrutik_cli.release_check import check_folder, check_store
from shrutik_cli.release_folder import Layout, export
from shrutik_core.chunking.chunk import Settler
from shrutik_core.releases.release import ReleaseStatus
from shrutik_core.shared.errors import Conflict, Invalid, Missing, Unavailable
from shrutik_core.use_cases.releases.release_wish import ReleaseWish

SAMPLE = samples()[0]


def a_release(formats):
    """A release of one sample, whose clips are settled with what is said in them."""
    installation = memory_installation(audio_processor())
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
    requested = installation.platform.request_release()(actor, ReleaseWish("some", ["bn-read"], formats))
    background.settle()
    release = installation.platform.read_releases().get(actor, requested.id)
    assert release.status is ReleaseStatus.READY
    return installation, release


@pytest.fixture(scope="module")
def made():
    return a_release(["csv", "common_voice", "ljspeech"])


def test_it_is_laid_out_for_the_audiofolder_loader(made, tmp_path):
    installation, release = made
    out = tmp_path / "deep" / "some-v1"
    assert export(installation.platform.read_releases(), release, out) == release.clips
    assert {path.name for path in out.iterdir()} == {
        "SHA256SUMS",
        "clips",
        "datasheet.md",
        "manifest.jsonl",
        "metadata.csv",
    }
    with (out / "metadata.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    manifest = [json.loads(line) for line in (out / "manifest.jsonl").read_text().splitlines()]
    assert [row["file_name"] for row in rows] == [line["path"] for line in manifest]
    assert " ".join(row["text"] for row in rows) == SAMPLE.text
    for row in rows:
        assert hashlib.sha256((out / row["file_name"]).read_bytes()).hexdigest() == row["sha256"]
    check = check_folder(out)
    assert check.sound
    assert check.files == release.clips + 3
    assert [path.name for path in out.parent.iterdir()] == ["some-v1"]


def test_the_full_layout_has_every_text_file(made, tmp_path):
    installation, release = made
    export(installation.platform.read_releases(), release, tmp_path / "out", Layout.FULL)
    names = {file.name for file in release.files} - {"clips.tar"}
    assert names <= {path.name for path in (tmp_path / "out").iterdir()}
    assert check_folder(tmp_path / "out").sound


def test_without_the_csv_format_the_metadata_are_written_anyway(tmp_path):
    installation, release = a_release(["ljspeech"])
    export(installation.platform.read_releases(), release, tmp_path / "out")
    assert (tmp_path / "out" / "metadata.csv").read_text().startswith("file_name,text,")


def test_an_empty_folder_is_taken_and_any_other_is_not(made, tmp_path):
    installation, release = made
    (tmp_path / "empty").mkdir()
    export(installation.platform.read_releases(), release, tmp_path / "empty")
    with pytest.raises(Conflict) as caught:
        export(installation.platform.read_releases(), release, tmp_path / "empty")
    assert caught.value.code == "folder_taken"
    assert check_folder(tmp_path / "empty").sound


def test_the_folder_may_be_read_by_those_whom_the_mask_allows(made, tmp_path):
    installation, release = made
    export(installation.platform.read_releases(), release, tmp_path / "out")
    reference = tmp_path / "reference"
    reference.mkdir()
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == stat.S_IMODE(reference.stat().st_mode)


@pytest.mark.parametrize("name", ["clips.tar", "manifest.jsonl", "datasheet.md"])
def test_a_damaged_store_is_noticed_and_nothing_is_left(name, tmp_path):
    installation, release = a_release(["csv"])
    file = next(file for file in release.files if file.name == name)
    blobs, reader = installation.platform.blobs(), installation.platform.read_releases()
    with blobs.open(file.key) as stream:
        data = bytearray(stream.read())
    data[data.index(b"fLaC") + 4096 if name == "clips.tar" else len(data) // 2] ^= 1
    blobs.put(file.key, [bytes(data)])
    assert check_store(reader, release).changed == (name,)
    with pytest.raises((Unavailable, Invalid)):
        export(reader, release, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
    blobs.delete(file.key)
    assert check_store(reader, release).missing == (name,)


def test_a_release_that_is_not_ready_is_not_laid_out(tmp_path):
    installation, _ = a_release(["csv"])
    demo = prepare(installation.platform, "password of a test")
    waiting = installation.platform.request_release()(
        demo.actors[RESEARCHER], ReleaseWish("some", ["bn-read"], ["csv"])
    )
    with pytest.raises(Conflict) as caught:
        export(installation.platform.read_releases(), waiting, tmp_path / "out")
    assert caught.value.code == "release_requested"


def test_what_was_changed_in_a_folder_is_named(made, tmp_path):
    installation, release = made
    out = tmp_path / "out"
    export(installation.platform.read_releases(), release, out)
    (out / "datasheet.md").write_text("other")
    clip = next((out / "clips").iterdir())
    clip.unlink()
    check = check_folder(out)
    assert (check.changed, check.missing) == (("datasheet.md",), (f"clips/{clip.name}",))


def test_a_folder_without_checksums_is_no_release(tmp_path):
    with pytest.raises(Missing, match="is not a release"):
        check_folder(tmp_path)


@pytest.mark.parametrize("line", ["", "x", f"{'0' * 64}  ../secret", f"{'0' * 64}  /etc/passwd"])
def test_a_list_that_leads_elsewhere_is_refused(tmp_path, line):
    (tmp_path / "SHA256SUMS").write_text(line + "\n")
    with pytest.raises(Invalid) as caught:
        check_folder(tmp_path)
    assert caught.value.code == "checksums_malformed"

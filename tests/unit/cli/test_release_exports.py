"""Exports of a release in a folder: what their cards, counts and checksums say is what lies in them."""

import csv
import hashlib
import json
import shutil
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from card_paths import dead_paths, paths_in
from sealed_folders import SIGNER, SealedFolders, write_feed_file
from shrutik_bootstrap.exports import SOUND_VIEWS
from shrutik_cli.app import app
from shrutik_core.releases.checksums import read_checksums, write_listed
from shrutik_core.releases.copies.export_told import read_export
from shrutik_core.releases.signing.release_key import write_key
from shrutik_core.releases.stats.stats_json import read_stats
from shrutik_core.shared.errors import Invalid


def call(*arguments):
    return CliRunner().invoke(app, ["release", *map(str, arguments)])


def export(source, layout, out, *more):
    result = call("export", source, "--layout", layout, "--out", out, *more)
    assert result.exit_code == 0, result.output
    return result.stdout


def files(folder):
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A release of which two clips are withdrawn, and the copy without them."""
    scene, place = SealedFolders(4, 2), tmp_path_factory.mktemp("sealed")
    scene.lay_out(place / "bn-read-v1", views=("jsonl",))
    (place / "release.pub").write_text(write_key(SIGNER.key), "utf-8")
    write_feed_file(place / "feed", [scene.clip_of(100), scene.clip_of(101)], now=datetime.now(UTC))
    shutil.copytree(place / "bn-read-v1", place / "cleaned")
    applied = call("apply-withdrawals", place / "cleaned", "--feed", place / "feed", "--key", place / "release.pub")
    assert applied.exit_code == 0, applied.output
    return place


@pytest.fixture(scope="module")
def exported(released):
    """Every layout of both."""
    for source in ("bn-read-v1", "cleaned"):
        for layout in SOUND_VIEWS:
            export(released / source, layout, released / f"{source}-{layout}")
    return released


@pytest.mark.parametrize("source", ["bn-read-v1", "cleaned"])
@pytest.mark.parametrize("layout", SOUND_VIEWS)
def test_every_path_that_a_card_names_lies_beside_it(exported, layout, source):
    folder = exported / f"{source}-{layout}"
    card = (folder / "README.md").read_text("utf-8")
    assert dead_paths(card, files(folder)) == set()
    assert {"SHA256SUMS", "export.json", "stats.json"} <= paths_in(card)
    for strange in ("minisign", "release export", "manifest/", "splits.jsonl", "shards/"):
        assert strange not in card
    tops = {name.partition("/")[0] + "/" * ("/" in name) for name in files(folder)}
    assert tops - {"README.md"} <= paths_in(card)


@pytest.mark.parametrize("layout", SOUND_VIEWS)
def test_checksums_are_of_every_file_there(exported, layout):
    folder = exported / f"bn-read-v1-{layout}"
    listed = read_checksums((folder / "SHA256SUMS").read_text("utf-8"))
    there = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files(folder).items()}
    assert {"SHA256SUMS": there.pop("SHA256SUMS")}
    assert listed == there


def test_an_export_names_the_root_of_its_release(exported):
    told = json.loads((exported / "bn-read-v1-csv" / "export.json").read_text("utf-8"))
    root = json.loads((exported / "bn-read-v1" / "release.json").read_text("utf-8"))["root"]
    assert told == {
        "form": 1,
        "release": "bn-read-v1",
        "root": root,
        "layout": "csv",
        "clips": 8,
        "withdrawn": 0,
    }


@pytest.mark.parametrize("layout", SOUND_VIEWS)
def test_what_a_cleaned_copy_lacks_is_not_counted(exported, layout):
    folder = exported / f"cleaned-{layout}"
    card = (folder / "README.md").read_text("utf-8")
    assert "6 clips of 3 speakers" in card
    assert "2 clips of the release are not here, for their speakers took them back." in card
    assert "- 6 clips under CC0-1.0" in card
    assert not (folder / "datasheet.html").exists()
    stats = read_stats((folder / "stats.json").read_text("utf-8"))
    assert (stats.total.clips, stats.withdrawn.clips) == (6, 2)
    told = json.loads((folder / "export.json").read_text("utf-8"))
    assert (told["clips"], told["withdrawn"]) == (6, 2)


def test_the_command_counts_what_it_wrote(released, tmp_path):
    said = export(released / "cleaned", "csv", tmp_path / "csv")
    assert said == f"bn-read-v1: 6 clips in {tmp_path / 'csv'}, without 2 that were withdrawn\n"
    with (tmp_path / "csv" / "metadata.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 6
    told = json.loads(export(released / "cleaned", "csv", tmp_path / "again", "--json"))
    assert (told["clips"], told["withdrawn"]) == (6, 2)
    assert (
        export(released / "bn-read-v1", "csv", tmp_path / "whole") == f"bn-read-v1: 8 clips in {tmp_path / 'whole'}\n"
    )


@pytest.fixture
def copied(exported, tmp_path):
    def copy(layout):
        return shutil.copytree(exported / f"bn-read-v1-{layout}", tmp_path / "here" / layout)

    return copy


@pytest.mark.parametrize("layout", SOUND_VIEWS)
def test_an_export_is_verified_by_its_own_checksums_and_counts(copied, layout):
    folder = copied(layout)
    result = call("verify", folder)
    assert result.exit_code == 0, result.output
    number = len(files(folder)) - 1
    assert result.stdout.startswith(
        f"bn-read-v1 in {folder} is as it was exported. Checked: the names of {number} files, every byte, 8 clips.\n"
    )
    assert "Signature not checked: an export has none; that of bn-read-v1 is over root " in result.stdout
    fast = call("verify", folder, "--fast")
    assert "Bytes not checked: leave out --fast.\n" in fast.stdout
    assert fast.exit_code == 0


def relisted(folder, change):
    """The list of checksums, changed and written again."""
    listed = read_checksums((folder / "SHA256SUMS").read_text("utf-8"))
    change(listed)
    (folder / "SHA256SUMS").write_text(write_listed(listed), "utf-8")


@pytest.mark.parametrize("layout", ["csv", "huggingface"])
def test_what_is_wrong_with_an_export_is_named(copied, layout):
    folder = copied(layout)
    (folder / "README.md").write_text("another", "utf-8")
    (folder / "about.json").unlink()
    (folder / "stats.json").rename(folder / "kept.json")
    (folder / "stats.json").symlink_to("kept.json")
    (folder / "void").mkdir()
    result = call("verify", folder)
    assert isinstance(result.exception, Invalid)
    assert result.exception.code == "release_unsound"
    assert result.stderr.splitlines() == [
        "README.md: has other bytes than SHA256SUMS says; export the release again",
        "about.json: is missing; export the release again",
        "kept.json: does not belong to the export; remove it",
        "stats.json: is a link; a release holds plain files, so put the file itself there",
        "void: is an empty folder that the release does not have; remove it",
    ]
    told = json.loads(call("verify", folder, "--json").stdout)
    assert (told["sound"], len(told["faults"])) == (False, 5)


@pytest.mark.parametrize("layout", ["csv", "huggingface"])
def test_clips_that_were_taken_out_of_the_list_too_are_missed(copied, layout):
    folder = copied(layout)
    gone = next(name for name in files(folder) if name.startswith(("clips/", "data/")))
    (folder / gone).unlink()
    relisted(folder, lambda listed: listed.pop(gone))
    assert "export.json: tells of 8 clips, but there are " in call("verify", folder).stderr


def test_a_list_that_names_a_file_twice_is_no_list(copied):
    folder = copied("csv")
    with (folder / "SHA256SUMS").open("a", encoding="utf-8") as file:
        file.write(f"{'0' * 64}  README.md\n")
    assert call("verify", folder).exception.code == "checksums_malformed"


@pytest.mark.parametrize("text", ["", "[]", '{"form": 2}', '{"form": 1}', '{"form": 1, "release": 1}'])
def test_another_export_json_is_refused(text):
    with pytest.raises(Invalid) as caught:
        read_export(text)
    assert caught.value.code == "export_malformed"


@pytest.mark.parametrize(
    ("command", "instead"),
    [
        (("verify", "--key", "RW"), "verify the release by --key and --feed, and the export without them"),
        (("open",), "load it as its README.md says"),
        (("apply-withdrawals", "--feed", "f", "--key", "RW"), "apply them to the release, and export it again"),
        (("export", "--layout", "csv", "--out", "out"), "export the release itself"),
    ],
)
def test_an_export_does_not_do_in_the_place_of_a_release(exported, command, instead):
    folder = exported / "bn-read-v1-csv"
    result = call(command[0], folder, *command[1:])
    assert isinstance(result.exception, Invalid)
    assert result.exception.code == "export_given"
    assert result.exception.detail == f"{folder} is an export, not the release that it was made of: {instead}."

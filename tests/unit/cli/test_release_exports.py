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
from shrutik_core.releases.checksums import read_checksums
from shrutik_core.releases.signing.release_key import write_key
from shrutik_core.releases.stats.stats_json import read_stats


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

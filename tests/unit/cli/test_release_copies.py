"""The commands that take a release in a folder: what they print, and how they end."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from sealed_folders import SIGNER, SealedFolders, write_feed_file
from shrutik_cli.app import app
from shrutik_core.releases.signing.release_key import write_key
from shrutik_core.shared.errors import Invalid

NEEDED = ("sqlalchemy", "falcon", "dramatiq", "pyarrow", "av", "alembic")


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    scene, place = SealedFolders(3, 2), tmp_path_factory.mktemp("sealed")
    scene.lay_out(place / "bn-read-v1", views=("jsonl", "webdataset"))
    (place / "release.pub").write_text(write_key(SIGNER.key), "utf-8")
    write_feed_file(place / "feed", [scene.clip_of(101)], now=datetime.now(UTC))
    return place


@pytest.fixture
def place(released, tmp_path):
    return shutil.copytree(released, tmp_path / "here")


def call(*arguments):
    return CliRunner().invoke(app, ["release", *map(str, arguments)])


def test_a_sound_release_is_told_with_what_was_checked_and_what_was_not(place):
    result = call("verify", place / "bn-read-v1")
    assert result.exit_code == 0
    assert "bn-read-v1 in " in result.stdout
    assert "every byte, the root, 6 clips" in result.stdout
    assert "Signature not checked: give --key.\nWithdrawals not checked: give --feed.\n" in result.stdout


def test_each_fault_is_one_line_on_standard_error(place):
    folder = place / "bn-read-v1"
    (folder / "README.md").unlink()
    (folder / "more").write_text("x", "utf-8")
    result = call("verify", folder, "--key", place / "release.pub")
    assert isinstance(result.exception, Invalid)
    assert result.stderr.splitlines() == [
        "README.md: is missing; fetch it again",
        "more: does not belong to the release; remove it",
    ]
    told = json.loads(call("verify", folder, "--json").stdout)
    assert (told["sound"], [fault["path"] for fault in told["faults"]]) == (False, ["README.md", "more"])


def test_withdrawals_are_applied_and_the_copy_verifies(place):
    folder, key, feed = place / "bn-read-v1", place / "release.pub", place / "feed"
    assert call("verify", folder, "--key", key, "--feed", feed).exit_code == 1
    result = call("apply-withdrawals", folder, "--feed", feed, "--key", key)
    assert result.stdout == "bn-read-v1: 1 clips were taken out, 1 are blank in all.\n"
    result = call("verify", folder, "--key", key, "--feed", feed)
    assert result.exit_code == 0, result.output
    assert "not checked" not in result.stdout
    told = json.loads(call("apply-withdrawals", folder, "--feed", feed, "--key", key, "--json").stdout)
    assert (told["clips"], told["new"]) == (1, 0)


def test_a_feed_is_not_believed_without_a_key(place):
    result = call("verify", place / "bn-read-v1", "--feed", place / "feed")
    assert isinstance(result.exception, Invalid)
    assert result.exception.code == "feed_without_key"


def test_a_release_is_opened_by_the_lines_that_are_printed(place):
    result = call("open", place / "bn-read-v1")
    assert "all             6" in result.stdout
    code = result.stdout[result.stdout.index("from ") :]
    run = python(code)
    assert run.returncode == 0, run.stderr
    assert len([line for line in run.stdout.splitlines() if line.endswith("(1600,) 16000")]) == 6


def test_nothing_of_a_server_is_loaded_for_it(place):
    code = (
        "import sys; from shrutik_cli.app import run\n"
        f"try: run(['release', 'verify', {str(place / 'bn-read-v1')!r}])\n"
        "except SystemExit as end: assert not end.code\n"
        f"assert not set(sys.modules) & set({NEEDED!r}), set(sys.modules) & set({NEEDED!r})"
    )
    run = python(code)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("where", ["s3://bucket/bn-read-v1", "gs://bucket/bn-read-v1", "file:///data"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "SOURCE", "--layout", "csv", "--out", "WHERE"),
        ("export", "WHERE", "--layout", "csv", "--out", "here"),
        ("verify", "WHERE"),
        ("open", "WHERE"),
        ("apply-withdrawals", "WHERE", "--feed", "feed", "--key", "RW"),
    ],
)
def test_an_address_that_nothing_here_speaks_to_is_no_folder(arguments, where, place, monkeypatch):
    monkeypatch.chdir(place)
    before = sorted(place.rglob("*"))
    named = {"WHERE": where, "SOURCE": place / "bn-read-v1"}
    result = call(*(named.get(one, one) for one in arguments))
    assert isinstance(result.exception, Invalid)
    assert result.exception.code == "address_unknown"
    assert f"{where.partition('://')[0]}:// are not taken here: " in result.exception.detail
    assert sorted(place.rglob("*")) == before


def test_the_bucket_is_named_with_its_server(place):
    result = call("export", place / "bn-read-v1", "--layout", "csv", "--out", "s3://bucket/x")
    assert "s3+https://s3.example.org/bucket/prefix" in result.exception.detail


@pytest.mark.parametrize("command", [("verify",), ("open",), ("apply-withdrawals", "--feed", "feed", "--key", "RW")])
def test_an_archive_is_to_be_unpacked(command, place):
    archive = place / "bn-read-v1.tar.zst"
    archive.write_bytes(b"packed")
    result = call(command[0], archive, *command[1:])
    assert isinstance(result.exception, Invalid)
    assert result.exception.code == "archive_packed"
    assert "tar --zstd -xf" in result.exception.detail


def python(code):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, timeout=60, check=False
    )

"""`shrutik keys` on a folder that a slip named: nothing is made or forgotten, and nobody is told of a success."""

import pytest

from called_command import called
from shrutik_bootstrap.blob_stores import blob_store
from shrutik_bootstrap.data_folder import claim_data_folder
from shrutik_bootstrap.settings import read_settings
from shrutik_system.blob_keys import blob_keys, rotate_blob_keys

COMMANDS = ("rotate", "rotate-release", "rotate-blobs", "rewrap-blobs", "retire-blobs")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_is_not_there_is_refused_and_not_made(tmp_path, command, monkeypatch):
    monkeypatch.setenv("SHRUTIK_ENCRYPT_BLOBS", "true")
    ended = called("keys", command, "--data", tmp_path / "srutik")
    assert ended.returncode == 1
    assert ended.stderr.rstrip().endswith("(data_folder_missing)")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["rotate", "rotate-release"])
def test_a_folder_of_keys_needs_no_data_folder(tmp_path, command, monkeypatch):
    (tmp_path / "keys").mkdir()
    monkeypatch.setenv("SHRUTIK_KEYS", str(tmp_path / "keys"))
    assert called("keys", command, "--data", tmp_path / "data").returncode == 0
    assert list((tmp_path / "keys").iterdir())
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", ["rewrap-blobs", "retire-blobs"])
def test_keys_that_blobs_need_are_not_retired_over_a_folder_without_blobs(tmp_path, command, monkeypatch):
    keys = tmp_path / "keys"
    keys.mkdir()
    monkeypatch.setenv("SHRUTIK_KEYS", str(keys))
    settings = read_settings(data=claim_data_folder(tmp_path / "data"), encrypt_blobs=True)
    blob_store(settings, settings.data).put("a/1", [b"sound"])
    rotate_blob_keys(keys)
    ended = called("keys", command, "--data", tmp_path / "srutik")
    assert ended.stderr.rstrip().endswith("(data_folder_missing)")
    assert len(blob_keys(keys)) == 2


@pytest.mark.parametrize("command", ["rewrap-blobs", "retire-blobs"])
def test_keys_that_are_not_there_are_asked_for_and_not_made(tmp_path, command, monkeypatch):
    monkeypatch.setenv("SHRUTIK_ENCRYPT_BLOBS", "true")
    folder = claim_data_folder(tmp_path / "data")
    before = sorted(folder.iterdir())
    ended = called("keys", command, "--data", folder)
    assert ended.returncode == 1
    assert "put its blob-keys.json back" in ended.stderr
    assert sorted(folder.iterdir()) == before

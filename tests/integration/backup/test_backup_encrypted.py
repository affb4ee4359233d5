"""A back-up of an installation that encrypts its blobs is restored into one that does, whatever the settings say."""

import json

import pytest

from called_command import called
from shrutik_bootstrap.blob_stores import BLOBS, blob_store
from shrutik_bootstrap.settings import read_settings
from shrutik_postgres.embedded import EmbeddedPostgres

KEY, SOUND = "series/bn/stats.json", b'{"a voice": "that nobody else shall hear"}'


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with an installation, ``data``, that has an encrypted blob, and a back-up of it, ``vault``."""
    folder = tmp_path_factory.mktemp("encrypted")
    data = folder / "data"
    assert called("db", "upgrade", "--data", data).returncode == 0
    assert called("keys", "rotate", "--data", data).returncode == 0
    assert called("backup", "key", folder / "backup.key").returncode == 0
    blob_store(read_settings(data=data, encrypt_blobs=True), data).put(KEY, [SOUND])
    made = backup(folder, "create", "--data", data, "--to", folder / "vault", "--json")
    assert json.loads(made.stdout)["encrypted"]
    yield folder
    for used in folder.iterdir():
        if used.is_dir():
            EmbeddedPostgres(used).remove()


def backup(place, command, *arguments):
    return called("backup", command, "--key", place / "backup.key", *arguments)


def restored(place, name, *options):
    """The folder that it was restored into, once its blob was read there, and nothing plain lies there."""
    result = backup(place, "restore", "--from", place / "vault", "--data", place / name, *options)
    assert result.returncode == 0, result.stderr
    assert "keep a copy of blob-keys.json" in result.stdout
    with blob_store(read_settings(data=place / name), place / name).open(KEY) as stream:
        assert stream.read() == SOUND
    lying = [path for path in (place / name / BLOBS).rglob("*") if path.is_file()]
    assert lying
    assert not any(b"a voice" in path.read_bytes() for path in lying)
    return place / name


@pytest.mark.parametrize(("name", "options"), [("other", ()), ("same", ("--with-keys",))])
def test_its_blobs_are_encrypted_again_by_a_key_of_the_new_place(place, name, options):
    folder = restored(place, name, *options)
    assert (folder / "blob-keys.json").read_bytes() != (place / "data" / "blob-keys.json").read_bytes()


def test_the_key_lies_where_the_settings_say(place, tmp_path, monkeypatch):
    monkeypatch.setenv("SHRUTIK_KEYS", str(tmp_path))
    folder = restored(place, "keys-elsewhere")
    assert [path.name for path in tmp_path.iterdir()] == ["blob-keys.json"]
    assert not (folder / "blob-keys.json").exists()


def test_nginx_cannot_send_them_and_is_told_so(place, monkeypatch):
    monkeypatch.setenv("SHRUTIK_ACCEL_PATH", "/_blobs")
    monkeypatch.setenv("SHRUTIK_TRUSTED_PROXIES", "127.0.0.1")
    options = ("--from", place / "vault", "--data", place / "sent-by-nginx")
    refused = backup(place, "restore", *options)
    assert refused.returncode == 1
    assert "nginx cannot send what is encrypted" in refused.stderr
    monkeypatch.delenv("SHRUTIK_ACCEL_PATH")
    restored(place, "sent-by-nginx")

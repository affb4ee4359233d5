"""Back-ups in a bucket, and of blobs that lie in one: made, verified, pruned and restored on a real server."""

import hashlib
import itertools
import json

import pytest

from called_command import called
from servers.seaweed import SECRET, seaweed
from shrutik_bootstrap.backups import open_vault
from shrutik_bootstrap.settings import read_settings
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import a_collection, a_contributor, a_recording, a_speaker
from shrutik_core.testing.scenes import keep
from shrutik_files.blob_store import FileBlobStore
from shrutik_postgres.embedded import EmbeddedPostgres
from shrutik_postgres.engine import make_engine
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork
from shrutik_s3.address import read_blobs_url
from shrutik_s3.blob_store import S3BlobStore

_NUMBERS = itertools.count(1)
# More than one part of a put, which has 8 MiB.
SOUND = bytes(range(251)) * 40_000
KEY = "recordings/019b8d2b-8fe8-7818-8606-060606060699/original"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with seaweed(tmp_path_factory.mktemp("seaweed")) as made:
        yield made


@pytest.fixture
def data(tmp_path):
    """A data folder with a recording whose blob is to be put where a test wants it."""
    folder = tmp_path / "data"
    running = EmbeddedPostgres(folder, settings={"fsync": "off"})
    assert called("db", "upgrade", "--data", folder).returncode == 0
    assert called("keys", "rotate", "--data", folder).returncode == 0
    engine = make_engine(running.start())
    units = PostgresUnitsOfWork(engine)
    audio = StoredBlob(KEY, len(SOUND), hashlib.sha256(SOUND).hexdigest())
    keep(units, a_speaker(), a_contributor(), a_collection(), a_recording(audio=audio))
    engine.dispose()
    yield folder
    running.remove()
    for used in tmp_path.iterdir():
        if used.is_dir():
            EmbeddedPostgres(used).remove()


def told(*arguments):
    result = called("backup", *arguments, "--json")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture
def address(server):
    """Of a place in the bucket that nobody used before."""
    return server.url(f"place-{next(_NUMBERS)}")


def read(store, key=KEY):
    with store.open(key) as stream:
        return stream.read()


@pytest.mark.parametrize("is_sealed", [False, True], ids=["plain", "sealed"])
def test_a_folder_is_backed_up_to_a_bucket_and_restored(data, address, tmp_path, is_sealed):
    FileBlobStore(data / "blobs").put(KEY, [SOUND])
    key = ("--key", tmp_path / "backup.key") if is_sealed else ()
    if is_sealed:
        assert called("backup", "key", tmp_path / "backup.key").returncode == 0
    first = told("create", "--data", data, "--to", address, *key)
    assert (first["copied"]["blobs"], first["missing"], first["changed"]) == (1, [], [])
    second = told("create", "--data", data, "--to", address, *key, "--keep-daily", 1)
    assert second["copied"]["blobs"] == 0, "equal bytes lie once"
    assert second["removed"] == [first["id"]]
    assert [one["id"] for one in told("list", "--from", address, *key)] == [second["id"]]
    assert told("verify", "--from", address, *key)["sound"]
    figures = told("restore", "--from", address, *key, "--data", tmp_path / "restored")
    assert figures["rows"]["recordings"] == 1
    assert read(FileBlobStore(tmp_path / "restored" / "blobs")) == SOUND


def test_blobs_of_a_bucket_are_backed_up_to_a_folder_and_restored_into_another_place(
    data, address, server, tmp_path, monkeypatch
):
    S3BlobStore(read_blobs_url(address)).put(KEY, [SOUND])
    monkeypatch.setenv("SHRUTIK_BLOBS_URL", address)
    made = told("create", "--data", data, "--to", tmp_path / "vault")
    assert (made["copied"]["blobs"], made["missing"]) == (1, [])
    assert told("verify", "--from", tmp_path / "vault")["sound"]
    taken = called("backup", "restore", "--from", tmp_path / "vault", "--data", tmp_path / "taken")
    assert taken.stderr.rstrip().endswith("(blob_store_not_empty)")
    another = server.url(f"place-{next(_NUMBERS)}")
    monkeypatch.setenv("SHRUTIK_BLOBS_URL", another)
    told("restore", "--from", tmp_path / "vault", "--data", tmp_path / "restored")
    assert read(S3BlobStore(read_blobs_url(another))) == SOUND


def test_blobs_and_back_ups_of_one_bucket_lie_apart(data, address, monkeypatch):
    S3BlobStore(read_blobs_url(f"{address}/blobs")).put(KEY, [SOUND])
    monkeypatch.setenv("SHRUTIK_BLOBS_URL", f"{address}/blobs")
    for same in (f"{address}/blobs", f"{address}/blobs/within", address):
        refused = called("backup", "create", "--data", data, "--to", same)
        assert refused.stderr.rstrip().endswith("(backup_place_invalid)")
        assert SECRET not in refused.stderr
    monkeypatch.setenv("SHRUTIK_BACKUP_TO", f"{address}/vault")
    assert told("create", "--data", data)["copied"]["blobs"] == 1
    assert told("verify", "--data", data)["sound"]


def test_a_wrong_secret_is_told_without_it(data, server):
    refused = called("backup", "create", "--data", data, "--to", server.url("x", secret="mistaken"))
    assert refused.returncode == 1
    assert "check the access key in its address. (blob_store_unavailable)" in refused.stderr
    assert "mistaken" not in refused.stderr
    settings = read_settings(data=data, backup_to="s3+https://user:mistaken@s3.example.org/Voices")
    assert "mistaken" not in repr(settings)
    with pytest.raises(Invalid, match="The address of the back-ups cannot be used") as error:
        open_vault(settings)
    assert "mistaken" not in error.value.detail

"""`shrutik backup` with keys in a folder of their own: those are backed up and put back, and no others are made."""

import json
from pathlib import Path

import pytest

from called_command import called
from shrutik_bootstrap.backup_keys import public_keys_of
from shrutik_bootstrap.backups import list_backups, open_vault, scheduled_backup
from shrutik_bootstrap.settings import read_settings
from shrutik_core.shared.errors import Missing
from shrutik_core.use_cases.backups.keep_backups import NEWEST
from shrutik_postgres.embedded import EmbeddedPostgres

FILES = ("keys.json", "release.key")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with an installation, ``data``, whose keys lie in ``keys``, and the key of its back-ups."""
    folder = tmp_path_factory.mktemp("keys")
    (folder / "keys").mkdir(mode=0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHRUTIK_KEYS", str(folder / "keys"))
        account = ("admin@example.org", "--role", "admin", "--generate-password")
        for arguments in (("user", "create", *account), ("keys", "rotate-release")):
            made = called(*arguments, "--data", folder / "data")
            assert made.returncode == 0, made.stderr
    assert called("backup", "key", folder / "backup.key").returncode == 0
    # What visits a server that runs is quicker than what has to start one.
    server = EmbeddedPostgres(folder / "data", settings={"fsync": "off"})
    server.start()
    yield folder
    server.remove()
    for used in folder.iterdir():
        if used.is_dir():
            EmbeddedPostgres(used).remove()


@pytest.fixture
def its_keys(place, monkeypatch):
    monkeypatch.setenv("SHRUTIK_KEYS", str(place / "keys"))
    return place / "keys"


def told(result):
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def refused(result, code):
    assert result.returncode == 1, result.stdout
    assert result.stderr.rstrip().endswith(f"({code})"), result.stderr


def backup(place, command, *arguments):
    return called("backup", command, "--key", place / "backup.key", *arguments)


def create(place, vault, *arguments):
    return backup(place, "create", "--data", place / "data", "--to", place / vault, "--json", *arguments)


def newest(place, vault, key=True):
    settings = read_settings(backup_to=str(place / vault), backup_key=place / "backup.key" if key else None)
    store = open_vault(settings)
    return store, list_backups(store).get(NEWEST)


def held(place, vault):
    """The files of keys that a sealed back-up holds."""
    store, made = newest(place, vault)
    return json.loads(b"".join(store.read(made.secrets.sha256)))


def files(folder: Path):
    return {name: (folder / name).read_text() for name in FILES if (folder / name).exists()}


def test_those_keys_are_sealed_and_none_are_made(place, its_keys):
    assert told(create(place, "sealed"))["secrets"]
    assert held(place, "sealed") == files(its_keys)
    assert newest(place, "sealed")[1].public_keys == public_keys_of(its_keys)
    assert files(place / "data") == {}


def test_a_plain_one_has_the_public_halves_of_those_keys(place, its_keys):
    told(called("backup", "create", "--data", place / "data", "--to", place / "plain", "--json"))
    assert newest(place, "plain", key=False)[1].public_keys == public_keys_of(its_keys)
    assert files(place / "data") == {}


def test_the_service_seals_those_keys(place, its_keys):
    where = {"backup_to": str(place / "scheduled"), "backup_key": place / "backup.key", "backup_every_hours": 1}
    url = EmbeddedPostgres(place / "data").running()
    assert scheduled_backup(read_settings(data=place / "data", **where), place / "data", url)()
    assert held(place, "scheduled") == files(its_keys)
    assert files(place / "data") == {}


@pytest.mark.parametrize("options", [(), ("--key",)])
def test_whoever_forgets_the_setting_is_refused(place, options):
    options = [*options, place / "backup.key"] if options else []
    made = called("backup", "create", "--data", place / "data", "--to", place / "forgotten", *options)
    refused(made, "keys_not_found")
    assert files(place / "data") == {}
    settings = read_settings(data=place / "data", backup_to=str(place / "forgotten"), backup_every_hours=1)
    with pytest.raises(Missing, match="set SHRUTIK_KEYS"):
        scheduled_backup(settings, place / "data", EmbeddedPostgres(place / "data").running())()


@pytest.mark.parametrize("lacks", [*FILES, "blob-keys.json"])
def test_a_folder_that_lacks_one_is_refused(place, its_keys, tmp_path, monkeypatch, lacks):
    for name in {*FILES} - {lacks}:
        (tmp_path / name).write_bytes((its_keys / name).read_bytes())
    monkeypatch.setenv("SHRUTIK_KEYS", str(tmp_path))
    monkeypatch.setenv("SHRUTIK_ENCRYPT_BLOBS", str(lacks == "blob-keys.json"))
    answer = create(place, "lacking")
    refused(answer, "keys_not_found")
    assert f"no {lacks} in" in answer.stderr
    assert ("rotate-release" in answer.stderr) is (lacks == "release.key")
    assert not (tmp_path / lacks).exists()


@pytest.fixture(scope="module")
def sealed(place):
    """The name of a vault with a sealed back-up."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHRUTIK_KEYS", str(place / "keys"))
        told(create(place, "restored-from"))
    return "restored-from"


def restore(place, vault, data, *options):
    return backup(place, "restore", "--from", place / vault, "--data", place / data, "--json", *options)


def test_a_place_is_not_restored_beside_the_keys_of_a_living_one(place, its_keys, sealed):
    before = files(its_keys)
    answer = restore(place, sealed, "beside")
    refused(answer, "keys_there")
    assert "would act as that one" in answer.stderr
    assert not (place / "beside").exists()
    assert files(its_keys) == before


def test_keys_of_before_are_put_where_they_are_read(place, sealed, monkeypatch):
    (place / "taken").mkdir(mode=0o700)
    monkeypatch.setenv("SHRUTIK_KEYS", str(place / "taken"))
    assert told(restore(place, sealed, "takes-its-place", "--with-keys"))["with_keys"]
    assert files(place / "taken") == files(place / "keys")
    assert files(place / "takes-its-place") == {}


def test_keys_that_survived_may_stay_and_others_are_not_taken_for_them(place, its_keys, sealed, tmp_path, monkeypatch):
    assert told(restore(place, sealed, "again", "--with-keys"))["with_keys"]
    for name in FILES:
        (tmp_path / name).touch(mode=0o600)
        (tmp_path / name).write_text((its_keys / name).read_text())
    monkeypatch.setenv("SHRUTIK_KEYS", str(tmp_path))
    assert called("keys", "rotate", "--data", place / "again").returncode == 0
    answer = restore(place, sealed, "never", "--with-keys")
    refused(answer, "keys_there")
    assert "different keys.json from the back-up" in answer.stderr
    assert not (place / "never").exists()


def test_an_empty_folder_of_keys_gets_new_ones_later(place, sealed, monkeypatch):
    (place / "new-keys").mkdir(mode=0o700)
    monkeypatch.setenv("SHRUTIK_KEYS", str(place / "new-keys"))
    assert not told(restore(place, sealed, "other"))["with_keys"]
    assert files(place / "new-keys") == files(place / "other") == {}
    monkeypatch.setenv("SHRUTIK_KEYS", str(place / "nowhere"))
    refused(restore(place, sealed, "nothing"), "settings_invalid")
    assert not (place / "nothing").exists()

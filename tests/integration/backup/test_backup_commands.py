"""`shrutik backup`: faults named, keys kept or left behind, retention, and a database elsewhere."""

import json
import stat
from datetime import timedelta

import psycopg
import pytest

from called_command import called
from shrutik_bootstrap.backup_keys import FORMER_KEYS
from shrutik_bootstrap.backups import is_due, open_vault, scheduled_backup
from shrutik_bootstrap.settings import read_settings
from shrutik_core.shared.errors import Invalid
from shrutik_postgres.address import parse_url
from shrutik_postgres.embedded import EmbeddedPostgres
from shrutik_system.clock import SystemClock


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with an installation, ``data``, that has an admin and a blob."""
    folder = tmp_path_factory.mktemp("backups")
    account = ("admin@example.org", "--role", "admin", "--generate-password")
    made = called("user", "create", *account, "--data", folder / "data")
    assert made.returncode == 0, made.stderr
    # What visits a server that runs is quicker than what has to start one.
    server = EmbeddedPostgres(folder / "data", settings={"fsync": "off"})
    server.start()
    blob = folder / "data" / "blobs" / "series" / "bn" / "stats.json"
    blob.parent.mkdir(parents=True)
    blob.write_bytes(b"{}")
    yield folder
    server.remove()
    for used in folder.iterdir():
        if used.is_dir():
            EmbeddedPostgres(used).remove()


def backup(*arguments):
    return called("backup", *arguments)


def told(result):
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def refused(result, code):
    assert result.returncode == 1, result.stdout
    assert result.stderr.rstrip().endswith(f"({code})"), result.stderr


def back_ups_of_doctor(data):
    (found,) = (
        one for one in json.loads(called("doctor", "--data", data, "--json").stdout) if one["check"] == "back-ups"
    )
    return found


def test_a_changed_and_a_missing_object_are_named(place, monkeypatch):
    vault, data = place / "damaged", place / "data"
    told(backup("create", "--data", data, "--to", vault, "--json"))
    whole = told(backup("verify", "--from", vault, "--json"))
    assert (whole["sound"], whole["blobs"]) == (True, 1)
    digest = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    place_of = f"objects/{digest[:2]}/{digest}"
    blob = vault / place_of
    blob.write_bytes(b"[]")
    changed = backup("verify", "--from", vault, "--json")
    refused(changed, "backup_unsound")
    assert f"series/bn/stats.json: changed ({place_of})" in changed.stderr
    assert "copies them anew if it can: 1." in changed.stderr
    found = json.loads(changed.stdout)
    assert found["faults"] == [{"what": "series/bn/stats.json", "how": "changed", "object": place_of}]
    monkeypatch.setenv("SHRUTIK_BACKUP_TO", str(vault))
    assert back_ups_of_doctor(data)["figures"]["damaged"] == 1
    told(backup("create", "--data", data, "--to", vault, "--json"))
    assert told(backup("verify", "--from", vault, "--json"))["sound"], "the next one copies it anew"
    assert back_ups_of_doctor(data)["colour"] == "green"
    monkeypatch.delenv("SHRUTIK_BACKUP_TO")
    blob.unlink()
    assert "series/bn/stats.json: missing" in backup("verify", "--from", vault).stderr
    stopped = backup("restore", "--from", vault, "--data", place / "never")
    refused(stopped, "blob_missing")
    assert "lost series/bn/stats.json" in stopped.stderr
    without = backup("restore", "--from", vault, "--data", place / "never", "--without-damaged", "--json")
    refused(without, "backup_unsound")
    assert f"series/bn/stats.json: missing ({place_of})" in without.stderr
    assert json.loads(without.stdout)["rows"]["contributors"] == 1
    told(backup("create", "--data", data, "--to", vault, "--json"))
    assert told(backup("verify", "--from", vault, "--json"))["sound"], "the next one copies it again"


def test_sealed_backups_carry_the_keys_and_give_them_up_only_if_told(place):
    vault, data, key = place / "sealed", place / "data", place / "backup.key"
    assert backup("key", key).returncode == 0
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    refused(backup("key", key), "key_file_taken")
    assert told(backup("create", "--data", data, "--to", vault, "--key", key, "--json"))["secrets"]
    for held in vault.rglob("objects/*/*"):
        assert b"admin@example.org" not in held.read_bytes()
    refused(backup("list", "--from", vault), "backup_key_wrong")
    assert len(told(backup("list", "--from", vault, "--key", key, "--json"))) == 1
    for name, options in (("other", ()), ("same", ("--with-keys",))):
        restored = told(backup("restore", "--from", vault, "--key", key, "--data", place / name, "--json", *options))
        assert restored["with_keys"] is bool(options)
        assert restored["rows"]["contributors"] == 1
    assert not (place / "other" / "keys.json").exists()
    assert (place / "other" / FORMER_KEYS).read_text()
    for name in ("keys.json", "release.key"):
        assert (place / "same" / name).read_bytes() == (data / name).read_bytes()
        assert stat.S_IMODE((place / "same" / name).stat().st_mode) == 0o600


def test_a_plain_backup_holds_no_secret_key(place):
    vault, data = place / "plain", place / "data"
    assert not told(backup("create", "--data", data, "--to", vault, "--json"))["secrets"]
    refused(backup("restore", "--from", vault, "--with-keys", "--data", place / "no"), "backup_has_no_keys")


def test_places_that_are_no_places_are_refused(place):
    data = place / "data"
    refused(backup("create", "--data", data), "backup_place_invalid")
    refused(backup("create", "--data", data, "--to", data / "blobs"), "backup_place_invalid")
    refused(backup("create", "--data", data, "--to", "ftp://example.org/x"), "backup_place_invalid")
    refused(backup("verify", "--from", place / "nowhere"), "backup_missing")
    refused(backup("verify", "../../x", "--from", place / "plain"), "backup_id_invalid")


def test_older_ones_are_removed_as_told(place):
    vault, data = place / "kept", place / "data"
    ids = [told(backup("create", "--data", data, "--to", vault, "--json"))["id"] for _ in range(2)]
    last = told(backup("create", "--data", data, "--to", vault, "--keep-daily", 1, "--json"))
    assert last["removed"] == ids
    assert [one["id"] for one in told(backup("list", "--from", vault, "--json"))] == [last["id"]]
    assert told(backup("verify", "--from", vault, "--json"))["sound"]


def test_the_service_makes_one_when_it_is_due(place):
    vault, data = place / "scheduled", place / "data"
    settings = read_settings(data=data, backup_to=str(vault), backup_every_hours=1)
    url = EmbeddedPostgres(data).running()
    looks = [scheduled_backup(settings, data, url) for _ in range(3)]
    assert [look() for look in looks] == [True, False, False]
    assert not is_due(open_vault(settings), SystemClock(), timedelta(hours=1))
    with pytest.raises(Invalid, match="SHRUTIK_BACKUP_TO"):
        read_settings(data=data, backup_every_hours=1)


def test_a_database_elsewhere_is_restored_into_if_it_is_empty(place, installed_url):
    vault, data = place / "elsewhere", place / "data"
    made = told(backup("create", "--data", data, "--to", vault, "--json"))
    plain = parse_url(installed_url).set(drivername="postgresql")
    with psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute("CREATE DATABASE restored TEMPLATE template0")
    url = plain.set(database="restored").render_as_string(hide_password=False)
    options = ("--from", vault, "--database-url", url, "--json", "--data")
    restored = told(backup("restore", *options, place / "beside"))
    assert sum(restored["rows"].values()) == made["rows"]
    refused(backup("restore", *options, place / "again"), "database_not_empty")

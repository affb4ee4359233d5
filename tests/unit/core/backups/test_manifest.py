"""A manifest says what it was written with, or is refused."""

import json
from datetime import UTC, datetime

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.backups.backup import (
    Backup,
    BlobCount,
    StoredObject,
    TableCopy,
    backup_id,
    check_backup_id,
    read_backup,
    write_backup,
)
from shrutik_core.shared.errors import Invalid

AT = datetime(2026, 1, 5, 8, 0, 0, 123456, tzinfo=UTC)
OBJECTS = st.builds(StoredObject, st.binary(min_size=32, max_size=32).map(bytes.hex), st.integers(0, 1 << 60))
KEYS = st.lists(st.from_regex(r"[a-z]{1,9}/[a-z0-9]{1,9}", fullmatch=True), max_size=3).map(tuple)
TABLES = st.builds(
    TableCopy, st.from_regex(r"[a-z_]{1,20}", fullmatch=True), st.just(("id", "name")), st.integers(0), OBJECTS
)
BACKUPS = st.builds(
    Backup,
    id=st.just(backup_id(AT, "0123abcd")),
    at=st.just(AT),
    versions=st.just({"shrutik": "1", "postgresql": "18.4", "revision": "0037"}),
    tables=st.lists(TABLES, max_size=4).map(tuple),
    named=OBJECTS,
    index=OBJECTS,
    blobs=st.builds(BlobCount, st.integers(0), st.integers(0)),
    gone=KEYS,
    missing=KEYS,
    changed=KEYS,
    public_keys=st.text(max_size=40),
    secrets=st.none() | OBJECTS,
    encrypted=st.booleans(),
)


@given(BACKUPS)
def test_what_was_written_is_read(backup):
    assert read_backup(write_backup(backup)) == backup


@given(BACKUPS, st.data())
def test_a_change_is_noticed(backup, data):
    written = write_backup(backup)
    place = data.draw(st.integers(0, len(written) - 2))
    changed = bytearray(written)
    changed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Invalid):
        read_backup(bytes(changed))


@given(BACKUPS)
def test_a_newer_format_is_told(backup):
    told = json.loads(write_backup(backup))
    with pytest.raises(Invalid, match="use a newer Shrutik"):
        read_backup(json.dumps({**told, "format": 2}).encode())


@given(BACKUPS)
def test_the_root_follows_all_of_it(backup):
    assert attrs.evolve(backup, public_keys=backup.public_keys + "x").root != backup.root
    assert backup.sound is not bool(backup.missing or backup.changed)


def test_one_from_before_blobs_were_told_to_be_encrypted_is_read():
    thing = {"sha256": "ab" * 32, "size": 1}
    told = {
        "format": 1,
        "id": backup_id(AT, "0123abcd"),
        "at": AT.isoformat(),
        "versions": {"revision": "0037"},
        "tables": [],
        "named": thing,
        "index": thing,
        "blobs": {"count": 0, "size": 0},
        "gone": [],
        "missing": [],
        "changed": [],
        "public_keys": "",
        "secrets": None,
    }
    root = "c6baaa99da59328b93f37fbc8e8ab3303b4a66fb8af0f53eb2bcb46e35113cbd"
    found = read_backup(json.dumps({**told, "root": root}).encode())
    assert (found.root, found.encrypted) == (root, False)


@pytest.mark.parametrize(
    "text", ["", "newest", "../x", "20260105T080000.000000Z-0123ABCD", "20260105T080000.000000Z-0123abcd/x"]
)
def test_an_id_is_no_path(text):
    with pytest.raises(Invalid, match="shrutik backup list"):
        check_backup_id(text)

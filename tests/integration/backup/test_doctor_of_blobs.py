"""`shrutik doctor` on blobs: missing, changed, of nobody, or behind an old key."""

import json
import os
from datetime import UTC, datetime

import pytest

from called_command import called
from doctor_scene import only
from shrutik_bootstrap.blob_stores import BLOBS, blob_store
from shrutik_bootstrap.doctor.checks.d_blobs import SAMPLE, BlobKeysCheck, MissingBlobsCheck, OrphanedBlobsCheck
from shrutik_bootstrap.doctor.examining import all_checks, examine
from shrutik_bootstrap.doctor.finding import Colour
from shrutik_core.testing.builders import a_blob, a_recording
from shrutik_core.testing.scenes import set_stage
from shrutik_files.blob_store import FileBlobStore

LONG_AGO = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture
def recorded(units_of_work, folder):
    """Two recordings, and the blobs of both."""
    set_stage(units_of_work)
    blobs = FileBlobStore(folder / BLOBS)
    keys = [a_recording(1).audio.key, "recordings/019b8d2b-8fe8-7818-8606-060606060699/original"]
    with units_of_work() as uow:
        uow.recordings.add(a_recording(2, audio=a_blob(keys[1])))
        uow.commit()
    for key in keys:
        blobs.put(key, [b""])
    return keys, blobs


@pytest.mark.parametrize("is_deep", [False, True])
def test_a_missing_blob_is_red_and_named(patient, recorded, is_deep):
    (_, key), blobs = recorded
    assert only(patient(is_deep=is_deep), MissingBlobsCheck()).colour is Colour.GREEN
    blobs.delete(key)
    found = only(patient(is_deep=is_deep), MissingBlobsCheck())
    assert found.colour is Colour.RED
    assert found.figures["missing"] == [key]


def test_a_changed_blob_is_seen_by_a_deep_look(patient, recorded):
    (key, _), blobs = recorded
    blobs.put(key, [b"something else"])
    assert only(patient(), MissingBlobsCheck()).colour is Colour.GREEN
    assert only(patient(is_deep=True), MissingBlobsCheck()).figures["changed"] == [key]


def test_an_orphan_is_told_once_it_is_old(patient, recorded, folder):
    _, blobs = recorded
    key = "recordings/019b8d2b-0000-7818-8606-060606060699/original"
    blobs.put(key, [b"nobody's"])
    assert only(patient(), OrphanedBlobsCheck()).colour is Colour.GREEN, "its upload may be going on"
    for path in (folder / BLOBS / key, folder / BLOBS / recorded[0][0]):
        os.utime(path, (LONG_AGO.timestamp(), LONG_AGO.timestamp()))
    found = only(patient(), OrphanedBlobsCheck())
    assert (found.colour, found.figures["orphans"]) == (Colour.YELLOW, [key])


def test_blobs_that_need_an_old_key_are_yellow_until_they_are_wrapped_anew_and_it_is_retired(patient, folder):
    def keys(command):
        return json.loads(called("keys", command, "--data", folder, "--json").stdout)

    blobs = blob_store(patient(encrypt_blobs=True).settings, folder)
    for number in range(3):
        blobs.put(f"a/{number}", [b"sound"])
    assert only(patient(), BlobKeysCheck()).colour is Colour.GREEN
    keys("rotate-blobs")
    found = only(patient(), BlobKeysCheck())
    assert (found.colour, found.figures["old"], found.figures["keys"]) == (Colour.YELLOW, 3, 2)
    refused = called("keys", "retire-blobs", "--data", folder)
    assert refused.returncode == 1
    assert "3 blobs need an old key" in refused.stderr
    assert keys("rewrap-blobs") == {"looked": 3, "anew": 3, "old": 0, "strange": 0}
    assert "retire-blobs" in only(patient(), BlobKeysCheck()).advice
    assert len(keys("retire-blobs")["retired"]) == 1
    assert only(patient(), BlobKeysCheck()).colour is Colour.GREEN
    with patient().blobs.open("a/2") as stream:
        assert stream.read() == b"sound"
    (folder / "blob-keys.json").unlink()
    assert only(patient(), BlobKeysCheck()).colour is Colour.RED, "no key at all"
    blob_store(patient(encrypt_blobs=True).settings, folder)
    assert only(patient(), BlobKeysCheck()).colour is Colour.RED, "a key that is not theirs"


def test_whoever_looks_makes_no_keys_and_so_begins_no_encryption(patient, folder):
    asked = patient(encrypt_blobs=True)
    before = sorted(folder.iterdir())
    found = only(asked, BlobKeysCheck())
    assert (found.colour, "no keys yet" in found.detail) == (Colour.YELLOW, True)
    examine(asked, all_checks())
    assert sorted(folder.iterdir()) == before


def test_what_lies_in_plain_from_before_there_were_keys_is_yellow(patient, folder):
    plain = FileBlobStore(folder / BLOBS)
    for number in range(SAMPLE + 1):
        plain.put(f"recordings/{number}/original", [b"sound"])
    plain.put("of-another-kind/1", [b"text"])
    assert only(patient(), BlobKeysCheck()).colour is Colour.GREEN, "nobody asked for encryption"
    encrypted = blob_store(patient(encrypt_blobs=True).settings, folder)
    for is_deep, said in ((False, f"{SAMPLE} or more blobs"), (True, f"{SAMPLE + 2} blobs")):
        first, keys = [one.finding for one in examine(patient(is_deep=is_deep), [BlobKeysCheck()])]
        assert (first.colour, keys.colour) == (Colour.YELLOW, Colour.GREEN)
        assert said in first.detail
        assert "restore a back-up" in first.advice
    for entry in list(plain.list("")):
        encrypted.put(entry.key, [b"anew"])
    assert only(patient(is_deep=True), BlobKeysCheck()).colour is Colour.GREEN

"""Keys of blobs: made once, read by their owner alone, never lost by a rotation."""

import stat

import pytest

from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_system.blob_keys import FILE_NAME, BlobKey, blob_keys, load_blob_keys, rotate_blob_keys


def test_a_folder_without_keys_has_none_until_they_are_asked_for(tmp_path):
    assert blob_keys(tmp_path) == ()
    (key,) = load_blob_keys(tmp_path)
    assert load_blob_keys(tmp_path) == blob_keys(tmp_path) == (key,)
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
    assert repr(key.secret) not in repr(key)


def test_a_rotation_puts_a_new_key_before_all_others(tmp_path):
    with pytest.raises(Invalid) as error:
        rotate_blob_keys(tmp_path)
    assert error.value.code == "blobs_not_encrypted"
    first = load_blob_keys(tmp_path)
    for _ in range(5):
        made = rotate_blob_keys(tmp_path)
        assert blob_keys(tmp_path)[0].id == made
    assert len({key.id for key in blob_keys(tmp_path)}) == 6
    assert blob_keys(tmp_path)[-1:] == first


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"keys": []}', '{"keys": [{"id": "xx", "secret": "AA=="}]}', '{"keys": [{"id": 1}]}']
)
def test_what_is_no_file_of_keys_is_damaged(tmp_path, text):
    path = tmp_path / FILE_NAME
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(Invalid) as error:
        load_blob_keys(tmp_path)
    assert error.value.code == "keys_damaged"


def test_keys_that_others_may_read_are_refused(tmp_path):
    load_blob_keys(tmp_path)
    (tmp_path / FILE_NAME).chmod(0o640)
    with pytest.raises(Invalid) as error:
        load_blob_keys(tmp_path)
    assert error.value.code == "keys_exposed"


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(Unavailable) as error:
        load_blob_keys(tmp_path / "none")
    assert error.value.code == "keys_unavailable"


@pytest.mark.parametrize(("name", "size"), [("0000000", 32), ("00000000", 31), ("0000000000", 32)])
def test_a_key_has_its_size(name, size):
    with pytest.raises(ValueError, match=r"key of blobs|hexadecimal|odd|non-hex"):
        BlobKey(name, bytes(size))

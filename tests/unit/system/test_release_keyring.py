"""The keyring of a data folder: looked at anew each time, and silent to strangers about where it lies."""

import logging

import pytest

from shrutik_core.shared.errors import Unavailable
from shrutik_core.testing import contracts
from shrutik_core.testing.builders import an_instant
from shrutik_system.release_keyring import FolderReleaseKeyring
from shrutik_system.release_keys import FILE_NAME, rotate_release_key
from shrutik_system.release_signer import Ed25519SignatureChecker


class TestReleaseKeyring(contracts.ReleaseKeyringContract):
    @pytest.fixture
    def keyring(self, tmp_path) -> FolderReleaseKeyring:
        return FolderReleaseKeyring(tmp_path)

    @pytest.fixture
    def changed(self, tmp_path) -> FolderReleaseKeyring:
        for number in (1, 2):
            rotate_release_key(tmp_path, an_instant(number))
        return FolderReleaseKeyring(tmp_path)

    @pytest.fixture
    def checker(self) -> Ed25519SignatureChecker:
        return Ed25519SignatureChecker()


def test_a_key_that_another_process_put_there_signs_at_once(tmp_path):
    keyring = FolderReleaseKeyring(tmp_path)
    before = keyring().signer.key
    after = rotate_release_key(tmp_path, an_instant(1)).signer.key
    assert keyring().signer.key == after != before


def test_what_is_wrong_with_it_is_for_the_log_alone(tmp_path, caplog):
    keyring = FolderReleaseKeyring(tmp_path)
    keyring()
    (tmp_path / FILE_NAME).chmod(0o644)
    with pytest.raises(Unavailable) as caught, caplog.at_level(logging.ERROR):
        keyring()
    assert caught.value.code == "release_key_unavailable"
    assert str(tmp_path) not in caught.value.detail
    assert str(tmp_path / FILE_NAME) in caplog.records[0].detail

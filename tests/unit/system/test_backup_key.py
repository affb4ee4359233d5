"""The key of back-ups: made once, and for one account alone."""

import pytest

from shrutik_core.shared.errors import Conflict, Invalid
from shrutik_system.backup_key import make_backup_key, read_backup_key


def test_a_key_file_is_made_once_and_read_by_its_owner_alone(tmp_path):
    path = tmp_path / "backup.key"
    made = make_backup_key(path)
    assert read_backup_key(path) == made
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(Conflict, match="never written over"):
        make_backup_key(path)
    path.chmod(0o644)
    with pytest.raises(Invalid) as error:
        read_backup_key(path)
    assert error.value.code == "keys_exposed"


@pytest.mark.parametrize("text", ["", "a password", "shrutik-backup-key-1:AAAA", "shrutik-backup-key-1:!"])
def test_what_is_no_key_is_refused(tmp_path, text):
    path = tmp_path / "backup.key"
    path.touch(0o600)
    path.write_text(text)
    with pytest.raises(Invalid) as error:
        read_backup_key(path)
    assert error.value.code == "keys_damaged"

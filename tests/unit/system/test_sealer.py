"""The sealer of back-ups keeps its contract, and its key file is for one account alone."""

import pytest

from shrutik_core.shared.errors import Conflict, Invalid
from shrutik_core.testing import contracts
from shrutik_system.sealer import SEGMENT, KeySealer, PlainSealer, new_key_file, read_key_file


class TestKeySealer(contracts.SealerContract):
    @pytest.fixture
    def sealer(self):
        return KeySealer(b"k" * 32)

    @pytest.fixture
    def other(self):
        return KeySealer(b"o" * 32)


def test_the_same_bytes_look_different_each_time_and_nothing_of_them_shows():
    sealer = KeySealer(b"k" * 32)
    first, second = (b"".join(sealer.seal([b"a voice" * 10])) for _ in range(2))
    assert first != second
    assert b"voice" not in first


def test_segments_can_be_neither_moved_nor_left_out():
    sealer = KeySealer(b"k" * 32)
    sealed = b"".join(sealer.seal([bytes(3 * SEGMENT)]))
    head, size = 40, SEGMENT + 16
    parts = [sealed[head + number * size : head + (number + 1) * size] for number in range(3)]
    for wrong in ([parts[1], parts[0], parts[2]], [parts[0], parts[2]], parts[:2], [*parts, parts[2]]):
        with pytest.raises(Invalid):
            list(sealer.unseal([sealed[:head], *wrong]))


def test_a_plain_sealer_leaves_all_as_it_is():
    sealer = PlainSealer()
    assert list(sealer.unseal(sealer.seal([b"a", b"b"]))) == [b"a", b"b"]
    assert (sealer.key_id, sealer.name("ab")) == ("", "ab")


def test_a_key_file_is_made_once_and_read_by_its_owner_alone(tmp_path):
    path = tmp_path / "backup.key"
    made = new_key_file(path)
    assert read_key_file(path).key_id == made.key_id
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(Conflict, match="never written over"):
        new_key_file(path)
    path.chmod(0o644)
    with pytest.raises(Invalid) as error:
        read_key_file(path)
    assert error.value.code == "keys_exposed"


@pytest.mark.parametrize("text", ["", "a password", "shrutik-backup-key-1:AAAA", "shrutik-backup-key-1:!"])
def test_what_is_no_key_is_refused(tmp_path, text):
    path = tmp_path / "backup.key"
    path.touch(0o600)
    path.write_text(text)
    with pytest.raises(Invalid) as error:
        read_key_file(path)
    assert error.value.code == "keys_damaged"

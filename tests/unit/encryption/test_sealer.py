"""The sealer of back-ups keeps its contract, and goes on opening what it sealed."""

import pytest

from shrutik_core.shared.errors import Invalid
from shrutik_core.testing import contracts
from shrutik_encryption.sealer import SEGMENT, KeySealer, PlainSealer

SEALED_BEFORE = (
    "7368727574696b312f1906719c7556da237513fdcc13e4d596afd65d121bfc5"
    "5b1f34847cd089b2260ba084df327e48a06889074692daf40e9a56861275370"
)


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


def test_what_was_sealed_by_earlier_versions_is_opened():
    assert b"".join(KeySealer(b"k" * 32).unseal([bytes.fromhex(SEALED_BEFORE)])) == b"a voice"

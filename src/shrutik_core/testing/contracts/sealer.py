"""What every sealer of back-ups must keep."""

import abc
import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shrutik_core.ports.sealer import Sealer
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.contracts.base import Contract

_ANY = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors], deadline=None
)
PLAIN = bytes(range(256)) * 3_000


class SealerContract(Contract):
    """Subclass it with a sealer that has a key, and one with another key."""

    @pytest.fixture
    @abc.abstractmethod
    def sealer(self) -> Sealer:
        """The sealer under test."""

    @pytest.fixture
    @abc.abstractmethod
    def other(self) -> Sealer:
        """One with another key."""

    @_ANY
    @given(st.lists(st.binary(max_size=300), max_size=20), st.integers(1, 1_000))
    def test_what_was_sealed_comes_back_whatever_the_blocks(
        self, sealer: Sealer, blocks: list[bytes], size: int
    ) -> None:
        sealed = b"".join(sealer.seal(blocks))
        cut = [sealed[start : start + size] for start in range(0, len(sealed), size)]
        assert b"".join(sealer.unseal(cut)) == b"".join(blocks)

    def test_much_comes_back(self, sealer: Sealer) -> None:
        for size in (0, 1, 1 << 18, (1 << 18) + 1, len(PLAIN)):
            sealed = b"".join(sealer.seal([PLAIN[:size]]))
            assert b"".join(sealer.unseal([sealed])) == PLAIN[:size]

    def test_a_changed_byte_is_noticed(self, sealer: Sealer) -> None:
        sealed = b"".join(sealer.seal([PLAIN]))
        for place in (0, 10, 60, len(sealed) // 2, len(sealed) - 1):
            wrong = bytearray(sealed)
            wrong[place] ^= 1
            _refused(sealer, bytes(wrong))

    def test_what_is_cut_off_or_goes_on_is_noticed(self, sealer: Sealer) -> None:
        sealed = b"".join(sealer.seal([PLAIN]))
        for wrong in (b"", sealed[:20], sealed[:-1], sealed[: len(sealed) // 2], sealed + b"x", PLAIN):
            _refused(sealer, wrong)

    def test_another_key_opens_nothing(self, sealer: Sealer, other: Sealer) -> None:
        _refused(other, b"".join(sealer.seal([PLAIN])))
        assert sealer.key_id
        assert sealer.key_id != other.key_id

    def test_names_follow_from_bytes_and_key(self, sealer: Sealer, other: Sealer) -> None:
        digest = hashlib.sha256(PLAIN).hexdigest()
        assert sealer.name(digest) == sealer.name(digest)
        assert len(bytes.fromhex(sealer.name(digest))) == 32
        assert len({digest, sealer.name(digest), other.name(digest)}) == 3


def _refused(sealer: Sealer, sealed: bytes) -> None:
    with pytest.raises(Invalid) as error:
        list(sealer.unseal([sealed]))
    assert error.value.code == "sealed_damaged"

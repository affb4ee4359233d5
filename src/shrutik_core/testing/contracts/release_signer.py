"""What every signer of releases and checker of signatures must keep: what was signed holds, and nothing else does."""

import abc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shrutik_core.ports.release_signer import ReleaseSigner, SignatureChecker
from shrutik_core.releases.signing.release_key import KEY_BYTES, ReleaseKey
from shrutik_core.releases.signing.release_signature import SIGNATURE_BYTES
from shrutik_core.testing.contracts.base import Contract

# The adapter is the same for every example.
SAME_ADAPTER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors])


class ReleaseSignerContract(Contract):
    """Signing and checking, which are one promise."""

    @pytest.fixture
    @abc.abstractmethod
    def signer(self) -> ReleaseSigner:
        """The signer under test."""

    @pytest.fixture
    @abc.abstractmethod
    def stranger(self) -> ReleaseSigner:
        """A signer of the same kind with another key."""

    @pytest.fixture
    @abc.abstractmethod
    def checker(self) -> SignatureChecker:
        """The checker that belongs to it."""

    @SAME_ADAPTER
    @given(message=st.binary(max_size=300))
    def test_what_was_signed_holds(self, signer: ReleaseSigner, checker: SignatureChecker, message: bytes) -> None:
        signature = signer.sign(message)
        assert len(signature) == SIGNATURE_BYTES
        assert checker.holds(signer.key, message, signature)

    def test_the_same_message_has_the_same_signature(self, signer: ReleaseSigner, stranger: ReleaseSigner) -> None:
        assert signer.sign(b"a") == signer.sign(b"a") != signer.sign(b"b")
        assert signer.sign(b"a") != stranger.sign(b"a")
        assert signer.key == signer.key != stranger.key

    @SAME_ADAPTER
    @given(message=st.binary(max_size=40), place=st.integers(0, SIGNATURE_BYTES * 8 - 1))
    def test_a_changed_signature_does_not_hold(
        self, signer: ReleaseSigner, checker: SignatureChecker, message: bytes, place: int
    ) -> None:
        signature = bytearray(signer.sign(message))
        signature[place // 8] ^= 1 << place % 8
        assert not checker.holds(signer.key, message, bytes(signature))

    @SAME_ADAPTER
    @given(messages=st.lists(st.binary(max_size=40), min_size=2, max_size=2, unique=True))
    def test_another_message_does_not_hold(
        self, signer: ReleaseSigner, checker: SignatureChecker, messages: list[bytes]
    ) -> None:
        assert not checker.holds(signer.key, messages[1], signer.sign(messages[0]))

    def test_another_key_does_not_hold(
        self, signer: ReleaseSigner, stranger: ReleaseSigner, checker: SignatureChecker
    ) -> None:
        assert not checker.holds(stranger.key, b"a", signer.sign(b"a"))

    def test_the_id_of_a_key_proves_nothing(self, signer: ReleaseSigner, checker: SignatureChecker) -> None:
        assert checker.holds(ReleaseKey(bytes(8), signer.key.value), b"a", signer.sign(b"a"))

    @pytest.mark.parametrize("signature", [b"", b"x", bytes(SIGNATURE_BYTES), b"\xff" * SIGNATURE_BYTES, bytes(65)])
    def test_what_is_no_signature_does_not_hold(
        self, signer: ReleaseSigner, checker: SignatureChecker, signature: bytes
    ) -> None:
        assert not checker.holds(signer.key, b"a", signature)

    @pytest.mark.parametrize("value", [bytes(KEY_BYTES), b"\xff" * KEY_BYTES, b"\2" * KEY_BYTES])
    def test_what_is_no_key_holds_for_nothing(
        self, signer: ReleaseSigner, checker: SignatureChecker, value: bytes
    ) -> None:
        assert not checker.holds(ReleaseKey(bytes(8), value), b"a", signer.sign(b"a"))

"""Ed25519: the port's promises, and a vector of RFC 8032."""

import pytest

from shrutik_core.releases.signing.release_key import ReleaseKey, ReleaseSecret
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing import contracts
from shrutik_system.release_signer import Ed25519ReleaseSigner, Ed25519SignatureChecker, public_half


def signer_of(seed):
    return Ed25519ReleaseSigner(ReleaseSecret(ReleaseKey(b"an id of", public_half(seed)), seed))


class TestReleaseSigner(contracts.ReleaseSignerContract):
    @pytest.fixture
    def signer(self):
        return signer_of(b"a" * 32)

    @pytest.fixture
    def stranger(self):
        return signer_of(b"b" * 32)

    @pytest.fixture
    def checker(self):
        return Ed25519SignatureChecker()


def test_test_2_of_rfc_8032():
    seed = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    signer = signer_of(seed)
    assert signer.key.value.hex() == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    assert signer.sign(b"\x72").hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )


def test_halves_of_two_keys_sign_nothing():
    with pytest.raises(Invalid) as caught:
        Ed25519ReleaseSigner(ReleaseSecret(ReleaseKey(bytes(8), public_half(b"b" * 32)), b"a" * 32))
    assert caught.value.code == "keys_damaged"

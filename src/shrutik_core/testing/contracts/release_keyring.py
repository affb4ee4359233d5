"""What every keyring must keep: all its looks agree, and its successions lead to the key that signs."""

import abc

import pytest

from shrutik_core.ports.release_keyring import ReleaseKeyring
from shrutik_core.ports.release_signer import SignatureChecker
from shrutik_core.releases.signing.key_chain import follow
from shrutik_core.releases.signing.key_list import read_key_list, write_key_list
from shrutik_core.testing.contracts.base import Contract


class ReleaseKeyringContract(Contract):
    """Subclass it with a keyring, and with one of an installation whose key was changed at least once."""

    @pytest.fixture
    @abc.abstractmethod
    def keyring(self) -> ReleaseKeyring:
        """A new one, whose key was never changed."""

    @pytest.fixture
    @abc.abstractmethod
    def changed(self) -> ReleaseKeyring:
        """One whose key was changed."""

    @pytest.fixture
    @abc.abstractmethod
    def checker(self) -> SignatureChecker:
        """Checks what their signers sign."""

    def test_it_has_one_key_until_that_is_changed(self, keyring: ReleaseKeyring) -> None:
        first, second = keyring(), keyring()
        assert first.signer.key == second.signer.key
        assert first.successions == second.successions == ()

    def test_its_signer_signs_with_its_key(self, changed: ReleaseKeyring, checker: SignatureChecker) -> None:
        signer = changed().signer
        assert checker.holds(signer.key, b"a", signer.sign(b"a"))

    def test_whoever_trusts_the_first_key_reaches_the_one_that_signs(
        self, changed: ReleaseKeyring, checker: SignatureChecker
    ) -> None:
        held = changed()
        assert follow(held.successions[0].previous, held.successions, checker.holds)[-1] == held.signer.key

    def test_what_it_holds_can_be_published(self, changed: ReleaseKeyring) -> None:
        held = changed()
        published = read_key_list(write_key_list(held.signer.key, held.successions))
        assert (published.key, published.successions) == (held.signer.key, held.successions)

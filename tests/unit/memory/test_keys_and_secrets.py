"""The memory adapter's keys, secrets and signatures keep the promises of their ports."""

import pytest

from shrutik_core.testing import contracts
from shrutik_core.testing.builders import an_instant
from shrutik_memory.access_tokens import MemoryAccessTokens
from shrutik_memory.api_keys import MemoryApiKeySecrets
from shrutik_memory.link_signer import MemoryLinkSigner
from shrutik_memory.origins import MemoryOriginHasher
from shrutik_memory.password_hasher import MemoryPasswordHasher
from shrutik_memory.release_keyring import MemoryReleaseKeyring
from shrutik_memory.release_signer import MemoryReleaseSigner, MemorySignatureChecker
from shrutik_memory.secret_source import MemorySecretSource
from shrutik_memory.webhooks import MemoryWebhookSecrets


class TestPasswordHasher(contracts.PasswordHasherContract):
    @pytest.fixture
    def hasher(self):
        return MemoryPasswordHasher()


class TestApiKeySecrets(contracts.ApiKeySecretsContract):
    @pytest.fixture
    def secrets(self):
        return MemoryApiKeySecrets()


class TestOrigins(contracts.OriginHasherContract):
    @pytest.fixture
    def origins(self):
        return MemoryOriginHasher()


class TestAccessTokens(contracts.AccessTokensContract):
    @pytest.fixture
    def tokens(self):
        return MemoryAccessTokens()

    @pytest.fixture
    def stranger(self):
        return MemoryAccessTokens(key="another")


class TestLinkSigner(contracts.LinkSignerContract):
    @pytest.fixture
    def signer(self):
        return MemoryLinkSigner()

    @pytest.fixture
    def stranger(self):
        return MemoryLinkSigner(key="another")


class TestSecretSource(contracts.SecretSourceContract):
    @pytest.fixture
    def secrets(self):
        return MemorySecretSource()


class TestReleaseKeyring(contracts.ReleaseKeyringContract):
    @pytest.fixture
    def keyring(self) -> MemoryReleaseKeyring:
        return MemoryReleaseKeyring()

    @pytest.fixture
    def changed(self) -> MemoryReleaseKeyring:
        made = MemoryReleaseKeyring()
        made.rotate(an_instant(1))
        made.rotate(an_instant(2))
        return made

    @pytest.fixture
    def checker(self) -> MemorySignatureChecker:
        return MemorySignatureChecker()


class TestReleaseSigner(contracts.ReleaseSignerContract):
    @pytest.fixture
    def signer(self):
        return MemoryReleaseSigner()

    @pytest.fixture
    def stranger(self):
        return MemoryReleaseSigner(2)

    @pytest.fixture
    def checker(self):
        return MemorySignatureChecker()

    def test_each_run_makes_the_same_key(self, signer):
        assert MemoryReleaseSigner().key == signer.key


class TestWebhookSecrets(contracts.WebhookSecretsContract):
    @pytest.fixture
    def secrets(self):
        return MemoryWebhookSecrets()

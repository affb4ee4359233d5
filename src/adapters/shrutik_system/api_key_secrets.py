"""Secrets of API keys that cannot be guessed."""

import secrets

from shrutik_core.people.api_key import PREFIX_LENGTH, SECRET_LENGTH, KeySecret


class SystemApiKeySecrets:
    """`ApiKeySecrets` from the operating system's own randomness."""

    def new(self) -> KeySecret:
        """See `ApiKeySecrets.new`."""
        return KeySecret(secrets.token_hex(PREFIX_LENGTH // 2), secrets.token_hex(SECRET_LENGTH // 2))

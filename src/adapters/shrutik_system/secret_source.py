"""Secrets from the operating system's own randomness."""

import secrets

_BYTES = 32


class SystemSecretSource:
    """`SecretSource` of the operating system."""

    def new(self) -> str:
        """See `SecretSource.new`."""
        return secrets.token_urlsafe(_BYTES)

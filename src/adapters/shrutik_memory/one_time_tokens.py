"""The repository of one-time tokens in memory."""

from datetime import datetime

from shrutik_core.people.one_time_token import OneTimeToken, TokenPurpose
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import ContributorId
from shrutik_memory.store import MemoryStore


class MemoryOneTimeTokens:
    """`OneTimeTokens` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.one_time_tokens

    def replace(self, token: OneTimeToken) -> None:
        """See `OneTimeTokens.replace`."""
        self.remove(token.contributor, token.purpose)
        self._rows.put(token.digest, token)

    def save(self, token: OneTimeToken) -> None:
        """See `OneTimeTokens.save`."""
        if self._rows.get(token.digest) is None:
            raise Missing("one_time_token_missing", "There is no such one-time token.")
        self._rows.put(token.digest, token)

    def find(self, digest: str) -> OneTimeToken | None:
        """See `OneTimeTokens.find`."""
        return self._rows.get(digest)

    def remove(self, contributor: ContributorId, *purposes: TokenPurpose) -> None:
        """See `OneTimeTokens.remove`."""
        for token in self._rows.group("contributor", contributor):
            if token.purpose in purposes:
                self._rows.remove(token.digest)

    def forget(self, before: datetime, most: int) -> int:
        """See `OneTimeTokens.forget`."""
        over = [row for row in self._rows.all() if row.expires_at < before][:most]
        for token in over:
            self._rows.remove(token.digest)
        return len(over)

"""Signed links that can be read by eye."""

from datetime import datetime

from shrutik_core.shared.errors import Refused
from shrutik_memory.seals import seal


class MemoryLinkSigner:
    """`LinkSigner` for tests."""

    def __init__(self, key: str = "key") -> None:
        self._key = key

    def sign(self, path: str, expires_at: datetime) -> str:
        """See `LinkSigner.sign`."""
        end = str(int(expires_at.timestamp()))
        return f"{path}?expires={end}&signature={seal(self._key, f'{path} {end}')}"

    def verify(self, path: str, expires: str, signature: str, now: datetime) -> None:
        """See `LinkSigner.verify`."""
        if signature != seal(self._key, f"{path} {expires}"):
            raise Refused("link_invalid", "This link was not made by this server; ask for a new one.")
        if now.timestamp() >= int(expires):
            raise Refused("link_expired", "This link ran out; ask for a new one.")

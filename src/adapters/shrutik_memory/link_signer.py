"""Signed links that can be read by eye."""

from datetime import datetime

from shrutik_core.ports.link_signer import SignedLink
from shrutik_core.shared.errors import Refused
from shrutik_memory.seals import seal


class MemoryLinkSigner:
    """`LinkSigner` for tests."""

    def __init__(self, key: str = "key") -> None:
        self._key = key

    def sign(self, path: str, expires_at: datetime, subject: str, rights: str) -> str:
        """See `LinkSigner.sign`."""
        end = str(int(expires_at.timestamp()))
        signature = seal(self._key, f"{path}\n{end}\n{subject}\n{rights}")
        return f"{path}?expires={end}&subject={subject}&signature={signature}"

    def verify(self, path: str, link: SignedLink, rights: str, now: datetime) -> None:
        """See `LinkSigner.verify`."""
        if link.signature != seal(self._key, f"{path}\n{link.expires}\n{link.subject}\n{rights}"):
            raise Refused("link_invalid", "This link is not valid, or no longer valid; ask for a new one.")
        if now.timestamp() >= int(link.expires):
            raise Refused("link_expired", "This link has expired; ask for a new one.")

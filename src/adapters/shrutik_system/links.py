"""Links signed with HMAC-SHA-256 (RFC 2104, 1997)."""

import base64
import hashlib
import hmac
from datetime import datetime

from shrutik_core.ports.link_signer import SignedLink
from shrutik_core.shared.errors import Refused

_LONGEST_END = 12


class HmacLinkSigner:
    """`LinkSigner` by HMAC-SHA-256 over path, end, person and rights.

    Args:
        secret: 32 random bytes.
    """

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def sign(self, path: str, expires_at: datetime, subject: str, rights: str) -> str:
        """See `LinkSigner.sign`."""
        expires = str(int(expires_at.timestamp()))
        signature = self._signature(path, expires, subject, rights).decode()
        return f"{path}?expires={expires}&subject={subject}&signature={signature}"

    def verify(self, path: str, link: SignedLink, rights: str, now: datetime) -> None:
        """See `LinkSigner.verify`."""
        known = self._signature(path, link.expires, link.subject, rights)
        expires = link.expires
        whole = len(expires) <= _LONGEST_END and expires.isascii() and expires.isdigit()
        if not hmac.compare_digest(known, link.signature.encode("utf-8", "surrogatepass")) or not whole:
            raise Refused("link_invalid", "This link is not valid, or no longer valid; ask for a new one.")
        if now.timestamp() >= int(expires):
            raise Refused("link_expired", "This link has expired; ask for a new one.")

    def _signature(self, *parts: str) -> bytes:
        """Each part with its length, so that no part can borrow from another."""
        said = "".join(f"{len(part)}:{part}\n" for part in parts).encode("utf-8", "surrogatepass")
        return base64.urlsafe_b64encode(hmac.digest(self._secret, said, hashlib.sha256)).rstrip(b"=")

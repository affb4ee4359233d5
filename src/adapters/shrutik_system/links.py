"""Links signed with HMAC-SHA-256 (RFC 2104, 1997)."""

import base64
import hashlib
import hmac
from datetime import datetime

from shrutik_core.shared.errors import Refused

_LONGEST_END = 12


class HmacLinkSigner:
    """`LinkSigner` by HMAC-SHA-256 over path and end.

    Args:
        secret: 32 random bytes.
    """

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def sign(self, path: str, expires_at: datetime) -> str:
        """See `LinkSigner.sign`."""
        expires = str(int(expires_at.timestamp()))
        return f"{path}?expires={expires}&signature={self._signature(path, expires).decode()}"

    def verify(self, path: str, expires: str, signature: str, now: datetime) -> None:
        """See `LinkSigner.verify`."""
        known = self._signature(path, expires)
        whole = len(expires) <= _LONGEST_END and expires.isascii() and expires.isdigit()
        if not hmac.compare_digest(known, signature.encode("utf-8", "surrogatepass")) or not whole:
            raise Refused("link_invalid", "This link was not made by this server; ask for a new one.")
        if now.timestamp() >= int(expires):
            raise Refused("link_expired", "This link ran out; ask for a new one.")

    def _signature(self, path: str, expires: str) -> bytes:
        said = f"{expires}\n{path}".encode("utf-8", "surrogatepass")
        return base64.urlsafe_b64encode(hmac.digest(self._secret, said, hashlib.sha256)).rstrip(b"=")

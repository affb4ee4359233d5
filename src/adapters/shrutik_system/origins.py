"""Origins by HMAC-SHA-256 (RFC 2104, 1997)."""

import hashlib
import hmac
from uuid import UUID

from shrutik_core.people.origin import Origin, network_of

_BYTES = 16


class HmacOriginHasher:
    """`OriginHasher` by HMAC-SHA-256, cut to 16 bytes.

    Args:
        secret: 32 random bytes; without them no one can try out which address an origin is.
    """

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def of(self, address: str) -> Origin | None:
        """See `OriginHasher.of`."""
        network = network_of(address)
        if network is None:
            return None
        return Origin(UUID(bytes=hmac.digest(self._secret, network.encode(), hashlib.sha256)[:_BYTES]))

"""Attempts at a log-in, as a person's browser keeps them: signed, and good for some minutes."""

import hmac
import secrets
from datetime import datetime
from uuid import UUID

import attrs
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from shrutik_core.ports.log_in_providers import ATTEMPT_LIFETIME
from shrutik_core.shared.ids import ContributorId

_ALGORITHM = "HS256"
_TYPE = "shrutik-openid-attempt"
_RANDOM_BYTES = 32
_LONGEST = 4_000


@attrs.frozen
class Attempt:
    """What ties a provider's answer to the browser that asked for it.

    Attributes:
        provider: the name of it.
        state: comes back with the answer.
        nonce: stands in the provider's proof.
        verifier: of which the provider was shown the digest alone (PKCE, RFC 7636, 2015).
        return_to: where the answer comes.
        link: the account that is to be linked; None for a log-in.
    """

    provider: str
    return_to: str
    link: ContributorId | None = None
    state: str = attrs.field(factory=lambda: secrets.token_urlsafe(_RANDOM_BYTES), repr=False)
    nonce: str = attrs.field(factory=lambda: secrets.token_urlsafe(_RANDOM_BYTES), repr=False)
    verifier: str = attrs.field(factory=lambda: secrets.token_urlsafe(_RANDOM_BYTES), repr=False)


class Seals:
    """Signs attempts.

    Args:
        secret: of the installation; a key of our own is derived from it.
    """

    def __init__(self, secret: bytes) -> None:
        self._key = OctKey.import_key(hmac.digest(secret, _TYPE.encode(), "sha256"))

    def seal(self, attempt: Attempt, now: datetime) -> str:
        """The attempt as the browser keeps it."""
        claims = {
            "typ": _TYPE,
            "exp": int((now + ATTEMPT_LIFETIME).timestamp()),
            "provider": attempt.provider,
            "to": attempt.return_to,
            "link": str(attempt.link) if attempt.link else None,
            "state": attempt.state,
            "nonce": attempt.nonce,
            "verifier": attempt.verifier,
        }
        return jwt.encode({"alg": _ALGORITHM}, claims, self._key, [_ALGORITHM])

    def open(self, seal: str, now: datetime) -> Attempt | None:
        """The attempt; None if we did not sign it, or it is over."""
        if len(seal) > _LONGEST or not seal.isascii():
            return None
        try:
            claims = jwt.decode(seal, self._key, [_ALGORITHM]).claims
        except (JoseError, ValueError):
            return None
        if claims.get("typ") != _TYPE or claims["exp"] <= now.timestamp():
            return None
        link = ContributorId(UUID(claims["link"])) if claims["link"] else None
        secret = claims["state"], claims["nonce"], claims["verifier"]
        return Attempt(claims["provider"], claims["to"], link, *secret)

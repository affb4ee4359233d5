"""Access tokens as JSON Web Tokens (RFC 7519, 2015); needs the extra ``http``."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, InvalidClaimError, JoseError
from joserfc.jwk import KeySet, OctKey
from joserfc.jwt import JWTClaimsRegistry

from shrutik_core.ports.access_tokens import AccessToken, Bearer
from shrutik_core.shared.errors import Invalid, Unidentified
from shrutik_core.shared.ids import ContributorId, SessionId, parse_id
from shrutik_system.keys import SigningKey

LIFETIME = 900
LONGEST_TOKEN = 2_000
# Tokens whose signatures are not computed again.
MOST_PROVEN = 4_096
# How far the clocks of the machines that serve one site may lie apart, in seconds.
SKEW = 60
_ALGORITHM = "HS256"


class _Claims(JWTClaimsRegistry):
    """Claims as another of our machines may have written them, whose clock is a little ahead."""

    def validate_iat(self, value: object) -> None:
        if not isinstance(value, int) or value > self.now + SKEW:
            raise InvalidClaimError("iat")

    def validate_gen(self, value: object) -> None:
        if not isinstance(value, int) or value < 0:
            raise InvalidClaimError("gen")

    def validate_exp(self, value: object) -> None:
        # RFC 7519 refuses a token at its last second; joserfc takes it for one second more until version 1.8.
        if not isinstance(value, int):
            raise InvalidClaimError("exp")
        if value <= self.now:
            raise ExpiredTokenError("exp")


class JwtAccessTokens:
    """`AccessTokens` signed with HMAC-SHA-256.

    Args:
        keys: at least one; the first signs, all are believed, so that a new key can be put before an old one.
        issuer: who issues them.
        audience: whom they are for.
        lifetime: seconds.

    Raises:
        Invalid: ``keys_missing`` if there is no key.
    """

    def __init__(
        self,
        keys: Sequence[SigningKey],
        issuer: str = "shrutik",
        audience: str = "shrutik-api",
        lifetime: int = LIFETIME,
    ) -> None:
        if not keys:
            raise Invalid("keys_missing", "Access tokens need a key that signs them.")
        self._keys = KeySet([OctKey.import_key(key.secret, {"kid": key.kid}) for key in keys])
        self._kid = keys[0].kid
        self._issuer = issuer
        self._audience = audience
        self._lifetime = lifetime
        # A token comes with every request of its hour; what its signature proves stays proven.
        self._proven = lru_cache(MOST_PROVEN)(self._prove)

    def issue(self, bearer: Bearer, now: datetime) -> AccessToken:
        """See `AccessTokens.issue`."""
        born = int(now.timestamp())
        claims = {
            "iss": self._issuer,
            "aud": self._audience,
            "sub": str(bearer.contributor),
            "gen": bearer.generation,
            "iat": born,
            "exp": born + self._lifetime,
        }
        if bearer.session is not None:
            claims["sid"] = str(bearer.session)
        header = {"alg": _ALGORITHM, "kid": self._kid}
        return AccessToken(jwt.encode(header, claims, self._keys, [_ALGORITHM]), self._lifetime)

    def read(self, token: str, now: datetime) -> Bearer:
        """See `AccessTokens.read`."""
        if len(token) > LONGEST_TOKEN or not token.isascii():
            raise _unreadable()
        try:
            claims = self._proven(token)
            self._registry(now).validate(claims)
            session = SessionId(parse_id(str(claims["sid"]))) if "sid" in claims else None
            return Bearer(ContributorId(parse_id(str(claims["sub"]))), int(claims["gen"]), session)
        except ExpiredTokenError as error:
            raise Unidentified("token_expired", "This access token ran out; log in again.") from error
        except (JoseError, ValueError, Invalid) as error:
            raise _unreadable() from error

    def _prove(self, token: str) -> dict[str, Any]:
        """The claims, if one of the keys signed them; what they say is not looked at."""
        return jwt.decode(token, self._keys, [_ALGORITHM]).claims

    def _registry(self, now: datetime) -> _Claims:
        return _Claims(
            now=int(now.timestamp()),
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": self._audience},
            sub={"essential": True},
            gen={"essential": True},
            iat={"essential": True},
            exp={"essential": True},
        )


def _unreadable() -> Unidentified:
    return Unidentified("token_invalid", "This access token was not made by this server; log in again.")

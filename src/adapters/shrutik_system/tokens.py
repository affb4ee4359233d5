"""Access tokens as JSON Web Tokens (RFC 7519, 2015), by Ed25519 or HMAC-SHA-256; needs the extra ``http``."""

import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, InvalidClaimError, JoseError, UnsupportedAlgorithmError
from joserfc.jwk import KeySet, OctKey, OKPKey
from joserfc.jws import JWSRegistry
from joserfc.jwt import JWTClaimsRegistry

from shrutik_core.ports.access_tokens import AccessToken, Bearer
from shrutik_core.shared.errors import Invalid, Unidentified
from shrutik_core.shared.ids import ContributorId, SessionId, parse_id
from shrutik_system.keys import SigningKey

LIFETIME = 900
LONGEST_TOKEN = 2_000
# Tokens whose signatures are not computed again.
MOST_PROVEN = 4_096
# How far the clocks of the machines that serve one site may lie apart, in seconds: minutes, for one that is wrong by so
# much must not lock people out, and a token that claims to be of the future is ours all the same.
SKEW = 300
# What a seed of Ed25519 is derived with, so that no secret serves two ends.
_ED25519 = b"shrutik access tokens ed25519"


class Algorithm(StrEnum):
    """How tokens are signed."""

    EDDSA = "EdDSA"
    """Ed25519 (RFC 8037, 2017): others can check tokens by the public keys."""
    HS256 = "HS256"
    """HMAC-SHA-256: who can check tokens can make them."""


class _OneAlgorithm(JWSRegistry):
    """Takes one algorithm and no other.

    By its name of RFC 8037, which every verifier knows; the library warns of that name since RFC 9864 (2025) has
    another for the same.
    """

    def __init__(self, algorithm: Algorithm) -> None:
        super().__init__()
        self._name = algorithm.value

    def get_alg(self, name: str) -> Any:  # noqa: ANN401 - the library does not export its type
        if name != self._name:
            raise UnsupportedAlgorithmError(f"Tokens are signed by {self._name} alone.")
        return self.algorithms[name]


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
    """`AccessTokens` signed with Ed25519 or HMAC-SHA-256.

    Args:
        keys: at least one; the first signs, all are believed, so that a new key can be put before an old one.
        issuer: who issues them.
        audience: whom they are for.
        lifetime: seconds.
        algorithm: by which they are signed; those of another are refused.

    Raises:
        Invalid: ``keys_missing`` if there is no key.
    """

    def __init__(
        self,
        keys: Sequence[SigningKey],
        issuer: str = "shrutik",
        audience: str = "shrutik-api",
        lifetime: int = LIFETIME,
        algorithm: Algorithm = Algorithm.EDDSA,
    ) -> None:
        if not keys:
            raise Invalid("keys_missing", "Access tokens need a key that signs them.")
        self._algorithm, self._registry = algorithm, _OneAlgorithm(algorithm)
        make = _ed25519_key if algorithm is Algorithm.EDDSA else _shared_key
        self._keys = KeySet([make(key) for key in keys])
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
        header = {"alg": self._algorithm.value, "kid": self._kid}
        return AccessToken(jwt.encode(header, claims, self._keys, registry=self._registry), self._lifetime)

    def read(self, token: str, now: datetime) -> Bearer:
        """See `AccessTokens.read`."""
        if len(token) > LONGEST_TOKEN or not token.isascii():
            raise _unreadable()
        try:
            claims = self._proven(token)
            self._expected(now).validate(claims)
            session = SessionId(parse_id(str(claims["sid"]))) if "sid" in claims else None
            return Bearer(ContributorId(parse_id(str(claims["sub"]))), int(claims["gen"]), session)
        except ExpiredTokenError as error:
            raise Unidentified("token_expired", "This access token has expired; log in again.") from error
        except (JoseError, ValueError, Invalid) as error:
            raise _unreadable() from error

    def public_keys(self) -> tuple[Mapping[str, str], ...]:
        """See `AccessTokens.public_keys`."""
        if self._algorithm is Algorithm.HS256:
            return ()
        described = {"use": "sig", "alg": self._algorithm.value}
        return tuple({**_text(key.as_dict(private=False)), **described} for key in self._keys.keys)

    def _prove(self, token: str) -> dict[str, Any]:
        """The claims, if one of the keys signed them; what they say is not looked at."""
        return jwt.decode(token, self._keys, registry=self._registry).claims

    def _expected(self, now: datetime) -> _Claims:
        return _Claims(
            now=int(now.timestamp()),
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": self._audience},
            sub={"essential": True},
            gen={"essential": True},
            iat={"essential": True},
            exp={"essential": True},
        )


def _shared_key(key: SigningKey) -> OctKey:
    return OctKey.import_key(key.secret, {"kid": key.kid})


def _ed25519_key(key: SigningKey) -> OKPKey:
    private = Ed25519PrivateKey.from_private_bytes(hmac.digest(key.secret, _ED25519, "sha256"))
    return OKPKey.import_key(private, {"kid": key.kid})


def _text(key: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in key.items()}


def _unreadable() -> Unidentified:
    return Unidentified("token_invalid", "This access token was not made by this server; log in again.")

"""A provider's proof of who a person is: an ID token, whose signature and claims are all checked."""

import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry

from shrutik_core.shared.errors import Unidentified
from shrutik_openid.metadata import ProviderMetadata

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures with a private key of the provider's alone: with a shared secret, or none, anybody else might sign."""

SKEW_SECONDS = 60
LONGEST_PROOF = 16_000


def failed(detail: str = "The log-in at the provider did not succeed; start over.") -> Unidentified:
    """The error that a log-in did not succeed."""
    return Unidentified("provider_log_in_failed", detail)


def proven_claims(
    proof: object, metadata: ProviderMetadata, issuer: str, client: str, nonce: str, now: datetime
) -> Mapping[str, Any]:
    """What the provider says, if it signed the proof for us, in answer to this attempt, not long ago.

    Args:
        proof: the ID token, or whatever came in its place.
        metadata: of the provider, for its keys.
        issuer: that the proof must name.
        client: our name at the provider, for whom the proof must be.
        nonce: of the attempt.
        now: UTC.

    Raises:
        Refused: ``provider_log_in_failed``.
        Unavailable: ``provider_unavailable``.
    """
    if not isinstance(proof, str) or len(proof) > LONGEST_PROOF:
        raise failed()
    try:
        claims = _decoded(proof, metadata)
        JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=SKEW_SECONDS,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": client},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        ).validate(claims)
    except (JoseError, ValueError, TypeError) as error:
        raise failed() from error
    said = claims.get("nonce")
    for_us = claims.get("azp", client) == client and (isinstance(claims["aud"], str) or "azp" in claims or _one(claims))
    if not isinstance(said, str) or not hmac.compare_digest(said.encode(), nonce.encode()) or not for_us:
        raise failed()
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise failed()
    return claims


def _one(claims: Mapping[str, Any]) -> bool:
    return len(claims["aud"]) == 1


def _decoded(proof: str, metadata: ProviderMetadata) -> dict[str, Any]:
    try:
        return _read(proof, metadata.keys())
    except (InvalidKeyIdError, ValueError):
        # The provider may have taken a new key since we asked for its keys.
        return _read(proof, metadata.keys(anew=True))


def _read(proof: str, keys: KeySet) -> dict[str, Any]:
    return jwt.decode(proof, keys, list(ALGORITHMS)).claims

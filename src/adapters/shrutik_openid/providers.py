"""Providers of log-in that speak OpenID Connect: authorization code with PKCE by authlib, proofs by joserfc."""

import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import attrs
import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session

from shrutik_core.ports.log_in_providers import BegunLogIn, ProvenPerson, ProviderAnswer
from shrutik_core.shared.errors import Missing, Refused
from shrutik_core.shared.ids import ContributorId
from shrutik_openid.attempts import Attempt, Seals
from shrutik_openid.metadata import PATIENCE_SECONDS, ProviderMetadata, unavailable
from shrutik_openid.proofs import failed, proven_claims

SCOPE = "openid profile email"
_LONGEST_CODE = 4_000


@attrs.frozen
class OpenidProvider:
    """One provider, as the installation knows it.

    Attributes:
        name: as addresses have it, e.g. ``university``.
        issuer: its address, as its proofs have it.
        client_id: our name there.
        client_secret: proves there that we are we; empty if the provider knows us as a public client.
        domains: of whose addresses people may log in; empty for all, also those without an address.
    """

    name: str
    issuer: str
    client_id: str
    client_secret: str = attrs.field(default="", repr=False)
    domains: frozenset[str] = frozenset()


class OpenidLogInProviders:
    """`LogInProviders` by OpenID Connect Core 1.0.

    Args:
        providers: in the installation's order.
        secret: of the installation, from which the key of its seals is derived.
    """

    def __init__(self, providers: Iterable[OpenidProvider], secret: bytes) -> None:
        self._providers = {one.name: (one, ProviderMetadata(one.issuer)) for one in providers}
        self._seals = Seals(secret)

    @property
    def names(self) -> tuple[str, ...]:
        """See `LogInProviders.names`."""
        return tuple(self._providers)

    def begin(self, provider: str, return_to: str, now: datetime, link: ContributorId | None = None) -> BegunLogIn:
        """See `LogInProviders.begin`."""
        known, metadata = self._known(provider)
        attempt = Attempt(provider, return_to, link)
        with _session(known, return_to) as session:
            url, _ = session.create_authorization_url(
                metadata.document()["authorization_endpoint"],
                state=attempt.state,
                code_verifier=attempt.verifier,
                nonce=attempt.nonce,
            )
        return BegunLogIn(url, self._seals.seal(attempt, now))

    def finish(self, provider: str, answer: ProviderAnswer, seal: str, return_to: str, now: datetime) -> ProvenPerson:
        """See `LogInProviders.finish`."""
        known, metadata = self._known(provider)
        attempt = self._seals.open(seal, now)
        if attempt is None or (attempt.provider, attempt.return_to) != (provider, return_to):
            raise failed()
        same_state = hmac.compare_digest(attempt.state.encode(), answer.state.encode("utf-8", "surrogatepass"))
        if not same_state or not 0 < len(answer.code) <= _LONGEST_CODE or answer.issuer not in {"", known.issuer}:
            raise failed()
        claims = _claims(known, metadata, attempt, answer.code, now)
        said = claims.get("email")
        email = said if isinstance(said, str) and claims.get("email_verified") is True else None
        _check_domain(known, email)
        return ProvenPerson(known.issuer, claims["sub"], _name(claims), email, attempt.link)

    def _known(self, provider: str) -> tuple[OpenidProvider, ProviderMetadata]:
        if provider not in self._providers:
            raise Missing("provider_missing", f"There is no provider {provider[:40]!r}; GET /auth/openid lists them.")
        return self._providers[provider]


def _session(known: OpenidProvider, return_to: str) -> OAuth2Session:
    return OAuth2Session(
        known.client_id,
        known.client_secret or None,
        token_endpoint_auth_method="client_secret_basic" if known.client_secret else "none",
        scope=SCOPE,
        redirect_uri=return_to,
        code_challenge_method="S256",
    )


def _claims(
    known: OpenidProvider, metadata: ProviderMetadata, attempt: Attempt, code: str, now: datetime
) -> Mapping[str, Any]:
    """What the provider says of the person: in its proof, and beside it where it is asked about them."""
    document = metadata.document()
    try:
        with _session(known, attempt.return_to) as session:
            told = session.fetch_token(
                document["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=attempt.verifier,
                timeout=PATIENCE_SECONDS,
                allow_redirects=False,
            )
            claims = proven_claims(told.get("id_token"), metadata, known.issuer, known.client_id, attempt.nonce, now)
            beside = _beside(session, document.get("userinfo_endpoint"))
    except AuthlibBaseError as error:
        raise failed() from error
    except (requests.RequestException, ValueError) as error:
        raise unavailable(known.issuer, "does not answer") from error
    # Somebody else's answer may be put in the place of the person's (OpenID Connect Core 1.0, section 5.3.2).
    return {**beside, **claims} if beside.get("sub") == claims["sub"] else claims


def _beside(session: OAuth2Session, address: object) -> Mapping[str, Any]:
    if not isinstance(address, str):
        return {}
    answer = session.get(address, timeout=PATIENCE_SECONDS, allow_redirects=False)
    json_ = answer.headers.get("Content-Type", "").partition(";")[0].strip() == "application/json"
    found = answer.json() if answer.status_code == requests.codes.ok and json_ else {}
    return found if isinstance(found, dict) else {}


def _check_domain(known: OpenidProvider, email: str | None) -> None:
    domain = email.rpartition("@")[2].lower() if email else ""
    if known.domains and domain not in known.domains:
        detail = f"People with a verified address at {', '.join(sorted(known.domains))} may log in by {known.name}."
        raise Refused("provider_domain_refused", detail)


def _name(claims: Mapping[str, Any]) -> str:
    for name in ("name", "preferred_username", "given_name"):
        said = claims.get(name)
        if isinstance(said, str) and said.strip():
            return said
    return ""

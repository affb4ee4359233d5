"""How accounts, tokens and consents are shown."""

from shrutik_core.people.consent import Consent
from shrutik_core.people.contributor import Contributor
from shrutik_core.ports.access_tokens import AccessToken
from shrutik_http.schemas.people import ConsentView, PersonView, TokenView


def person_view(contributor: Contributor) -> PersonView:
    """An account, without its password's hash."""
    return PersonView(
        id=contributor.id,
        email=contributor.email,
        name=contributor.name,
        role=contributor.role,
        locale=contributor.locale,
        status=contributor.status,
        created_at=contributor.created_at,
    )


def token_view(token: AccessToken) -> TokenView:
    """A token."""
    return TokenView(access_token=token.text, expires_in=token.expires_in)


def consent_view(consent: Consent) -> ConsentView:
    """An agreement."""
    return ConsentView(
        id=consent.id,
        collection_id=consent.collection,
        version=consent.version,
        purposes=sorted(consent.purposes),
        status=consent.status,
        given_at=consent.given_at,
        withdrawn_at=consent.withdrawn_at,
    )

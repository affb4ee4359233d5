"""Access tokens: short-lived proof of who calls."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

import attrs

from shrutik_core.shared.errors import Unidentified, declare
from shrutik_core.shared.ids import ContributorId, SessionId

declare(Unidentified, "token_invalid", "This access token is not valid here.")
declare(Unidentified, "token_expired", "This access token has run out.")


@attrs.frozen
class AccessToken:
    """A token and how long it is good for.

    Attributes:
        text: opaque to the caller.
        expires_in: seconds.
    """

    text: str
    expires_in: int


@attrs.frozen
class Bearer:
    """Whom a token was issued to.

    Attributes:
        contributor: the account.
        generation: of the account's tokens, when it was issued.
        session: with which it ends; None if it belongs to none.
    """

    contributor: ContributorId
    generation: int
    session: SessionId | None = None


class AccessTokens(Protocol):
    """Issues and reads signed tokens; what another key signed, or what ran out, is refused."""

    def issue(self, bearer: Bearer, now: datetime) -> AccessToken:
        """A token for one person from ``now`` on."""
        ...

    def read(self, token: str, now: datetime) -> Bearer:
        """Whose token it is.

        Raises:
            Refused: ``token_invalid`` if it is not ours or malformed, ``token_expired`` if it ran out.
        """
        ...

    def public_keys(self) -> tuple[Mapping[str, str], ...]:
        """The public keys that others may check tokens with, as JSON Web Keys; none if the secret is shared."""
        ...

"""Access tokens that can be read by eye."""

from collections.abc import Mapping
from datetime import datetime

from shrutik_core.ports.access_tokens import AccessToken, Bearer
from shrutik_core.shared.errors import Unidentified
from shrutik_core.shared.ids import ContributorId, SessionId, parse_id
from shrutik_memory.seals import seal


class MemoryAccessTokens:
    """`AccessTokens` for tests: ``person.generation.session.end.seal``.

    Args:
        key: what seals them.
        lifetime: seconds.
    """

    def __init__(self, key: str = "key", lifetime: int = 3_600) -> None:
        self._key = key
        self._lifetime = lifetime

    def issue(self, bearer: Bearer, now: datetime) -> AccessToken:
        """See `AccessTokens.issue`."""
        end = int(now.timestamp()) + self._lifetime
        said = f"{bearer.contributor}.{bearer.generation}.{bearer.session or ''}.{end}"
        return AccessToken(f"{said}.{seal(self._key, said)}", self._lifetime)

    def read(self, token: str, now: datetime) -> Bearer:
        """See `AccessTokens.read`."""
        said, _, proof = token.rpartition(".")
        if not token.isascii() or proof != seal(self._key, said):
            raise Unidentified("token_invalid", "This access token was not made by this server; log in again.")
        person, generation, session, end = said.split(".")
        if now.timestamp() >= int(end):
            raise Unidentified("token_expired", "This access token has expired; log in again.")
        carried = SessionId(parse_id(session)) if session else None
        return Bearer(ContributorId(parse_id(person)), int(generation), carried)

    def public_keys(self) -> tuple[Mapping[str, str], ...]:
        """See `AccessTokens.public_keys`."""
        return ()

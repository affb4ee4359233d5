"""An API key: what a program shows in place of a password, for a part of what its owner may do."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta

import attrs
import regex

from shrutik_core.people.names import check_name
from shrutik_core.people.roles import Permission
from shrutik_core.shared.errors import Conflict, FieldError, Invalid, declare
from shrutik_core.shared.ids import ApiKeyId, ContributorId

declare(Conflict, "api_key_revoked", "This API key has already been revoked.")
declare(
    Conflict,
    "too_many_api_keys",
    "This account has as many API keys as it may have.",
    {"most": "API keys that an account may have."},
)
declare(Invalid, "scopes_invalid", "These cannot be an API key's scopes.")
declare(
    Invalid,
    "expiry_invalid",
    "An API key cannot expire then.",
    {"least_seconds": "Until a key expires.", "most_seconds": "Until a key expires."},
)

MARK = "shk_"
"""What every key begins with, so that a key in the wrong place is found."""
PREFIX_LENGTH = 12
SECRET_LENGTH = 64
MOST_KEYS = 20
"""That are neither revoked nor expired, of one account."""
SHORTEST_LIFE, LONGEST_LIFE = timedelta(minutes=1), timedelta(days=5 * 365)
_LIVES = {
    "least_seconds": int(SHORTEST_LIFE.total_seconds()),
    "most_seconds": int(LONGEST_LIFE.total_seconds()),
}
_TEXT = regex.compile(rf"{MARK}([0-9a-f]{{{PREFIX_LENGTH}}})_([0-9a-f]{{{SECRET_LENGTH}}})")


@attrs.frozen
class KeySecret:
    """A key's text in its parts.

    Attributes:
        prefix: 12 hexadecimal characters, by which the key is found; not secret.
        secret: 64 hexadecimal characters, kept as a hash alone.
    """

    prefix: str
    secret: str = attrs.field(repr=False)

    @property
    def text(self) -> str:
        """What a program sends: ``shk_<prefix>_<secret>``."""
        return f"{MARK}{self.prefix}_{self.secret}"

    @property
    def hash(self) -> str:
        """SHA-256 of the secret, hexadecimal: it has 256 random bits, so that no slow hash is needed."""
        return hashlib.sha256(self.secret.encode()).hexdigest()

    def opens(self, key: "ApiKey") -> bool:
        """Whether it is the key's, told in a time that does not depend on where they differ."""
        return hmac.compare_digest(self.hash, key.secret_hash)


def read_key(text: str) -> KeySecret | None:
    """The parts of a key's text; None if it is not written as a key is."""
    match = _TEXT.fullmatch(text)
    return KeySecret(match[1], match[2]) if match else None


def check_scopes(scopes: Iterable[Permission]) -> frozenset[Permission]:
    """The scopes as a set.

    Raises:
        Invalid: ``scopes_invalid`` if there are none.
    """
    given = frozenset(scopes)
    if not given:
        detail = "Name at least one permission as a scope, e.g. 'record'."
        raise Invalid("scopes_invalid", detail, errors=[FieldError("scopes", detail)])
    return given


def check_lifetime(lifetime: timedelta | None) -> timedelta | None:
    """The time until a key expires; None if it never does.

    Raises:
        Invalid: ``expiry_invalid`` if it is less than a minute or more than five years.
    """
    if lifetime is not None and not SHORTEST_LIFE <= lifetime <= LONGEST_LIFE:
        detail = "An API key expires after at least one minute and at most five years."
        raise Invalid("expiry_invalid", detail, errors=[FieldError("expires_in", detail)], extra=_LIVES)
    return lifetime


@attrs.frozen
class ApiKey:
    """A key of one account.

    Attributes:
        id: UUIDv7.
        contributor: its owner; what the owner may not do any more, the key may not either.
        name: what its owner calls it.
        prefix: by which it is found, unique.
        secret_hash: SHA-256 of the secret, 64 hexadecimal characters.
        scopes: what it may do at most, at least one.
        created_at: UTC.
        expires_at: UTC; None if it never does.
        last_used_at: UTC, to a minute; None before the first use.
        revoked_at: UTC; None while it stands.
    """

    id: ApiKeyId
    contributor: ContributorId
    name: str = attrs.field(converter=check_name)
    prefix: str
    secret_hash: str = attrs.field(repr=False)
    scopes: frozenset[Permission] = attrs.field(converter=check_scopes)
    created_at: datetime
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None

    def expired(self, now: datetime) -> bool:
        """Whether it is past its time."""
        return self.expires_at is not None and self.expires_at <= now

    def revoke(self, now: datetime) -> "ApiKey":
        """The key, of no use from now on.

        Raises:
            Conflict: ``api_key_revoked`` if it was so before.
        """
        if self.revoked_at is not None:
            raise Conflict("api_key_revoked", "This API key has already been revoked.")
        return attrs.evolve(self, revoked_at=now)

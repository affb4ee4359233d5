"""Messages about API keys."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BeforeValidator, Field

from shrutik_core.people.api_key import LONGEST_LIFE, SHORTEST_LIFE, ApiKey
from shrutik_core.people.roles import Permission
from shrutik_core.use_cases.people.api_keys import ApiKeyWish, MadeApiKey
from shrutik_http.messages import Message, PageMessage, PersonName, Request, whole

_SECONDS = {"minimum": int(SHORTEST_LIFE.total_seconds()), "maximum": int(LONGEST_LIFE.total_seconds())}
Scopes = Annotated[
    list[Permission],
    Field(min_length=1, max_length=100, description="What the key may do at most; each is a permission of yours."),
]


class ApiKeyRequest(Request):
    """A key for a program of one's own."""

    name: Annotated[PersonName, Field(examples=["nightly"])]
    scopes: Scopes
    expires_in: Annotated[
        Annotated[int, Field(ge=_SECONDS["minimum"], le=_SECONDS["maximum"]), BeforeValidator(whole)] | None,
        Field(description="Seconds until it expires, a minute to five years; null if it never does."),
    ] = None

    def wish(self) -> ApiKeyWish:
        """The wish as the core has it."""
        lifetime = None if self.expires_in is None else timedelta(seconds=self.expires_in)
        return ApiKeyWish(self.name, frozenset(self.scopes), lifetime)


class ApiKeyMessage(Message):
    """An API key, without its secret."""

    id: UUID
    name: str
    prefix: Annotated[str, Field(description="The first part of the key, after `shk_`.")]
    scopes: list[Permission]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: Annotated[datetime | None, Field(description="To the minute; null before the first use.")]
    revoked_at: datetime | None

    @classmethod
    def of(cls, key: ApiKey) -> Self:
        """The key."""
        return cls(**_fields(key))


class MadeApiKeyMessage(ApiKeyMessage):
    """A new API key, to be sent as `Authorization: Bearer shk_…`."""

    key: Annotated[
        str | None,
        Field(description="Shown this once: keep it. Null if a call with the same Idempotency-Key made it before."),
    ]

    @classmethod
    def made(cls, made: MadeApiKey) -> Self:
        """The key with its secret."""
        return cls(key=made.text, **_fields(made.key))


class ApiKeyPage(PageMessage[ApiKeyMessage]):
    """Some of the caller's keys, and where the next page begins."""


def _fields(key: ApiKey) -> dict[str, Any]:
    return {
        "id": key.id,
        "name": key.name,
        "prefix": key.prefix,
        "scopes": sorted(key.scopes),
        "created_at": key.created_at,
        "expires_at": key.expires_at,
        "last_used_at": key.last_used_at,
        "revoked_at": key.revoked_at,
    }

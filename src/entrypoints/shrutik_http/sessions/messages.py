"""Messages about sessions and their tokens."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.people.session import Session
from shrutik_core.ports.access_tokens import AccessToken
from shrutik_core.use_cases.people.sessions import LONGEST_REFRESH_TOKEN
from shrutik_http.accounts.messages import LONGEST_TYPED, Password
from shrutik_http.messages import Message, PageMessage, Request, Text


class RefreshTokenIn(StrEnum):
    """Where a caller's refresh tokens go."""

    BODY = "body"
    COOKIE = "cookie"


class LoginRequest(Request):
    """An address and its password."""

    email: Annotated[Text, Field(max_length=LONGEST_TYPED)]
    password: Annotated[Password, Field(repr=False)]
    refresh_token_in: Annotated[
        RefreshTokenIn,
        Field(
            description="`body` for programs, which get `refresh_token`; `cookie` for pages, out of reach of scripts."
        ),
    ] = RefreshTokenIn.BODY

    def names_account(self) -> str:
        """The address."""
        return self.email.strip().lower()


class RefreshRequest(Request):
    """The refresh token to be traded; without one, the cookie's is traded, and the next comes in the cookie."""

    refresh_token: Annotated[Text | None, Field(repr=False, max_length=LONGEST_REFRESH_TOKEN)] = None


class TokenMessage(Message):
    """Proof of who calls, to be sent as `Authorization: Bearer ...`."""

    access_token: str
    token_type: str = "bearer"  # noqa: S105 - the name of a kind of token
    expires_in: Annotated[int, Field(description="Seconds.")]
    refresh_token: Annotated[
        str | None, Field(description="Valid once, for 30 days, for the next pair; None if it is in a cookie.")
    ] = None

    @classmethod
    def of(cls, token: AccessToken, refresh: str | None) -> Self:
        """The tokens."""
        return cls(access_token=token.text, expires_in=token.expires_in, refresh_token=refresh)


class SessionMessage(Message):
    """One place where you are logged in."""

    id: UUID
    created_at: datetime
    last_used_at: datetime
    agent: Annotated[str, Field(description="What the program says of itself, shortened.")]
    current: Annotated[bool, Field(description="Whether it is the one that is asking.")]

    @classmethod
    def of(cls, session: Session, current: UUID | None) -> Self:
        """The session, as its owner sees it."""
        return cls(
            id=session.id,
            created_at=session.created_at,
            last_used_at=session.last_used_at,
            agent=session.agent,
            current=session.id == current,
        )


class SessionPage(PageMessage[SessionMessage]):
    """Where you are logged in, newest first."""


class JwksMessage(Message):
    """Public keys, by which others may check access tokens; none if tokens are signed with a shared secret."""

    keys: list[dict[str, str]]

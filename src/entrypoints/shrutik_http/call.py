"""One call as a resource gets it: read, checked, and free of the web framework."""

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, Protocol, TypeVar
from uuid import UUID

import attrs

from shrutik_core.people.contributor import Contributor
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.shared.errors import Unidentified, declare
from shrutik_core.shared.ids import ContributorId, parse_id
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_http.messages import Message, Query, Request
from shrutik_http.replies import Done

declare(Unidentified, "login_required", "You have to log in first.")

OPENID_COOKIE = "shrutik_openid"
"""In which a browser keeps its attempt at a log-in elsewhere, out of reach of scripts."""
REFRESH_COOKIE = "shrutik_refresh"
"""In which a page's refresh token goes to and fro, out of reach of its scripts."""

B_co = TypeVar("B_co", bound=Request | None, covariant=True)
Q_co = TypeVar("Q_co", bound=Query, covariant=True)


class Access(StrEnum):
    """Whom an operation lets in."""

    OPEN = "open"
    LOGIN = "login"
    LINK = "link"
    """Whoever is logged in, or holds a signed link to this very path."""


class Intake(Protocol):
    """A body that is taken in while it is sent; its methods run one after the other, in threads of the pool."""

    def part(self, name: str) -> None:
        """A new part of the form begins; a body that is no form has none."""
        ...

    def write(self, block: bytes) -> None:
        """Bytes of the present part, or of the body, as they come; up to 1 MiB at once."""
        ...

    def finish(self) -> Message | Done:
        """The whole body has come: what is answered."""
        ...

    def close(self) -> None:
        """Always the last call: puts in order whatever was not finished."""
        ...


class RawBody(Protocol):
    """A body that is not JSON of ours."""

    @property
    def media_type(self) -> str:
        """Lower case, without parameters; empty if the caller did not say."""
        ...

    @property
    def content(self) -> bytes:
        """The whole body; empty if the operation does not say how large it may be."""
        ...

    @property
    def length(self) -> int | None:
        """Bytes, as the caller said; None if the caller did not."""
        ...


@attrs.frozen
class Call(Generic[B_co, Q_co]):
    """What a caller asks.

    Attributes:
        body: the JSON that was sent; None if the operation takes none.
        query: the parameters of the address.
        path: what stands in the place of each name in the path.
        raw: the body, if the operation reads it itself.
        caller: the account; None if the operation is open, or for whoever holds a signed link.
        origin: network address of the caller.
        link_of: the account that the signed link was made for that was shown; None if none was.
        scopes: what the API key that was shown may do at most; None if the caller logged in.
        agent: what the caller's program says of itself.
        token: the access token that was shown, good or not; empty if none was.
        cookies: those of ours that came, by name.
        once: the name under which receipts are kept; empty if the operation makes nothing.
        key_text: the Idempotency-Key, if one was sent.
        headers: those that the operation reads itself, as far as they came.
        address: scheme and host by which the caller reached this server.
    """

    body: B_co
    query: Q_co
    path: Mapping[str, str]
    raw: RawBody
    caller: Contributor | None = None
    origin: str = ""
    scopes: frozenset[Permission] | None = None
    agent: str = ""
    token: str = attrs.field(default="", repr=False)
    cookies: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    once: str = ""
    key_text: str | None = None
    address: str = ""
    headers: Mapping[str, str] = attrs.field(factory=dict)
    link_of: ContributorId | None = None

    @property
    def person(self) -> Contributor:
        """The account that calls; the edge lets no call through to a closed operation without one."""
        if self.caller is None:
            raise LookupError("This operation is open: its caller need not have logged in.")
        return self.caller

    @property
    def actor(self) -> Actor:
        """The caller as the rules see them."""
        return attrs.evolve(self.person.actor, origin=self.origin, scopes=self.scopes)

    @property
    def actor_or_link(self) -> Actor | None:
        """The caller, or None if a signed link was shown instead."""
        return None if self.caller is None else self.actor

    @property
    def asker(self) -> ContributorId:
        """The account that calls, or for which the signed link was made."""
        return self.person.id if self.link_of is None else self.link_of

    @property
    def key(self) -> IdempotencyKey | None:
        """The wish that this call has its effect once; None if no ``Idempotency-Key`` came with it.

        Raises:
            Invalid: ``idempotency_key_invalid``.
        """
        if self.key_text is None:
            return None
        # Without a body, all that is asked stands in the path.
        return self.key_of(self.path if self.body is None else self.body.asked())

    def key_of(self, asked: object) -> IdempotencyKey | None:
        """The same for what an operation reads itself.

        Args:
            asked: all that the caller asks, as JSON would hold it.

        Raises:
            Invalid: ``idempotency_key_invalid``.
        """
        return None if self.key_text is None else IdempotencyKey(self.once, self.key_text, _digest(asked))

    def id(self, name: str) -> UUID:
        """An id out of the path.

        Raises:
            Invalid: ``id_malformed``.
        """
        return parse_id(self.path[name])


def _digest(asked: object) -> str:
    """SHA-256 of what is asked, whatever the order and spacing of the JSON that asked it."""
    canonical = json.dumps(asked, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()

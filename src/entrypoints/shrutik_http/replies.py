"""What an operation answers with, other than a message alone."""

from collections.abc import Mapping

import attrs

from shrutik_http.media import Medium, Streamed
from shrutik_http.messages import Message


@attrs.frozen
class Document:
    """An answer that is not JSON of ours, and not a stored blob.

    Attributes:
        content: its bytes.
        media_type: with its parameters.
        headers: others that it needs.
        cookies: as Set-Cookie headers have them.
    """

    content: bytes
    media_type: str
    headers: Mapping[str, str] = attrs.field(factory=dict)
    cookies: tuple[str, ...] = attrs.field(default=(), repr=False)


@attrs.frozen
class Done:
    """An answer without content, or one that brings a cookie.

    Attributes:
        message: what is told; None if nothing is.
        cookie: as a Set-Cookie header has it; empty for none.
        headers: beside those that every answer gets.
    """

    message: Message | None = None
    cookie: str = attrs.field(default="", repr=False)
    headers: Mapping[str, str] = attrs.field(factory=dict)


Reply = Message | Medium | Streamed | Document | Done

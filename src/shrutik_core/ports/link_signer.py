"""Signed links: an address that a plain audio element can play, for a while, without a header."""

from datetime import datetime
from typing import Protocol

from shrutik_core.shared.errors import Refused, declare

declare(Refused, "link_invalid", "This link is not valid.")
declare(Refused, "link_expired", "This link has run out.")


class LinkSigner(Protocol):
    """Signs paths with an end; deterministic for the same path and end."""

    def sign(self, path: str, expires_at: datetime) -> str:
        """The path with a query that proves it, e.g. ``/a?expires=1700000000&signature=…``."""
        ...

    def verify(self, path: str, expires: str, signature: str, now: datetime) -> None:
        """Let pass what was signed and has not run out.

        Args:
            path: without the query.
            expires: from the query.
            signature: from the query.
            now: the instant, UTC.

        Raises:
            Refused: ``link_invalid`` or ``link_expired``.
        """
        ...

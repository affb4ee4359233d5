"""Signed links: an address that a plain audio element can play, for a while, without a header."""

from datetime import datetime
from typing import Protocol

import attrs

from shrutik_core.shared.errors import Refused, declare

declare(Refused, "link_invalid", "This link is not valid.")
declare(Refused, "link_expired", "This link has run out.")


@attrs.frozen
class SignedLink:
    """What the query of a signed link says.

    Attributes:
        expires: seconds since 1970.
        subject: the id of the person whom it was made for.
        signature: proves it.
    """

    expires: str
    subject: str
    signature: str


class LinkSigner(Protocol):
    """Signs paths with an end for one person; deterministic for the same path, end, person and rights."""

    def sign(self, path: str, expires_at: datetime, subject: str, rights: str) -> str:
        """The path with a query that proves it, e.g. ``/a?expires=1700000000&subject=…&signature=…``.

        Args:
            path: without a query.
            expires_at: UTC; to the second.
            subject: the id of the person; it stands in the query.
            rights: what the link dies with when it changes, such as the account's generation; the signature alone holds
                it.
        """
        ...

    def verify(self, path: str, link: SignedLink, rights: str, now: datetime) -> None:
        """Let pass what was signed and has not run out.

        Args:
            path: without the query.
            link: from the query.
            rights: of the subject, now.
            now: the instant, UTC.

        Raises:
            Refused: ``link_invalid`` or ``link_expired``.
        """
        ...

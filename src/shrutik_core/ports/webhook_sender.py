"""The way out to programs that are told of events."""

from collections.abc import Mapping
from typing import Protocol

import attrs

from shrutik_core.shared.errors import Invalid, Unavailable, declare
from shrutik_core.webhooks.target import Target

declare(Unavailable, "webhook_unreachable", "The program's server does not answer.")
declare(Invalid, "webhook_address_refused", "The name of the webhook's host leads into a private network.")

LONGEST_ATTEMPT = 20.0
"""Seconds that one attempt takes at most, whatever the other side does; well below `delivery.LEASE`."""
LARGEST_HEAD = 16_384
"""Bytes of an answer that are read at most; its body is never read."""


@attrs.frozen
class ProgramAnswer:
    """What a program answered.

    Attributes:
        status: 200 to 599.
        wait: seconds that it asks to be left alone for, if it does.
    """

    status: int
    wait: float | None = None


class WebhookSender(Protocol):
    """Posts messages; follows no redirect, keeps nothing of a body, and gives up after `LONGEST_ATTEMPT`."""

    def send(self, target: Target, headers: Mapping[str, str], body: bytes) -> ProgramAnswer:
        """What the program answered, whatever it is.

        The host's name is looked up once; every address that it is found at must be one that may be reached, and the
        connection goes to one of these, so that a name that changes meanwhile leads nowhere else.

        Args:
            target: where it goes.
            headers: beside those of HTTP itself.
            body: JSON.

        Raises:
            Invalid: ``webhook_address_refused`` if an address of the name must not be reached.
            Unavailable: ``webhook_unreachable`` if no answer came in time, with what went wrong.
        """
        ...

"""A way out to programs that are in this process."""

from collections.abc import Callable, Mapping

from shrutik_core.ports.webhook_sender import ProgramAnswer
from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_core.webhooks.target import AllowedHosts, Target

Program = Callable[[Mapping[str, str], bytes], ProgramAnswer]


class MemoryWebhookSender:
    """`WebhookSender` to programs by the names of their hosts.

    Args:
        allowed: hosts that may be reached though they are private.
    """

    def __init__(self, allowed: AllowedHosts | None = None) -> None:
        self._allowed = allowed or AllowedHosts()
        self.programs: dict[str, Program] = {}
        self.addresses: dict[str, tuple[str, ...]] = {}

    def send(self, target: Target, headers: Mapping[str, str], body: bytes) -> ProgramAnswer:
        """See `WebhookSender.send`."""
        if not all(self._allowed.lets_reach(target, one) for one in self.addresses.get(target.host, ())):
            raise Invalid("webhook_address_refused", "The name of the host leads into a private network.")
        program = self.programs.get(target.host)
        if program is None:
            raise Unavailable("webhook_unreachable", f"{target.host} does not answer.")
        return program(headers, body)

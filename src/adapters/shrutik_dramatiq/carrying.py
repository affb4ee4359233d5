"""The correlation id on its way through the broker: what a worker does for a message is done under the message's."""

from dramatiq import Broker, MessageProxy, Middleware

from shrutik_core.shared.correlation import carry, is_fit

CORRELATION = "shrutik_correlation"
"""The option of a message."""


class CarryCorrelation(Middleware):
    """Lets the thread of a worker carry the id of the message that it works on."""

    def before_process_message(self, broker: Broker, message: MessageProxy) -> None:  # noqa: ARG002 - Dramatiq's names
        """Begin."""
        found = message.options.get(CORRELATION, "")
        carry(found if is_fit(found) else "")

    def after_process_message(
        self,
        broker: Broker,  # noqa: ARG002 - Dramatiq's names
        message: MessageProxy,  # noqa: ARG002
        *,
        result: object = None,  # noqa: ARG002
        exception: BaseException | None = None,  # noqa: ARG002
    ) -> None:
        """End."""
        carry("")

    def after_skip_message(self, broker: Broker, message: MessageProxy) -> None:  # noqa: ARG002 - Dramatiq's names
        """End."""
        carry("")

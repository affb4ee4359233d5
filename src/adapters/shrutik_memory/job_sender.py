"""A job sender that only collects."""

from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.jobs import Job


class MemoryJobSender:
    """`JobSender` for tests.

    Attributes:
        sent: what was handed over, in order.
        broken: whether the broker does not answer.
    """

    def __init__(self) -> None:
        self.sent: list[Job] = []
        self.broken = False

    def send(self, job: Job) -> None:
        """See `JobSender.send`."""
        if self.broken:
            raise Unavailable("broker_unavailable", "The broker does not answer; the job stays in the outbox.")
        self.sent.append(job)

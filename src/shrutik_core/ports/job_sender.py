"""The way from the outbox to the workers."""

from typing import Protocol

from shrutik_core.shared.jobs import Job


class JobSender(Protocol):
    """Hands a job to a broker; the same job may be handed over more than once."""

    def send(self, job: Job) -> None:
        """Returns once the broker has taken it.

        Raises:
            Unavailable: ``broker_unavailable``.
        """
        ...

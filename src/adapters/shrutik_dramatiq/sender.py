"""Sends jobs to the actors of their kind."""

import logging

from dramatiq import Broker, Message
from dramatiq.errors import BrokerError

from shrutik_core.shared.correlation import under
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.job_kinds import QUEUE
from shrutik_core.shared.jobs import Job
from shrutik_dramatiq.carrying import CORRELATION
from shrutik_dramatiq.message_version import OPTION, VERSION

_LOG = logging.getLogger(__name__)


class DramatiqSender:
    """Hands jobs to a broker; each kind has the actor of its name, and its queue."""

    def __init__(self, broker: Broker) -> None:
        self._broker = broker

    def send(self, job: Job) -> None:
        """Enqueue a message of the job's id and what it comes of, no more: the job itself stays in the database.

        Raises:
            Unavailable: ``broker_unavailable``.
        """
        message: Message[None] = Message(
            queue_name=QUEUE[job.kind].value,
            actor_name=job.kind.value,
            args=(str(job.id),),
            kwargs={},
            options={OPTION: VERSION, CORRELATION: job.correlation},
        )
        try:
            self._broker.enqueue(message)
        except BrokerError as error:
            raise Unavailable("broker_unavailable", "The job broker does not answer; the job waits.") from error
        with under(job.correlation):
            _LOG.info("job_sent", extra={"job_id": job.id, "job_kind": job.kind.value})

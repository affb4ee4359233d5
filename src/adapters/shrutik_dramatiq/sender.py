"""Sends jobs to the actors of their kind."""

from dramatiq import Broker, Message
from dramatiq.errors import BrokerError

from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.job_kinds import QUEUE
from shrutik_core.shared.jobs import Job
from shrutik_dramatiq.message_version import OPTION, VERSION


class DramatiqSender:
    """Hands jobs to a broker; each kind has the actor of its name, and its queue."""

    def __init__(self, broker: Broker) -> None:
        self._broker = broker

    def send(self, job: Job) -> None:
        """Enqueue a message that holds the job's id and no more: the job itself stays in the database.

        Raises:
            Unavailable: ``broker_unavailable``.
        """
        message: Message[None] = Message(
            queue_name=QUEUE[job.kind].value,
            actor_name=job.kind.value,
            args=(str(job.id),),
            kwargs={},
            options={OPTION: VERSION},
        )
        try:
            self._broker.enqueue(message)
        except BrokerError as error:
            raise Unavailable("broker_unavailable", "The job broker does not answer; the job waits.") from error

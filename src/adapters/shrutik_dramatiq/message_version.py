"""The version of messages: a worker of an older program leaves alone what a newer one sent in another form."""

import logging

from dramatiq import Broker, MessageProxy, Middleware
from dramatiq.middleware import SkipMessage

_LOG = logging.getLogger(__name__)

VERSION = 1
"""Grows if a message means something else than before; a message holds a job's id and no more."""
OPTION = "shrutik_version"


class RefuseNewer(Middleware):
    """Skips messages of a newer version: the job stays in the database, and is sent again to whoever understands it."""

    def before_process_message(self, broker: Broker, message: MessageProxy) -> None:  # noqa: ARG002 - Dramatiq's names
        """Skip it if it is newer.

        Raises:
            SkipMessage: which Dramatiq expects.
        """
        version = message.options.get(OPTION, VERSION)
        if version > VERSION:
            _LOG.warning("message_left", extra={"version": version, "known_version": VERSION})
            raise SkipMessage(f"version {version}")

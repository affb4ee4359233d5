"""The security log: security events as log events, through a logger, and so a stream, of their own."""

import logging
from uuid import UUID

from shrutik_core.audit.origins import network_of
from shrutik_core.audit.security import SecurityEvent

LOGGER = "shrutik.security"
_LOG = logging.getLogger(LOGGER)


class LoggedSecurity:
    """`SecurityLog` through the logger ``shrutik.security``; whoever embeds us may give it handlers of their own."""

    def note(self, kind: str, subject: UUID | None, origin: str, **facts: object) -> None:
        """See `SecurityLog.note`."""
        told = SecurityEvent(kind, subject, network_of(origin), facts).told()
        _LOG.info(
            "security_event",
            extra={
                "kind": told["kind"],
                "subject": told.get("subject"),
                "origin": told.get("origin"),
                "method": told.get("method"),
                "route": told.get("route"),
                "code": told.get("code"),
                "count": told.get("count"),
            },
        )

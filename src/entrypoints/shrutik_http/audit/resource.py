"""The audit trail: read by pages."""

from typing import Self

import attrs

from shrutik_core.shared.ids import ContributorId
from shrutik_core.use_cases.audit.read_audit import ReadAudit
from shrutik_http.audit.messages import AuditMessage, AuditPage, AuditQuery
from shrutik_http.call import Call
from shrutik_http.wiring import Wiring


@attrs.frozen
class AuditResource:
    """What answers when the audit trail is asked for."""

    read_audit: ReadAudit

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.read_audit())

    def list(self, call: Call[None, AuditQuery]) -> AuditPage:
        """List entries."""
        said = call.query
        by = None if said.actor is None else ContributorId(said.actor)
        page = self.read_audit.list(call.actor, said.page, subject=said.subject, by=by, action=said.action)
        return AuditPage.of(page, AuditMessage.of)

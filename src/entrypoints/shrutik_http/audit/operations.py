"""Operations on the audit trail."""

from shrutik_core.use_cases.audit.read_audit import ReadAudit
from shrutik_http.audit.messages import AuditPage, AuditQuery
from shrutik_http.audit.resource import AuditResource
from shrutik_http.links import ROOT
from shrutik_http.operation import Noun, Operation

AUDIT = Noun(
    "audit",
    "What was done, by whom and when; never changed.",
    AuditResource,
    (
        Operation(
            "GET",
            f"{ROOT}/admin/audit",
            "What was done, newest first",
            AuditResource.list,
            AuditPage,
            query=AuditQuery,
            uses=(ReadAudit.list,),
        ),
    ),
)

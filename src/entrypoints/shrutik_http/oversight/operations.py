"""Operations of admins who look at how the work goes on."""

from shrutik_core.use_cases.oversight.explain_queue import ExplainQueue
from shrutik_core.use_cases.oversight.read_agreement import ReadAgreement
from shrutik_core.use_cases.oversight.read_overview import ReadOverview
from shrutik_core.use_cases.oversight.read_pulse import ReadPulse
from shrutik_http.links import ROOT
from shrutik_http.operation import Noun, Operation
from shrutik_http.oversight.messages import (
    AgreementMessage,
    AgreementQuery,
    OverviewMessage,
    OverviewQuery,
    PulseMessage,
    PulseQuery,
    QueueMessage,
    QueueQuery,
)
from shrutik_http.oversight.resource import OversightResource

OVERSIGHT = Noun(
    "oversight",
    "How the work is going, as an admin sees it.",
    OversightResource,
    (
        Operation(
            "GET",
            f"{ROOT}/admin/queue",
            "Why a person is lent nothing of a collection, or less than they ask for",
            OversightResource.queue,
            QueueMessage,
            query=QueueQuery,
            uses=(ExplainQueue.__call__,),
        ),
        Operation(
            "GET",
            f"{ROOT}/admin/stats",
            "How much there is by status, and what was done on each of the last 30 days",
            OversightResource.stats,
            OverviewMessage,
            query=OverviewQuery,
            uses=(ReadOverview.__call__,),
        ),
        Operation(
            "GET",
            f"{ROOT}/admin/pulse",
            "What the installation was asked, and what waited, in the last day or days",
            OversightResource.pulse,
            PulseMessage,
            query=PulseQuery,
            uses=(ReadPulse.__call__,),
        ),
        Operation(
            "GET",
            f"{ROOT}/admin/agreement",
            "How much judges agree beyond chance, from second looks at settled chunks",
            OversightResource.agreement,
            AgreementMessage,
            query=AgreementQuery,
            uses=(ReadAgreement.__call__,),
        ),
    ),
)

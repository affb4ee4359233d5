"""Oversight: the queue explained, an overview, how much judges agree, and how the installation did."""

from typing import Self

import attrs

from shrutik_core.shared.ids import ContributorId
from shrutik_core.use_cases.oversight.explain_queue import ExplainQueue
from shrutik_core.use_cases.oversight.read_agreement import ReadAgreement
from shrutik_core.use_cases.oversight.read_overview import ReadOverview
from shrutik_core.use_cases.oversight.read_pulse import ReadPulse
from shrutik_http.call import Call
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
from shrutik_http.wiring import Wiring


@attrs.frozen
class OversightResource:
    """What answers when an admin asks how the work goes on."""

    explain_queue: ExplainQueue
    read_overview: ReadOverview
    read_agreement: ReadAgreement
    read_pulse: ReadPulse

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        platform = wiring.platform
        return cls(platform.explain_queue(), platform.read_overview(), platform.read_agreement(), platform.read_pulse())

    def queue(self, call: Call[None, QueueQuery]) -> QueueMessage:
        """Explain what a person is lent."""
        said = call.query
        return QueueMessage.of(self.explain_queue(call.actor, said.collection, ContributorId(said.user_id)))

    def stats(self, call: Call[None, OverviewQuery]) -> OverviewMessage:
        """Tell how much there is."""
        return OverviewMessage.of(*self.read_overview(call.actor, call.query.collection, call.query.ahead))

    def pulse(self, call: Call[None, PulseQuery]) -> PulseMessage:
        """Tell what was seen."""
        return PulseMessage.of(*self.read_pulse(call.actor, call.query.days))

    def agreement(self, call: Call[None, AgreementQuery]) -> AgreementMessage:
        """Tell how much judges agree."""
        return AgreementMessage.of(self.read_agreement(call.actor, call.query.collection))

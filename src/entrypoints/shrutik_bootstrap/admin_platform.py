"""The use cases of admins and of programs that are told of events, wired together."""

from collections.abc import Mapping

from dependency_injector import containers, providers

from shrutik_bootstrap.probes import Probe
from shrutik_core.people.first_limits import FirstLimits
from shrutik_core.ports.cache import Cache
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.fault_receiver import FaultReceiver
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.metrics import Metrics
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.ports.webhook_secrets import WebhookSecrets
from shrutik_core.use_cases.audit.read_audit import ReadAudit, VerifyAudit
from shrutik_core.use_cases.collections.read_progress import ReadProgress
from shrutik_core.use_cases.jobs.manage_jobs import ManageJobs
from shrutik_core.use_cases.jobs.relay_jobs import CountJobs
from shrutik_core.use_cases.oversight.explain_queue import ExplainQueue
from shrutik_core.use_cases.oversight.read_agreement import ReadAgreement
from shrutik_core.use_cases.oversight.read_gauges import ReadGauges
from shrutik_core.use_cases.oversight.read_overview import ReadOverview
from shrutik_core.use_cases.oversight.read_pulse import ReadPulse
from shrutik_core.use_cases.people.manage_people import ManagePeople
from shrutik_core.use_cases.people.read_flags import ReadFlags
from shrutik_core.use_cases.steps.tracing import UNTRACED, Tracer
from shrutik_core.use_cases.webhooks.look_at_deliveries import LookAtDeliveries
from shrutik_core.use_cases.webhooks.manage_webhooks import ManageWebhooks
from shrutik_core.webhooks.target import AllowedHosts
from shrutik_memory.traces import NoFaultReceiver


class AdminPlatform(containers.DeclarativeContainer):
    """What admins ask for, and sums over a collection; `ApiPlatform` holds it and all other requests."""

    units_of_work: providers.Provider[UnitsOfWork] = providers.Dependency()
    # For what reads much and decides nothing that is written: a replica may answer it.
    units_for_reading: providers.Provider[UnitsOfWork] = providers.Dependency(default=units_of_work)
    clock: providers.Provider[Clock] = providers.Dependency()
    ids: providers.Provider[IdSource] = providers.Dependency()
    cache: providers.Provider[Cache] = providers.Dependency()
    metrics: providers.Provider[Metrics] = providers.Dependency()
    tracer: providers.Provider[Tracer] = providers.Object(UNTRACED)
    fault_receiver: providers.Provider[FaultReceiver] = providers.Object(NoFaultReceiver())
    probes: providers.Provider[Mapping[str, Probe]] = providers.Object({})
    first_limits: providers.Provider[FirstLimits] = providers.Factory(FirstLimits)

    webhook_secrets: providers.Provider[WebhookSecrets] = providers.Dependency()
    webhook_hosts: providers.Provider[AllowedHosts] = providers.Factory(AllowedHosts)
    manage_webhooks: providers.Provider[ManageWebhooks] = providers.Factory(
        ManageWebhooks, units_of_work, clock, ids, webhook_secrets, webhook_hosts
    )
    look_at_deliveries: providers.Provider[LookAtDeliveries] = providers.Factory(
        LookAtDeliveries, units_of_work, clock, ids
    )
    manage_people: providers.Provider[ManagePeople] = providers.Factory(ManagePeople, units_of_work, clock, ids)
    read_flags: providers.Provider[ReadFlags] = providers.Factory(ReadFlags, units_for_reading)
    manage_jobs: providers.Provider[ManageJobs] = providers.Factory(ManageJobs, units_of_work, clock)
    count_jobs: providers.Provider[CountJobs] = providers.Factory(CountJobs, units_of_work)
    read_audit: providers.Provider[ReadAudit] = providers.Factory(ReadAudit, units_for_reading)
    verify_audit: providers.Provider[VerifyAudit] = providers.Factory(VerifyAudit, units_for_reading)
    explain_queue: providers.Provider[ExplainQueue] = providers.Factory(
        ExplainQueue, units_of_work, clock, first_limits
    )
    read_gauges: providers.Provider[ReadGauges] = providers.Factory(ReadGauges, units_of_work, clock)
    read_pulse: providers.Provider[ReadPulse] = providers.Factory(ReadPulse, units_for_reading, clock)
    read_progress: providers.Provider[ReadProgress] = providers.Factory(ReadProgress, units_for_reading, cache)
    # One for all calls, as the next: they remember sums.
    read_overview: providers.Provider[ReadOverview] = providers.Singleton(ReadOverview, units_for_reading, clock)
    read_agreement: providers.Provider[ReadAgreement] = providers.Singleton(ReadAgreement, units_for_reading, clock)

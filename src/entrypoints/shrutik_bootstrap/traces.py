"""The tracer and the receiver of faults that the settings name; what speaks to others is loaded if there are any."""

from collections.abc import Iterator
from contextlib import contextmanager

from shrutik_bootstrap.admin_platform import AdminPlatform
from shrutik_bootstrap.extras import load
from shrutik_bootstrap.settings import Settings
from shrutik_core.ports.fault_receiver import FaultReceiver
from shrutik_core.use_cases.steps.tracing import Tracer
from shrutik_memory.traces import NoFaultReceiver


def tracer_of(settings: Settings) -> Tracer:
    """A tracer of this process, to be closed.

    Raises:
        Unavailable: ``extra_missing``.
    """
    if settings.otlp_endpoint is None:
        return Tracer()
    adapter = load("shrutik_opentelemetry.collector", "traces")
    exporter = adapter.otlp_exporter(settings.otlp_endpoint)
    return Tracer(adapter.OpenTelemetryCollector(exporter, settings.release_id), settings.trace_share)


def fault_receiver_of(settings: Settings) -> FaultReceiver:
    """Who is told of faults of this process; to be closed.

    Raises:
        Invalid: ``settings_invalid`` if it is not a valid address.
        Unavailable: ``extra_missing``.
    """
    if settings.sentry_dsn is None:
        return NoFaultReceiver()
    adapter = load("shrutik_sentry.receiver", "errors")
    receiver: FaultReceiver = adapter.SentryFaultReceiver(settings.sentry_dsn, settings.release_id)
    return receiver


@contextmanager
def told_outside(platform: AdminPlatform) -> Iterator[None]:
    """Tell others' programs what is left to tell, at the end."""
    try:
        yield
    finally:
        platform.tracer().close()
        platform.fault_receiver().close()

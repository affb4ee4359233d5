"""`FaultReceiver` over Sentry's SDK, which only sends: nothing of what it would gather by itself is asked for."""

from collections.abc import Mapping

import sentry_sdk
from sentry_sdk.types import Event, Hint
from sentry_sdk.utils import BadDsn

from shrutik_core.shared.errors import Invalid
from shrutik_core.traces.fault import ProgramFault

_TOLD = ("event_id", "timestamp", "platform", "level", "release", "exception", "tags")
_CLOSING_SECONDS = 2.0
_OURS = "shrutik_"


class SentryFaultReceiver:
    """`FaultReceiver` that sends to a project of a service.

    Args:
        dsn: of the project.
        release: of the program.

    Raises:
        Invalid: ``settings_invalid`` if this is no DSN.
    """

    def __init__(self, dsn: str, release: str) -> None:
        try:
            self._client = sentry_sdk.Client(
                dsn=dsn,
                release=release,
                before_send=_scrubbed,
                default_integrations=False,
                auto_enabling_integrations=False,
                include_local_variables=False,
                include_source_context=False,
                auto_session_tracking=False,
                send_client_reports=False,
                enable_backpressure_handling=False,
                enable_metrics=False,
                spotlight=False,
                max_breadcrumbs=0,
            )
        except (BadDsn, ValueError) as error:
            raise Invalid("settings_invalid", "SHRUTIK_SENTRY_DSN is not the DSN of a project.") from error
        self._closed = False

    def take(self, fault: ProgramFault) -> None:
        """See `FaultReceiver.take`."""
        if not self._closed:
            self._client.capture_event(_event(fault))

    def close(self) -> None:
        """See `FaultReceiver.close`."""
        if not self._closed:
            self._closed = True
            self._client.close(timeout=_CLOSING_SECONDS)


def _event(fault: ProgramFault) -> Event:
    frames = [
        {"module": one.module, "function": one.function, "lineno": one.line, "in_app": one.module.startswith(_OURS)}
        for one in fault.places
    ]
    told = {"type": fault.error, "module": fault.module, "stacktrace": {"frames": frames}}
    return {
        "level": "error",
        "exception": {"values": [told]},
        "tags": {name: str(value) for name, value in fault.facts.items()},
    }


def _scrubbed(event: Event, _hint: Hint) -> Event:
    """What `ProgramFault` says, whatever the SDK put beside it, such as the machine's name."""
    whole: Mapping[str, object] = event
    return {name: whole[name] for name in _TOLD if name in whole}  # type: ignore[return-value]  # a part of the same

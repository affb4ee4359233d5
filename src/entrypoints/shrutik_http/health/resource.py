"""Health: whether the process lives, and whether it can be of use."""

import secrets
from collections.abc import Callable
from typing import Self

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.shared.errors import ShrutikError, Unavailable, declare
from shrutik_core.use_cases.jobs.relay_jobs import CountJobs
from shrutik_http.call import Call
from shrutik_http.draining import Draining
from shrutik_http.health.messages import CheckMessage, HealthMessage, ReadinessMessage
from shrutik_http.messages import NoQuery
from shrutik_http.wiring import Wiring

declare(Unavailable, "not_ready", "The installation cannot be used yet.")


@attrs.frozen
class HealthResource:
    """What answers when probes ask."""

    count_jobs: CountJobs
    blobs: BlobStore
    draining: Draining

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.count_jobs(), wiring.platform.blobs(), wiring.draining)

    def alive(self, _call: Call[None, NoQuery]) -> HealthMessage:
        """Say that the process lives."""
        return HealthMessage()

    def ready(self, _call: Call[None, NoQuery]) -> ReadinessMessage:
        """Say whether the database answers and audio can be stored.

        Raises:
            Unavailable: ``not_ready``.
        """
        if self.draining.begun:
            raise Unavailable("not_ready", "This process is about to end; ask another.")
        checks = self.checks()
        if all(check.ok for check in checks.values()):
            return ReadinessMessage(status="ready", checks=checks)
        wrong = "; ".join(f"{name}: {check.detail}" for name, check in checks.items() if not check.ok)
        told = {"checks": {name: check.model_dump() for name, check in checks.items()}}
        raise Unavailable("not_ready", f"Not ready: {wrong}", extra=told)

    def checks(self) -> dict[str, CheckMessage]:
        """Each part by its name, tried now."""
        return {"database": _check(self.count_jobs), "blobs": _check(self._write)}

    def _write(self) -> None:
        key = f"health/{secrets.token_hex(8)}"
        self.blobs.put(key, [b"ready?"])
        self.blobs.delete(key)


def _check(ask: Callable[[], object]) -> CheckMessage:
    try:
        ask()
    except ShrutikError as error:
        return CheckMessage(ok=False, detail=error.detail)
    return CheckMessage(ok=True)

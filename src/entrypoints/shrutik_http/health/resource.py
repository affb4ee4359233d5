"""Health: whether the process lives, and whether it can be of use."""

import secrets
from collections.abc import Mapping
from typing import Self

import attrs

from shrutik_bootstrap.probes import Probe
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
    probes: Mapping[str, Probe]
    release: str

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        platform = wiring.platform
        return cls(platform.count_jobs(), platform.blobs(), wiring.draining, platform.probes(), wiring.release)

    def alive(self, _call: Call[None, NoQuery]) -> HealthMessage:
        """Say that the process lives."""
        return HealthMessage()

    def ready(self, _call: Call[None, NoQuery]) -> ReadinessMessage:
        """Say whether requests can be answered; while the process drains, that they go elsewhere.

        Raises:
            Unavailable: ``not_ready``.
        """
        if self.draining.begun:
            raise Unavailable("not_ready", "This process is about to end; ask another.")
        checks = self.checks()
        if all(check.ok or not check.vital for check in checks.values()):
            fine = all(check.ok for check in checks.values())
            return ReadinessMessage(status="ready" if fine else "degraded", release=self.release, checks=checks)
        wrong = "; ".join(f"{name}: {check.detail}" for name, check in checks.items() if not check.ok)
        told = {"checks": {name: check.model_dump() for name, check in checks.items()}}
        raise Unavailable("not_ready", f"Not ready: {wrong}", extra=told)

    def checks(self) -> dict[str, CheckMessage]:
        """Each part by its name, tried now."""
        asked = {"database": Probe(self.count_jobs), "blobs": Probe(self._write), **self.probes}
        return {name: _check(probe) for name, probe in asked.items()}

    def _write(self) -> None:
        key = f"health/{secrets.token_hex(8)}"
        self.blobs.put(key, [b"ready?"])
        self.blobs.delete(key)


def _check(probe: Probe) -> CheckMessage:
    try:
        probe.ask()
    except ShrutikError as error:
        return CheckMessage(ok=False, detail=error.detail, vital=probe.vital)
    return CheckMessage(ok=True, vital=probe.vital)

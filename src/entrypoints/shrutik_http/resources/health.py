"""Whether the process lives, and whether it can be of use."""

import secrets
from collections.abc import Callable

import attrs
import falcon

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.shared.errors import ShrutikError
from shrutik_core.use_cases.jobs.relay_jobs import CountJobs
from shrutik_http.answering import answer
from shrutik_http.context import Access, Resource
from shrutik_http.errors import tell
from shrutik_http.problems import problem
from shrutik_http.schemas.operations import CheckView, HealthView, ReadyView


class Health(Resource):
    """``/healthz``."""

    access = Access.OPEN

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """Say that the process lives."""
        resp.set_header("Cache-Control", "no-store")
        answer(resp, HealthView())


@attrs.frozen
class Readiness(Resource):
    """``/readyz``."""

    access = Access.OPEN
    count_jobs: CountJobs
    blobs: BlobStore

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """Say whether the database answers and audio can be stored."""
        resp.set_header("Cache-Control", "no-store")
        checks = {"database": _check(self.count_jobs), "blobs": _check(self._write)}
        if all(check.ok for check in checks.values()):
            answer(resp, ReadyView(status="ready", checks=checks))
            return
        wrong = "; ".join(f"{name}: {check.detail}" for name, check in checks.items() if not check.ok)
        told = {"checks": {name: check.model_dump() for name, check in checks.items()}}
        tell(resp, problem(503, "not_ready", f"Not ready: {wrong}", extra=told))

    def _write(self) -> None:
        key = f"health/{secrets.token_hex(8)}"
        self.blobs.put(key, [b"ready?"])
        self.blobs.delete(key)


def _check(ask: Callable[[], object]) -> CheckView:
    try:
        ask()
    except ShrutikError as error:
        return CheckView(ok=False, detail=error.detail)
    return CheckView(ok=True)

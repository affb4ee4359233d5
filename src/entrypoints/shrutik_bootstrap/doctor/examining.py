"""Lets all checks look side by side, each for no longer than it may."""

import queue
import threading
import time
from collections.abc import Iterable, Iterator
from pkgutil import iter_modules

import attrs

from shrutik_bootstrap.doctor import checks
from shrutik_bootstrap.doctor.finding import HealthCheck, Observation, red, yellow
from shrutik_bootstrap.doctor.patient import Patient
from shrutik_bootstrap.extras import load
from shrutik_core.shared.errors import ShrutikError

DEEP_SECONDS = 24 * 3_600.0
"""For a check of every blob's bytes."""


@attrs.frozen
class Looked:
    """What a check found.

    Attributes:
        name: the check's.
        finding: one of its findings.
        seconds: that the check took.
    """

    name: str
    finding: Observation
    seconds: float


def all_checks() -> Iterator[HealthCheck]:
    """Those of every module in `checks`: whoever adds one writes it there, and nothing else."""
    for module in iter_modules(checks.__path__, f"{checks.__name__}."):
        for check in load(module.name, "laptop").CHECKS:
            yield check()


def examine(patient: Patient, wanted: Iterable[HealthCheck]) -> list[Looked]:
    """What they find, in their order; it takes as long as the slowest, and no longer than that may take."""
    running = [_Run(check, patient) for check in wanted if check.wanted(patient)]
    for run in running:
        run.start()
    return [looked for run in running for looked in run.result()]


class _Run:
    """One check in a thread of its own, which nobody waits for in the end."""

    def __init__(self, check: HealthCheck, patient: Patient) -> None:
        self._check, self._patient = check, patient
        self._found: queue.Queue[list[Observation]] = queue.Queue()
        self._started = time.monotonic()

    def start(self) -> None:
        threading.Thread(target=self._look, name=self._check.name, daemon=True).start()

    def result(self) -> list[Looked]:
        allowed = DEEP_SECONDS if self._patient.is_deep else self._check.seconds
        try:
            found = self._found.get(timeout=max(0.0, self._started + allowed - time.monotonic()))
        except queue.Empty:
            found = [red(f"no answer within {allowed:g} s", "find out what it waits for, then look again")]
        seconds = time.monotonic() - self._started
        return [Looked(self._check.name, finding, seconds) for finding in found]

    def _look(self) -> None:
        if self._check.needs_database and isinstance(self._patient.answering, ShrutikError):
            self._found.put([yellow("not looked at", "first get the database to answer")])
            return
        try:
            found = list(self._check.look(self._patient))
        except ShrutikError as error:
            found = [red(error.detail, "do what this says, then look again", code=error.code)]
        except OSError as error:
            found = [red(f"{error.strerror or error}", "let this account use it", file=str(error.filename or ""))]
        self._found.put(found)

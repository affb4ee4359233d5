"""The database: whether it answers and how soon, its version, its clock, its tables."""

from collections.abc import Iterator

from shrutik_bootstrap.doctor.finding import HealthCheck, Observation, green, red, yellow
from shrutik_bootstrap.doctor.patient import Patient
from shrutik_core.shared.errors import ShrutikError
from shrutik_postgres import migrate
from shrutik_postgres.engine import make_engine
from shrutik_postgres.health import Answering

_OLDEST = 150_000
SLOW_SECONDS = 0.05
"""A request asks several questions; above this, each of them is felt."""
CLOCK_SECONDS = 2.0
"""By which two clocks may differ: leases, tokens and links are judged by either."""


class DatabaseCheck(HealthCheck):
    """Whether it answers, and how soon."""

    name = "database"

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        found = patient.answering
        if isinstance(found, ShrutikError):
            yield red(found.detail, "start it, or correct SHRUTIK_DATABASE_URL", code=found.code)
            return
        version = f"{found.version // 10_000}.{found.version % 10_000}"
        told = f"PostgreSQL {version} answers after {found.seconds * 1_000:.1f} ms"
        figures = {"seconds": found.seconds, "version": version}
        if found.version < _OLDEST:
            yield red(told, "use PostgreSQL 15 or newer", **figures)
        elif found.seconds > SLOW_SECONDS:
            yield yellow(told, "bring it nearer, or find out what it is busy with", **figures)
        else:
            yield green(told, **figures)


class ClockCheck(HealthCheck):
    """Whether this machine and the database agree on the time; no other machine is asked."""

    name = "clock"
    needs_database = True

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        found = patient.answering
        if isinstance(found, Answering):
            yield clock_finding(found)


def clock_finding(found: Answering) -> Observation:
    """How the clocks differ."""
    told = f"this machine and the database differ by {abs(found.ahead):.3f} s"
    if abs(found.ahead) > CLOCK_SECONDS + found.seconds:
        return red(told, "let both machines keep time by NTP", seconds=found.ahead)
    return green(told, seconds=found.ahead)


class MigrationsCheck(HealthCheck):
    """Whether the tables are those of this version."""

    name = "migrations"
    needs_database = True

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        engine = make_engine(patient.url, pool_size=1)
        try:
            state = migrate.status(engine)
        finally:
            engine.dispose()
        figures = {"revision": state.current, "pending": list(state.pending)}
        if state.newer:
            told = f"the tables are at revision {state.current}, of a newer version that added to them"
            yield yellow(told, "bring this machine to that version, too", **figures)
        elif state.ready:
            yield green(f"the tables are at revision {state.current}, the newest", **figures)
        else:
            told = f"the tables are at revision {state.current or 'none'}; {len(state.pending)} are pending"
            yield red(told, "run `shrutik db upgrade`", **figures)


CHECKS = (DatabaseCheck, ClockCheck, MigrationsCheck)

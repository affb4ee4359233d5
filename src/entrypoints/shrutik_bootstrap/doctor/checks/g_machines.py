"""What many machines share: Redis, the replica, and processes that do each other's jobs."""

import time
from collections.abc import Collection, Iterable, Iterator

from shrutik_bootstrap.doctor.finding import HealthCheck, Observation, green, red, yellow
from shrutik_bootstrap.doctor.patient import Patient
from shrutik_bootstrap.extras import load
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.heartbeats import Heartbeat
from shrutik_core.shared.job_kinds import QUEUE, JobKind
from shrutik_core.use_cases.jobs.relay_jobs import SEND_AGAIN
from shrutik_postgres.health import PostgresHealth
from shrutik_postgres.replica_health import Following, following

_MEGA = 1e6
_PATIENCE = 2.0
REDIS_SLOW_SECONDS = 0.02
"""A request asks twice or three times."""
FULL_SHARE = 0.9
"""Of the memory that Redis may use; above it, it is about to refuse."""
LOOKED_SECONDS, _LOOK = 10.0, 0.5
"""For so long a heartbeat is waited for: three beats, as long as a process that is watched may be silent."""
RELAY_SECONDS = 60.0
"""Since some relay looked for lost jobs, which each does four times as often."""


class RedisCheck(HealthCheck):
    """Whether Redis answers, how soon, and, if we may ask, whether its memory suffices."""

    name = "redis"

    def wanted(self, patient: Patient) -> bool:
        """See `HealthCheck.wanted`."""
        return patient.settings.redis_url is not None

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        address = load("shrutik_redis.address", "redis").read_redis_url(patient.settings.redis_url or "")
        try:
            found = load("shrutik_redis.health", "redis").answering(address, _PATIENCE)
        except Unavailable as error:
            yield red(error.detail, "see SHRUTIK_REDIS_URL and that server; jobs wait meanwhile", code=error.code)
            return
        told = f"it answers after {found.seconds * 1_000:.1f} ms"
        figures: dict[str, object] = {"seconds": found.seconds}
        advice = "bring it nearer, or find out what it is busy with" if found.seconds > REDIS_SLOW_SECONDS else ""
        if memory := found.memory:
            told += f" and uses {memory.used / _MEGA:.1f} MB" + (
                f" of {memory.most / _MEGA:.1f} MB" if memory.most else ""
            )
            figures |= {"used": memory.used, "most": memory.most, "policy": memory.policy, "evicted": memory.evicted}
            advice = memory_advice(memory.used, memory.most, memory.policy, memory.evicted) or advice
        yield yellow(told, advice, **figures) if advice else green(told, **figures)


def memory_advice(used: int, most: int, policy: str, evicted: int) -> str:
    """What to do about Redis' memory; empty if nothing.

    Args:
        used: bytes.
        most: bytes that it may use; 0 for no limit.
        policy: what it does when there is no room.
        evicted: names that it dropped since it started.
    """
    if evicted:
        return f"it dropped {evicted} entries for lack of memory: set maxmemory-policy to noeviction, and give it more"
    if most and policy != "noeviction":
        return "set maxmemory-policy to noeviction, or it drops jobs when it is full"
    return "give it memory: it is nearly full" if most and used > FULL_SHARE * most else ""


class ReplicaCheck(HealthCheck):
    """Whether the replica answers, and whether it has all that was committed in time for reads to go there."""

    name = "replica"
    needs_database = True

    def wanted(self, patient: Patient) -> bool:
        """See `HealthCheck.wanted`."""
        return patient.settings.replica_url is not None

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        patience = patient.settings.replica_patience
        try:
            found = following(patient.url, patient.settings.replica_url or "", patience)
        except Unavailable as error:
            advice = "start it, or correct SHRUTIK_REPLICA_URL; the primary answers in its place meanwhile"
            yield red("it does not answer", advice, code=error.code)
            return
        yield replica_finding(found)


def replica_finding(found: Following) -> Observation:
    """How it follows."""
    figures = {"seconds": found.seconds, "behind": found.behind, "caught_up": found.caught_up}
    answers = f"it answers after {found.seconds * 1_000:.1f} ms"
    if not found.is_copy:
        return red(f"{answers} and follows nobody", "let SHRUTIK_REPLICA_URL name a replica", **figures)
    if found.behind:
        told = f"{answers} and lacked {found.behind} bytes of the log after {found.caught_up:.2f} s"
        return yellow(told, "find out what holds it up; the primary answers in its place meanwhile", **figures)
    return green(f"{answers} and had everything after {found.caught_up * 1_000:.1f} ms", **figures)


class HeartbeatsCheck(HealthCheck):
    """Whether somebody lives who does the jobs that wait, and somebody who carries them to Redis."""

    name = "heartbeats"
    needs_database = True
    seconds = 30.0

    def wanted(self, patient: Patient) -> bool:
        """See `HealthCheck.wanted`: without Redis there is one process, and `QueuesCheck` is enough."""
        return patient.settings.redis_url is not None

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        known = [jobs for jobs in patient.database.waiting() if jobs.kind in set(JobKind)]
        waiting = {str(QUEUE[JobKind(jobs.kind)]) for jobs in known}
        if not waiting:
            yield green("no job waits for anybody")
            return
        alive = _alive(patient.database, waiting)
        lacking = sorted(waiting - _served(alive))
        figures = {"alive": [f"{beat.host}: {', '.join(beat.queues)}" for beat in alive], "lacking": lacking}
        if lacking:
            told = f"jobs wait, and no live process does those of {', '.join(lacking)}"
            yield red(told, f"start `shrutik worker --queues {','.join(lacking)}`", **figures)
        else:
            yield green(f"{len(alive)} processes that do jobs are alive", **figures)
        yield _relays(patient.database.since_turn(SEND_AGAIN))


def _relays(seconds: float | None) -> Observation:
    if seconds is None or seconds > RELAY_SECONDS:
        since = "ever" if seconds is None else f"for {seconds:.0f} s"
        return red(f"jobs wait, and no relay has been seen {since}", "start `shrutik relay`", seconds=seconds)
    return green(f"a relay is alive; it looked for lost jobs {max(0.0, seconds):.0f} s ago", seconds=seconds)


def _alive(database: PostgresHealth, wanted: Collection[str]) -> list[Heartbeat]:
    """Those whose count grows while we look, which ends once they serve all that is wanted."""
    first = {beat.worker: beat.count for beat in database.beats()}
    end = time.monotonic() + LOOKED_SECONDS
    while True:
        # A process that was not there before has begun since.
        alive = [beat for beat in database.beats() if beat.count != first.get(beat.worker)]
        if not first or set(wanted) <= _served(alive) or time.monotonic() > end:
            return alive
        time.sleep(_LOOK)


def _served(alive: Iterable[Heartbeat]) -> set[str]:
    return {queue for beat in alive for queue in beat.queues}


CHECKS = (RedisCheck, ReplicaCheck, HeartbeatsCheck)

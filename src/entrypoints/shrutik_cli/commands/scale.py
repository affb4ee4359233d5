"""`shrutik scale`: says, or sees to it, how many workers a queue has, by the age of its oldest job."""

import logging
import shlex
import subprocess
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from shrutik_bootstrap.installation import attach_installation
from shrutik_bootstrap.logs import logs_of
from shrutik_bootstrap.settings import read_settings
from shrutik_cli.serving.signals import until_signalled
from shrutik_core.metrics.catalogue import QUEUE_OLDEST
from shrutik_core.metrics.scaling import Scaling, ScalingRule
from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_core.shared.job_kinds import JobQueue
from shrutik_core.use_cases.oversight.read_gauges import ReadGauges

_LOG = logging.getLogger(__name__)
_WORKERS = "{workers}"
_LONGEST_RUN = 300


def scale(
    queue: Annotated[JobQueue, typer.Option(help="Whose jobs the workers do.")] = JobQueue.CHUNKING,
    patience: Annotated[float, typer.Option(help="Seconds of the oldest job's age that call for one worker.")] = 60.0,
    fewest: Annotated[int, typer.Option("--min", help="Fewest workers at any time.")] = 1,
    most: Annotated[int, typer.Option("--max", help="Most workers at any time.")] = 4,
    calm: Annotated[float, typer.Option(help="Seconds for which fewer must be enough before one goes.")] = 300.0,
    every: Annotated[float, typer.Option(min=0.1, max=3600, help="Seconds between two looks.")] = 15.0,
    run: Annotated[
        str,
        typer.Option(help="Command that changes their number, with {workers} in it; without it, numbers are printed."),
    ] = "",
    data: Annotated[Path | None, typer.Option(help="Folder for database, audio and keys.  [shrutik-data]")] = None,
) -> None:
    """Give a queue as many workers as the age of its oldest job asks for, until Ctrl-C.

    More at once, fewer after a time of calm. Each look sets the number, so workers that somebody removed come back.
    While the database does not answer, nothing is changed.
    """
    command = _command_of(run)
    rule = ScalingRule(patience, fewest, most, timedelta(seconds=calm))
    settings = read_settings(data=data)
    with (
        logs_of(settings, "scale", verbose=True),
        until_signalled() as stopping,
        attach_installation(settings) as installation,
    ):
        _keep(rule, _age_of(queue, installation.platform.read_gauges()), _bringing(command), stopping, every)


def _age_of(queue: JobQueue, read_gauges: ReadGauges) -> Callable[[], float]:
    def age() -> float:
        readings = read_gauges()
        return next(one.value for one in readings if one.metric is QUEUE_OLDEST and one.values == (queue.value,))

    return age


def _command_of(run: str) -> list[str]:
    """The words of what --run names.

    Raises:
        Invalid: ``scaling_invalid`` if it is not a command, or has no place for the number.
    """
    if run and _WORKERS not in run:
        raise Invalid("scaling_invalid", f"The command of --run needs {_WORKERS} in it, where the number goes.")
    try:
        return shlex.split(run)
    except ValueError as error:
        raise Invalid("scaling_invalid", f"The command of --run cannot be read: {error}.") from error


def _bringing(words: Sequence[str]) -> Callable[[int], bool]:
    """What brings about a number of workers, and says whether it did."""

    def bring(workers: int) -> bool:
        if not words:
            typer.echo(workers)
            return True
        command = [part.replace(_WORKERS, str(workers)) for part in words]
        try:
            done = subprocess.run(command, check=False, timeout=_LONGEST_RUN)  # noqa: S603 - what the operator named
        except (OSError, subprocess.TimeoutExpired) as error:
            _LOG.warning("scaling_failed", extra={"error": type(error).__name__})
            return False
        if done.returncode:
            _LOG.warning("scaling_failed", extra={"how": f"exit code {done.returncode}"})
        return done.returncode == 0

    return bring


def _keep(
    rule: ScalingRule,
    age: Callable[[], float],
    bring: Callable[[int], bool],
    stopping: threading.Event,
    every: float,
) -> None:
    scaling, there = Scaling(rule), None
    while True:
        try:
            oldest = age()
        except Unavailable as error:
            _LOG.warning("scaling_waited", extra={"code": error.code, "detail": error.detail})
        else:
            scaling = scaling.seen(oldest, datetime.now(UTC))
            if scaling.workers != there:
                _LOG.info("workers_wanted", extra={"seconds": round(oldest), "count": scaling.workers})
            # Also if it is the same: an upgrade, or a person, may have taken workers away meanwhile.
            there = scaling.workers if bring(scaling.workers) else None
        if stopping.wait(every):
            return

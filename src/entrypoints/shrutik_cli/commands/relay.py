"""`shrutik relay`: carries jobs from the database to Redis, and keeps the schedule; any number of them may run."""

from pathlib import Path
from typing import Annotated

import typer

from shrutik_bootstrap.logs import logs_of
from shrutik_bootstrap.settings import read_settings
from shrutik_cli.serving.joined import work_among_many
from shrutik_core.shared.errors import Invalid
from shrutik_worker.duties import RELAYING


def relay(
    data: Annotated[Path | None, typer.Option(help="Folder for audio and keys.  [shrutik-data]")] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Log what is done.")] = False,
) -> None:
    """Carry jobs from the database to the Redis of SHRUTIK_REDIS_URL, and run the periodic tasks.

    Run two, on two machines: what one does not do, the other does. `shrutik worker` does the jobs.
    """
    settings = read_settings(data=data)
    if settings.redis_url is None:
        raise Invalid(
            "redis_not_set",
            "There is no Redis to carry jobs to; set SHRUTIK_REDIS_URL, or run `shrutik worker`, which needs none.",
        )
    with logs_of(settings, "relay", verbose=verbose):
        work_among_many(settings, RELAYING, "Shrutik carries jobs to Redis. Ctrl-C ends it.")

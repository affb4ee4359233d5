"""`shrutik worker`: background work without the API, which other processes serve."""

import threading
from pathlib import Path
from typing import Annotated

import typer

from shrutik_bootstrap.installation import working_installation
from shrutik_bootstrap.logs import logs_of
from shrutik_bootstrap.owned_folder import OwnedDatabase, owned_database, owned_folder
from shrutik_bootstrap.process_metrics import machine_metrics
from shrutik_bootstrap.settings import Settings, read_settings
from shrutik_cli.serving.joined import work_among_many
from shrutik_cli.serving.signals import until_signalled
from shrutik_core.shared.errors import Invalid
from shrutik_worker.duties import duties_of
from shrutik_worker.installed import installed_workers

_ROUND = 1.0


def worker(
    data: Annotated[Path | None, typer.Option(help="Folder for database, audio and keys.  [shrutik-data]")] = None,
    threads: Annotated[int | None, typer.Option(min=1, max=64, help="Jobs at once.  [2]")] = None,
    queues: Annotated[
        str, typer.Option(help="With Redis: only these, of chunking, consensus, releases and mail.  [all]")
    ] = "",
    verbose: Annotated[bool, typer.Option("--verbose", help="Log what is done.")] = False,
) -> None:
    """Do background jobs: those that `shrutik relay` sends by Redis if SHRUTIK_REDIS_URL is set.

    Without Redis, it is the only worker, relay and schedule of the folder, and runs the embedded PostgreSQL unless
    SHRUTIK_DATABASE_URL names another.

    API processes join the same data folder:
    gunicorn -k shrutik_http.gunicorn_worker.Worker 'shrutik_http.asgi:application()'.
    """
    settings = read_settings(data=data, worker_threads=threads)
    if settings.redis_url is not None:
        duties = duties_of(queues.split(","))
        told = f"Shrutik does the jobs of {', '.join(sorted(duties.queues))}. Ctrl-C ends it."
        with logs_of(settings, "worker", verbose=verbose):
            work_among_many(settings, duties, told)
        return
    if queues:
        raise Invalid("redis_not_set", "Queues are shared out by Redis; set SHRUTIK_REDIS_URL, or leave out --queues.")
    with (
        logs_of(settings, "worker", verbose=verbose),
        until_signalled() as stopping,
        owned_folder(settings) as folder,
        owned_database(settings, folder, _tell, _tell) as database,
    ):
        _tell(f"Shrutik works on the jobs of {folder.path}. Ctrl-C ends it.")
        while not stopping.is_set():
            _work(settings, folder.path, database, stopping)


def _work(settings: Settings, folder: Path, database: OwnedDatabase, stopping: threading.Event) -> None:
    """Work until it is to end, or the database had to be started again: how jobs ended could then not be noted."""
    with (
        working_installation(settings, folder, database.url, machine_metrics(folder)) as installation,
        installed_workers(installation),
    ):
        while not stopping.wait(_ROUND) and not database.look_after():
            pass


def _tell(line: str) -> None:
    typer.echo(line, err=True)

"""`shrutik worker`: background work without the API, which other processes serve."""

import logging
from pathlib import Path
from typing import Annotated

import typer

from shrutik_bootstrap.installation import own_installation
from shrutik_bootstrap.settings import read_settings
from shrutik_cli.serving.signals import until_signalled
from shrutik_worker.workers import Workers


def worker(
    data: Annotated[Path | None, typer.Option(help="Folder for database, audio and keys.  [shrutik-data]")] = None,
    threads: Annotated[int | None, typer.Option(min=1, max=64, help="Jobs at once.  [2]")] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Log what is done.")] = False,
) -> None:
    """Run relay, jobs and schedule, and the embedded PostgreSQL unless SHRUTIK_DATABASE_URL names another.

    API processes join the same data folder: gunicorn 'shrutik_http.wsgi:application()'.

    Example: shrutik worker --data ~/shrutik --threads 4
    """
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    settings = read_settings(data=data, worker_threads=threads)
    with (
        until_signalled() as stopping,
        own_installation(settings, _tell, _tell) as installation,
        Workers(installation.platform, installation.broker, installation.job_listener, settings.worker_threads),
    ):
        _tell(f"Shrutik works on the jobs of {installation.folder}. Ctrl-C ends it.")
        stopping.wait()


def _tell(line: str) -> None:
    typer.echo(line, err=True)

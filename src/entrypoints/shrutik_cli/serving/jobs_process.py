"""The jobs process: relay, workers and periodic tasks; imports what they need, which the parent and the API do not."""

from pathlib import Path

from sqlalchemy import URL

from shrutik_bootstrap.installation import working_installation
from shrutik_bootstrap.logs import tell_as
from shrutik_bootstrap.process_metrics import machine_metrics
from shrutik_bootstrap.settings import Settings
from shrutik_cli.serving.signals import until_signalled
from shrutik_worker.installed import installed_workers


def do_jobs(settings: Settings, folder: Path, url: str | URL) -> None:
    """Work until a signal to end comes; jobs under way get time to finish.

    Args:
        settings: the installation's.
        folder: the data folder, absolute.
        url: where the database answers.
    """
    tell_as("jobs")
    with (
        until_signalled() as stopping,
        working_installation(settings, folder, url, machine_metrics(folder)) as installation,
        installed_workers(installation),
    ):
        stopping.wait()

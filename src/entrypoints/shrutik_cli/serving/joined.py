"""One process among many that do the jobs of an installation, each its part."""

import typer

from shrutik_bootstrap.installation import joined_installation
from shrutik_bootstrap.settings import Settings
from shrutik_cli.serving.signals import until_signalled
from shrutik_worker.duties import Duties
from shrutik_worker.installed import installed_workers
from shrutik_worker.telling import telling


def work_among_many(settings: Settings, duties: Duties, told: str) -> None:
    """Work until a signal to end comes; jobs under way get time to finish.

    Args:
        settings: the installation's.
        duties: this process's part.
        told: on standard error, once it works.
    """
    with (
        until_signalled() as stopping,
        joined_installation(settings, _tell) as one,
        telling(one.platform.metrics(), settings),
        installed_workers(one, duties),
    ):
        _tell(told)
        stopping.wait()


def _tell(line: str) -> None:
    typer.echo(line, err=True)

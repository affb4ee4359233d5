"""Back-ups that the service makes by itself."""

import logging
from collections.abc import Callable

from shrutik_bootstrap.extras import load
from shrutik_bootstrap.installation import Installation
from shrutik_core.shared.errors import Conflict
from shrutik_worker.schedule import PeriodicTask

_LOG = logging.getLogger(__name__)
LOOK_SECONDS = 60.0
"""Between two looks at whether the newest back-up is too old."""


def backup_tasks(installation: Installation) -> tuple[PeriodicTask, ...]:
    """The task that backs up, if the settings ask for one."""
    settings = installation.settings
    if not settings.backup_every_hours:
        return ()
    made = load("shrutik_bootstrap.backups", "releases")
    back_up = made.scheduled_backup(settings, installation.folder, installation.engine.url)
    return (PeriodicTask("back up", LOOK_SECONDS, lambda: _unless_another_does(back_up)),)


def _unless_another_does(back_up: Callable[[], bool]) -> None:
    try:
        if back_up():
            _LOG.info("backup_made")
    except Conflict as error:
        if error.code != "backup_running":
            raise

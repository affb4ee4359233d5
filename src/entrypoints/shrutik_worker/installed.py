"""The workers of an installation, with the periodic tasks that its settings ask for."""

from shrutik_bootstrap.installation import Installation
from shrutik_worker.backups import backup_tasks
from shrutik_worker.duties import EVERYTHING, Duties
from shrutik_worker.measuring import measuring_tasks
from shrutik_worker.workers import Workers


def installed_workers(one: Installation, duties: Duties = EVERYTHING) -> Workers:
    """Workers over the installation; back-ups are made by those that relay."""
    more = (*backup_tasks(one), *measuring_tasks(one)) if duties.relays else ()
    return Workers(
        one.platform,
        one.broker,
        one.job_listener,
        one.settings.worker_threads,
        duties,
        more,
        one.settings.webhooks_at_once,
        one.settings.release_id,
    )

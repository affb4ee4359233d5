"""Parts beside the database, as figures: how far the replica is behind, how old the newest back-up is."""

import math
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import URL

from shrutik_bootstrap.backups import list_backups, open_vault
from shrutik_bootstrap.settings import Settings
from shrutik_core.metrics.catalogue import BACKUP_AGE, REPLICA_LAG
from shrutik_core.metrics.metric import Metric
from shrutik_core.shared.errors import Missing, Unavailable
from shrutik_core.use_cases.backups.keep_backups import NEWEST
from shrutik_postgres.replica_health import following


def measured_parts(settings: Settings, url: str | URL) -> Mapping[Metric, Callable[[], float]]:
    """What looks at each part that the settings name; ``url`` is the database's."""
    looks: dict[Metric, Callable[[], float]] = {}
    if settings.replica_url:
        looks[REPLICA_LAG] = partial(_lag, url, settings.replica_url, settings.replica_patience)
    if settings.backup_to:
        looks[BACKUP_AGE] = partial(_age, settings)
    return looks


def _lag(primary: str | URL, replica: str, patience: float) -> float:
    """Seconds; without end if it does not answer, for nobody can tell what it has."""
    try:
        return following(primary, replica, patience).lag
    except Unavailable:
        return math.inf


def _age(settings: Settings) -> float:
    """Seconds; a back-up that was never made is as old as time itself."""
    now = datetime.now(UTC)
    try:
        newest = list_backups(open_vault(settings)).get(NEWEST)
    except Missing:
        return now.timestamp()
    return (now - newest.at).total_seconds()

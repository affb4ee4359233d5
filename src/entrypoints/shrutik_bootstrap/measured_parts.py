"""Readings of parts beside the database: how far the replica is behind, how old the newest back-up is."""

from collections.abc import Iterator
from datetime import UTC, datetime

from shrutik_bootstrap.backups import list_backups, open_vault
from shrutik_bootstrap.settings import Settings
from shrutik_core.metrics.catalogue import BACKUP_AGE, REPLICA_LAG
from shrutik_core.metrics.metric import GaugeReading
from shrutik_core.shared.errors import Missing
from shrutik_core.use_cases.backups.keep_backups import NEWEST
from shrutik_postgres.health import PostgresHealth


def part_readings(settings: Settings) -> Iterator[GaugeReading]:
    """Those of the parts that the settings name; a back-up that was never made is as old as time itself.

    Raises:
        Unavailable: if a part does not answer.
    """
    if settings.replica_url:
        yield GaugeReading(REPLICA_LAG, (), PostgresHealth(settings.replica_url).lag())
    if settings.backup_to:
        yield GaugeReading(BACKUP_AGE, (), _age(settings))


def _age(settings: Settings) -> float:
    now = datetime.now(UTC)
    try:
        newest = list_backups(open_vault(settings)).get(NEWEST)
    except Missing:
        return now.timestamp()
    return (now - newest.at).total_seconds()

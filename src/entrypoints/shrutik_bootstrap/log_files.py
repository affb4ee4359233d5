"""The log files of a data folder, and what they tell of one request."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from shrutik_bootstrap.logs import LOG, SECURITY_LOG, turning_of
from shrutik_bootstrap.settings import Settings
from shrutik_logs.archives import Archives
from shrutik_logs.tracing import TracedLine, traced
from shrutik_postgres.embedded import EmbeddedPostgres

__all__ = ["TracedLine", "told_of"]


def told_of(settings: Settings, folder: Path, correlation: str, also: Iterable[Path] = ()) -> Iterator[TracedLine]:
    """What its log files tell of a correlation id, in no order.

    Args:
        settings: the installation's.
        folder: the data folder, absolute.
        correlation: that is looked for.
        also: files of others, such as a proxy's.

    Raises:
        OSError: if one of the files cannot be read.
    """
    turning = turning_of(settings)
    ours = [
        file
        for path in (folder / LOG, folder / SECURITY_LOG)
        for file in (*Archives(path, turning.kept_days, turning.kept_megabytes).all(), path)
    ]
    database = EmbeddedPostgres(folder, account=settings.postgres_account).log
    return traced(correlation, [*ours, *([database] if database else []), *also])

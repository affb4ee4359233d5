"""The log files of a data folder, and what they tell of one request."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from shrutik_bootstrap.data_folder import is_data_folder
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
        also: files of others, such as a proxy's; or folders: data folders of other programs, or of nothing but logs.

    Raises:
        OSError: if one of the files cannot be read.
    """
    database = EmbeddedPostgres(folder, account=settings.postgres_account).log
    others = [file for path in also for file in _logs_at(settings, path)]
    return traced(correlation, [*_ours(settings, folder), *([database] if database else []), *others])


def _ours(settings: Settings, folder: Path) -> list[Path]:
    """What programs wrote into a data folder."""
    turning = turning_of(settings)
    return [
        file
        for path in (folder / LOG, folder / SECURITY_LOG)
        for file in (*Archives(path, turning.kept_days, turning.kept_megabytes).all(), path)
    ]


def _logs_at(settings: Settings, path: Path) -> list[Path]:
    """The logs that somebody means who names a file or a folder."""
    if not path.is_dir():
        return [path]
    return _ours(settings, path) if is_data_folder(path) else sorted(one for one in path.iterdir() if one.is_file())

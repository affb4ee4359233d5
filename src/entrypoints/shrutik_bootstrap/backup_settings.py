"""Settings of back-ups: where to, how often, how many."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings

from shrutik_bootstrap.settings_faults import comes_with
from shrutik_core.backups.retention import MOST, Retention

_DEFAULT = Retention()


class BackupSettings(BaseSettings):
    """The part of `Settings` that is about back-ups.

    Attributes:
        backup_to: where back-ups are written: a folder outside of the data folder, or the address of a bucket written
            like ``SHRUTIK_BLOBS_URL``, but not the same one.
        backup_key: file with the key that seals them, which ``shrutik backup key`` makes; without it anybody who has
            them can read them, and the installation's secret keys are left out.
        backup_every_hours: how often the service makes one by itself; 0 for never.
        backup_keep_daily: days of which it keeps the last back-up.
        backup_keep_weekly: weeks of which it keeps the last back-up.
        backup_keep_monthly: months of which it keeps the last back-up.
    """

    backup_to: Annotated[str, Field(repr=False)] = ""
    backup_key: Path | None = None
    backup_every_hours: Annotated[float, Field(ge=0, le=8_784, allow_inf_nan=False)] = 0
    backup_keep_daily: Annotated[int, Field(ge=0, le=MOST)] = _DEFAULT.daily
    backup_keep_weekly: Annotated[int, Field(ge=0, le=MOST)] = _DEFAULT.weekly
    backup_keep_monthly: Annotated[int, Field(ge=0, le=MOST)] = _DEFAULT.monthly

    @property
    def backup_retention(self) -> Retention:
        """How many the service keeps."""
        return Retention(self.backup_keep_daily, self.backup_keep_weekly, self.backup_keep_monthly)

    @model_validator(mode="after")
    def _backups_go_somewhere(self) -> "BackupSettings":
        if self.backup_every_hours and not self.backup_to:
            raise comes_with("SHRUTIK_BACKUP_EVERY_HOURS", "SHRUTIK_BACKUP_TO", "a folder or a bucket")
        return self

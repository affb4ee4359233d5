"""Settings of logs: where they go, in which form, and how long they are kept."""

from typing import Annotated, Literal

from pydantic import Field
from pydantic_settings import BaseSettings


class LogSettings(BaseSettings):
    """The part of `Settings` that is about logs.

    Attributes:
        log_to: where logs go: ``file``, ``logs/shrutik.log`` in the data folder, with warnings on
            standard error, too; or ``stderr``, all of it.
        log_level: lowest level that is logged.
        log_format: of what goes to standard error; if it is left out, ``plain``, lines for a person, on a terminal, and
            ``json`` elsewhere. Files are JSON.
        log_file_mb: MB that a file of logs may have before it is put aside; the one of security events likewise.
        log_file_hours: hours that its first line may be old before it is put aside.
        log_kept_days: days for which what was put aside is kept.
        log_kept_mb: MB that all that was put aside of a file may have together, compressed; the oldest goes first.
    """

    log_to: Literal["file", "stderr"] = "file"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["json", "plain"] | None = None
    log_file_mb: Annotated[float, Field(gt=0, le=10_000)] = 10
    log_file_hours: Annotated[float, Field(gt=0, le=8_784)] = 24
    log_kept_days: Annotated[float, Field(gt=0, le=3_660)] = 30
    log_kept_mb: Annotated[float, Field(gt=0, le=1_000_000)] = 200

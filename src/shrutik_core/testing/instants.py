"""When the things of the builders are born, and their ids."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from shrutik_core.shared.ids import uuid7

MORNING = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def an_instant(number: int) -> datetime:
    """``number`` seconds after `MORNING`."""
    return MORNING + timedelta(seconds=number)


def an_id(number: int, kind: int = 0) -> UUID:
    """A UUIDv7 born ``number`` seconds after `MORNING`; another for each kind, 0 to 255."""
    return uuid7(round(an_instant(number).timestamp() * 1_000), bytes([kind]) * 10)

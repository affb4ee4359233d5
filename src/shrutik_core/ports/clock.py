"""The clock: the one source of the present."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; never goes back by more than the system's clock does."""

    def now(self) -> datetime:
        """The present, with time zone UTC."""
        ...

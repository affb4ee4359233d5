"""The repository of letters that wait to be sent."""

from typing import Protocol

from shrutik_core.notices.letter import Letter
from shrutik_core.shared.ids import LetterId


class Letters(Protocol):
    """Letters from the commit that makes them due until they are sent."""

    def add(self, letter: Letter) -> None:
        """Keep a new one."""
        ...

    def find(self, letter: LetterId) -> Letter | None:
        """By id; None once it was sent."""
        ...

    def remove(self, letter: LetterId) -> None:
        """Delete it, if it is there."""
        ...

"""The source of ids."""

from typing import Protocol
from uuid import UUID


class IdSource(Protocol):
    """Makes ids that were never made before; within one process each sorts after the one before."""

    def new(self) -> UUID:
        """A UUIDv7 (RFC 9562)."""
        ...

"""The hasher of origins."""

from typing import Protocol

from shrutik_core.people.origin import Origin


class OriginHasher(Protocol):
    """Makes an origin of a caller's address, under a key that the installation keeps."""

    def of(self, address: str) -> Origin | None:
        """The origin of a network address; None if `network_of` it is None."""
        ...

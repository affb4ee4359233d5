"""A large body that the server lends to the application, to be read by threads: an extension of ASGI."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, Self

EXTENSION = "shrutik.lent_body"
"""Its name among a request's ``extensions``; ``lend`` in it gives a `LentBody`, or None if the loop has to read."""


class LentBody(Protocol):
    """The rest of a body, until its context ends; it cannot be had by ``receive`` any more.

    `read` is called by any thread, the other methods by the loop, one after the other.
    """

    def __enter__(self) -> Self:
        """Begin."""
        ...

    def __exit__(self, *_: object) -> None:
        """End; a body that is not whole by then is the last of its connection."""
        ...

    @property
    def is_whole(self) -> bool:
        """Whether all of it was read."""
        ...

    def read(self) -> bytes:
        """What is there of it, up to 256 kB; empty if nothing is, or it is whole.

        Raises:
            ConnectionError: if the caller went away before it was whole.
        """
        ...

    async def arrive(self) -> None:
        """Wait until there is more to read, or it is time to look.

        Raises:
            ConnectionError: if the connection has ended.
        """
        ...


def lent_body(scope: Mapping[str, Any]) -> LentBody | None:
    """The body of a request, if the server lends it."""
    lend: Callable[[], LentBody | None] | None = scope.get("extensions", {}).get(EXTENSION, {}).get("lend")
    return lend() if lend is not None else None

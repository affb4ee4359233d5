"""Draining: a process that is about to end says so, answers what comes, and lets no connection stay."""

from functools import cache

import attrs


@attrs.define
class Draining:
    """Whether this process is about to end.

    While it is, ``/readyz`` says 503 and each answer ends its connection. So whoever shares requests out among servers
    sends none on a connection that is about to be closed, on which one that may not be sent twice would be lost.

    Attributes:
        begun: whether it has begun.
    """

    begun: bool = False

    def begin(self) -> None:
        """From now on."""
        self.begun = True


@cache
def draining_of_this_process() -> Draining:
    """The one of a process whose application and server are made apart."""
    return Draining()

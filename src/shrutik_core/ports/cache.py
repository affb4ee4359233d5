"""Remembering what is dear to work out and the same for everybody: made by one, told to all who ask meanwhile."""

from collections.abc import Callable
from typing import Protocol

import attrs

from shrutik_core.shared.errors import FieldError, Invalid

LONGEST_KEPT = 24 * 3600.0


@attrs.frozen
class Keeping:
    """How long something is remembered, in seconds, each 0 to those of a day.

    Attributes:
        fresh: for which it is told without a thought; more than 0.
        stale: after those, for which it is told as long as somebody makes it anew.
        nothing: for which it is believed that there is nothing; more than 0.
        longest: that making it may take; then somebody else begins, too. More than 0.

    Raises:
        Invalid: ``keeping_invalid``.
    """

    fresh: float
    stale: float = 0.0
    nothing: float = 1.0
    longest: float = 10.0

    def __attrs_post_init__(self) -> None:
        needed = self.fresh, self.nothing, self.longest
        if not (all(0 < one <= LONGEST_KEPT for one in needed) and 0 <= self.stale <= LONGEST_KEPT):
            detail = f"Something is remembered for more than 0 and at most {LONGEST_KEPT:g} seconds."
            raise Invalid("keeping_invalid", detail, errors=[FieldError("keeping", detail)])


class Cache(Protocol):
    """Remembers bytes by name; it may forget any at any time, and what cannot be remembered is made.

    Names tell nothing about persons, and nothing that is one person's own is remembered: whoever may ask the question
    may have the answer.
    """

    def get(self, name: str, make: Callable[[], bytes | None], keeping: Keeping) -> bytes | None:
        """What is remembered, or else made; of those who ask at once one makes, the others wait or are told what was.

        Args:
            name: the same is always asked with the same ``make``.
            make: None if there is nothing, which is remembered as well. What it raises reaches whoever called it; of
                those who waited the next one tries.
            keeping: how long.
        """
        ...

    def forget(self, name: str) -> None:
        """Remember it no more, nor what is being made of it: whoever asks from now on is told what is so now."""
        ...


class NoCache:
    """`Cache` that remembers nothing."""

    def get(self, name: str, make: Callable[[], bytes | None], keeping: Keeping) -> bytes | None:  # noqa: ARG002
        """See `Cache.get`."""
        return make()

    def forget(self, name: str) -> None:
        """See `Cache.forget`."""

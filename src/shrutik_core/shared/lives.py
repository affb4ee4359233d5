"""A life cycle as a table: which state may follow which."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

import attrs

from shrutik_core.shared.errors import Conflict, declare

S = TypeVar("S", bound=StrEnum)


@attrs.frozen
class Life(Generic[S]):
    """The states that one kind of thing may be in, and the ways between them.

    Attributes:
        thing: what lives, for messages, e.g. ``recording``.
        ways: for each state the states that may follow; every state is a key.
    """

    thing: str
    ways: Mapping[S, frozenset[S]]

    def __attrs_post_init__(self) -> None:
        for state in self.ways:
            declare(Conflict, f"{self.thing}_{state}", f"This {self.thing} is {state.replace('_', ' ')}.")

    def allows(self, before: S, after: S) -> bool:
        """Whether ``after`` may follow ``before``."""
        return after in self.ways[before]

    def step(self, before: S, after: S) -> S:
        """``after``, if it may follow ``before``.

        Raises:
            Conflict: ``<thing>_<before>`` if it may not.
        """
        if not self.allows(before, after):
            raise Conflict(f"{self.thing}_{before}", f"A {self.thing} that is {before} cannot become {after}.")
        return after

    def sources(self, after: S) -> frozenset[S]:
        """The states from which ``after`` can be reached in one step."""
        return frozenset(before for before, nexts in self.ways.items() if after in nexts)

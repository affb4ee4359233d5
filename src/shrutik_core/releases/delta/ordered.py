"""Streams that are sorted alike, read side by side."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from shrutik_core.releases.delta.place import Order, PlacedLine
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "delta_order", "Lines are not in the order of a manifest.")
declare(Invalid, "delta_mismatch", "The delta does not belong to this release.")


class Placed(Protocol):
    """What stands somewhere in a manifest."""

    @property
    def order(self) -> Order:
        """Where."""


One = TypeVar("One", bound=Placed)
Other = TypeVar("Other", bound=Placed)


def rising(things: Iterable[One]) -> Iterator[One]:
    """The same things, if each stands behind the one before.

    Raises:
        Invalid: ``delta_order``.
    """
    last: Order | None = None
    for thing in things:
        order = thing.order
        if last is not None and order <= last:
            raise Invalid(
                "delta_order",
                f"Clip {order[2]} of shard {order[0]}-{order[1]:05d} is out of order: sort by shard and clip.",
            )
        last = order
        yield thing


def in_order(lines: Iterable[PlacedLine], release: str) -> Iterator[PlacedLine]:
    """The same lines, if they are in order and of this release.

    Raises:
        Invalid: ``delta_order`` or ``delta_mismatch``.
    """
    for line in rising(lines):
        if line.release != release:
            raise Invalid("delta_mismatch", f"Clip {line.clip} is of {line.release}: give the manifest of {release}.")
        yield line


def side_by_side(some: Iterator[One], others: Iterator[Other]) -> Iterator[tuple[One | None, Other | None]]:
    """What stands at each place in either stream, or both; both rise."""
    one, other = next(some, None), next(others, None)
    while one is not None or other is not None:
        if other is None or (one is not None and one.order < other.order):
            yield one, None
            one = next(some, None)
        elif one is None or other.order < one.order:
            yield None, other
            other = next(others, None)
        else:
            yield one, other
            one, other = next(some, None), next(others, None)

"""Proofs that a leaf stands in a tree: audit paths of RFC 6962 (2013), section 2.1.1, made in one pass."""

from collections.abc import Iterable, Iterator
from itertools import islice

import attrs

from shrutik_core.releases.tree.builder import HASH_BYTES, TreeBuilder, node_hash
from shrutik_core.shared.errors import Invalid


@attrs.frozen
class Inclusion:
    """The way from one leaf to the root.

    Attributes:
        index: of the leaf, from 0 on.
        size: leaves of the tree.
        path: the hash of the sibling at each step, 32 bytes each, from the leaf upwards.

    Raises:
        Invalid: ``inclusion_invalid`` if no tree of that size has such a way.
    """

    index: int
    size: int
    path: tuple[bytes, ...]

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.index < self.size:
            raise Invalid("inclusion_invalid", f"A tree of {self.size} leaves has no leaf {self.index}.")
        steps = len(_siblings(self.index, self.size))
        if len(self.path) != steps or any(len(one) != HASH_BYTES for one in self.path):
            detail = f"The way from leaf {self.index} of {self.size} has {steps} hashes of {HASH_BYTES} bytes."
            raise Invalid("inclusion_invalid", detail)

    def root(self, leaf: bytes) -> bytes:
        """The root of a tree in which this leaf stands at that place: whoever knows the true root compares the two.

        The leaf's way turns left or right as the bits of its index say, up to where the tree is no longer perfect;
        above that, all siblings are on the left (RFC 9162, 2021, section 2.1.3.2).

        Args:
            leaf: its hash, 32 bytes.
        """
        perfect = (self.index ^ (self.size - 1)).bit_length()
        reached = leaf
        for step, sibling in enumerate(self.path):
            on_the_left = step >= perfect or self.index >> step & 1
            reached = node_hash(sibling, reached) if on_the_left else node_hash(reached, sibling)
        return reached


def prove(leaves: Iterable[bytes], index: int, size: int) -> Inclusion:
    """The proof that a leaf stands where it does; what is kept meanwhile grows with the tree's height.

    Args:
        leaves: the hashes of all leaves, in order.
        index: of the leaf, from 0 on.
        size: how many leaves there are.

    Raises:
        Invalid: ``inclusion_invalid`` if there is no such leaf, or there are more or fewer.
    """
    if not 0 <= index < size:
        raise Invalid("inclusion_invalid", f"A tree of {size} leaves has no leaf {index}.")
    siblings, coming = _siblings(index, size), iter(leaves)
    roots = {span: _root_of_next(coming, *span) for span in sorted([*siblings, (index, index + 1)])}
    if next(coming, None) is not None:
        raise Invalid("inclusion_invalid", f"There are more than {size} leaves.")
    return Inclusion(index, size, tuple(roots[span] for span in siblings))


def _root_of_next(coming: Iterator[bytes], start: int, stop: int) -> bytes:
    builder = TreeBuilder()
    for leaf in islice(coming, stop - start):
        builder.append(leaf)
    if builder.size != stop - start:
        raise Invalid("inclusion_invalid", f"There are only {start + builder.size} leaves.")
    return builder.root()


def _siblings(index: int, size: int) -> list[tuple[int, int]]:
    """Which leaves each sibling on the way from a leaf to the root spans, the end left out, from the leaf upwards."""
    start, stop, spans = 0, size, []
    while stop - start > 1:
        middle = start + (1 << (stop - start - 1).bit_length() - 1)
        if index < middle:
            spans.append((middle, stop))
            stop = middle
        else:
            spans.append((start, middle))
            start = middle
    return spans[::-1]

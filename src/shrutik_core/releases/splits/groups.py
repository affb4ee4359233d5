"""Speakers who read the same prompts, and so are better placed in one split."""

from collections.abc import Iterable

import attrs


@attrs.define
class _Joined:
    """Disjoint sets, joined (union-find with path halving; Tarjan and van Leeuwen, 1984)."""

    parent: dict[str, str] = attrs.field(factory=dict)

    def root(self, name: str) -> str:
        """Who stands for all that a name was joined with."""
        self.parent.setdefault(name, name)
        while self.parent[name] != name:
            self.parent[name] = self.parent[self.parent[name]]
            name = self.parent[name]
        return name

    def join(self, one: str, other: str) -> None:
        """Make two sets one."""
        first, second = sorted((self.root(one), self.root(other)))
        self.parent[second] = first


def reading_groups(readings: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    """Groups of speakers, such that no prompt is read in two; memory grows with speakers and distinct prompts.

    Args:
        readings: speaker and key of a prompt that they read, of each clip; in any order, any number of times.

    Returns:
        Groups of two speakers and more, disjoint, in an order that depends on who is in them alone.
    """
    joined = _Joined()
    first_reader: dict[str, str] = {}
    for speaker, prompt in readings:
        joined.join(speaker, first_reader.setdefault(prompt, speaker))
    groups: dict[str, list[str]] = {}
    for speaker in sorted(joined.parent):
        groups.setdefault(joined.root(speaker), []).append(speaker)
    return [frozenset(group) for group in groups.values() if len(group) > 1]

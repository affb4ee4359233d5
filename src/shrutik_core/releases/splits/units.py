"""Who is placed as one: a speaker, or new speakers who are better kept together."""

from collections.abc import Iterable, Mapping, Sequence, Set

import attrs

from shrutik_core.releases.splits.split import Split
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "speakers_unplaceable", "These speakers cannot be placed in splits.")


@attrs.frozen
class SpeakerTime:
    """How much of a speaker's voice goes out in a version.

    Attributes:
        speaker: pseudonym, 32 hexadecimal characters.
        key: what speakers are placed in the order of; of a keyed hash, so that nobody chooses their split.
        milliseconds: of their clips, 0 and up; whole, so that no order of adding changes it.

    Raises:
        Invalid: ``speakers_unplaceable`` if the time is negative.
    """

    speaker: str
    key: str
    milliseconds: int

    def __attrs_post_init__(self) -> None:
        if self.milliseconds < 0:
            raise Invalid("speakers_unplaceable", f"{self.speaker} has spoken for less than no time.")


@attrs.frozen
class Unit:
    """New speakers who are placed as one.

    Attributes:
        times: at least one, in the order of their keys.
        follows: the split of all those of their group who have a place; None if there are none, or in several.
    """

    times: tuple[SpeakerTime, ...]
    follows: Split | None = None

    @property
    def milliseconds(self) -> int:
        """Of all of them."""
        return sum(time.milliseconds for time in self.times)

    @property
    def heaviest(self) -> int:
        """Milliseconds of the one who has most."""
        return max(time.milliseconds for time in self.times)


def units_of(
    present: Sequence[SpeakerTime], places: Mapping[str, Split], together: Iterable[Set[str]], most: int
) -> list[Unit]:
    """The new speakers of a version, each in one unit, in the order of their units' first.

    Args:
        present: all speakers of the version, in the order of their keys.
        places: of those who have a place.
        together: disjoint groups of speakers.
        most: milliseconds that a group may have, those of its members with a place included; one with more is taken
            apart.

    Raises:
        Invalid: ``speakers_unplaceable`` if somebody is in two groups.
    """
    group_of = _group_of(together)
    groups: dict[int, list[SpeakerTime]] = {}
    for time in present:
        if time.speaker in group_of:
            groups.setdefault(group_of[time.speaker], []).append(time)
    kept = {group for group, times in groups.items() if sum(time.milliseconds for time in times) <= most}
    units: dict[object, Unit] = {}
    for time in present:
        group = group_of.get(time.speaker)
        if time.speaker not in places and group in kept:
            units.setdefault(group, _unit(groups[group], places))
        elif time.speaker not in places:
            units[time] = Unit((time,))
    return list(units.values())


def _group_of(together: Iterable[Set[str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, group in enumerate(together):
        for speaker in group:
            if found.setdefault(speaker, number) != number:
                raise Invalid("speakers_unplaceable", f"The speaker {speaker} is in two groups; join them.")
    return found


def _unit(group: Sequence[SpeakerTime], places: Mapping[str, Split]) -> Unit:
    followed = {places[time.speaker] for time in group if time.speaker in places}
    new = tuple(time for time in group if time.speaker not in places)
    return Unit(new, followed.pop() if len(followed) == 1 else None)

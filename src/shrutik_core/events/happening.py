"""A happening: one event as it is kept and told, with ids, times and states, and nothing of a person."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import attrs

from shrutik_core.events.catalogue import CATALOGUE, EventType
from shrutik_core.shared.errors import Invalid, declare
from shrutik_core.shared.ids import CollectionId, HappeningId

declare(Invalid, "happening_invalid", "An event of this type does not hold these facts.")


@attrs.frozen
class Happening:
    """Something that happened, once.

    Attributes:
        id: UUIDv7; the same however often it is told.
        type: what happened.
        at: UTC.
        data: the facts that `CATALOGUE` lists for the type, ids as text, and those that a newer version added.
        collections: those that it is of; empty if it concerns all.
    """

    id: HappeningId
    type: EventType
    at: datetime
    data: Mapping[str, object] = attrs.field(factory=dict, hash=False)
    collections: frozenset[CollectionId] = frozenset()


def new_happening(
    id_: HappeningId,
    type_: EventType,
    at: datetime,
    data: Mapping[str, object],
    collections: Iterable[CollectionId] = (),
) -> Happening:
    """What happens now, held to the catalogue; what is kept is not, as it may be of a newer version that runs beside.

    Args:
        id_: UUIDv7.
        type_: what happens.
        at: UTC.
        data: the facts that `CATALOGUE` lists for the type, ids as text.
        collections: those that it is of; none if it concerns all.

    Raises:
        Invalid: ``happening_invalid`` if a fact is missing, is not of its type, or is not in the catalogue.
    """
    facts = CATALOGUE[type_].facts
    wrong = sorted(facts.keys() ^ data.keys())
    wrong += [name for name, fact in facts.items() if name in data and not fact.takes(data[name])]
    if wrong:
        raise Invalid("happening_invalid", f"An event '{type_}' does not hold {', '.join(wrong)} like this.")
    return Happening(id_, type_, at, data, frozenset(collections))

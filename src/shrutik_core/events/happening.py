"""A happening: one event as it is kept and told, with ids, times and states, and nothing of a person."""

from collections.abc import Mapping
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
        data: the facts that `CATALOGUE` lists for the type, ids as text.
        collections: those that it is of; empty if it concerns all.

    Raises:
        Invalid: ``happening_invalid`` if a fact is missing, is not of its type, or is not in the catalogue.
    """

    id: HappeningId
    type: EventType
    at: datetime
    data: Mapping[str, object] = attrs.field(factory=dict, hash=False)
    collections: frozenset[CollectionId] = frozenset()

    def __attrs_post_init__(self) -> None:
        facts = CATALOGUE[self.type].facts
        wrong = sorted(facts.keys() ^ self.data.keys())
        wrong += [name for name, fact in facts.items() if name in self.data and not fact.takes(self.data[name])]
        if wrong:
            raise Invalid("happening_invalid", f"An event '{self.type}' does not hold {', '.join(wrong)} like this.")

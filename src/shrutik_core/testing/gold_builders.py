"""The builder of gold items; see `builders`."""

from typing import Any

import attrs

from shrutik_core.testing.builders import a_chunk, a_collection, a_contributor, an_instant
from shrutik_core.transcription.gold import Gold


def a_gold(number: int = 1, **changes: Any) -> Gold:
    """Person 3 vouches for the text of the chunk of the same number."""
    gold = Gold(
        chunk=a_chunk(number).id,
        collection=a_collection().id,
        text="আমি বাংলায় গান গাই",
        marked_by=a_contributor(3).id,
        marked_at=an_instant(number),
    )
    return attrs.evolve(gold, **changes)

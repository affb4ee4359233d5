"""What waits for reviewers, by collection."""

from datetime import datetime

import attrs

from shrutik_core.shared.ids import CollectionId


@attrs.frozen
class WaitingReviews:
    """The queue of one collection.

    Attributes:
        collection: whose.
        slug: the collection's name in addresses.
        number: of reviews that wait, at least one.
        newest: when the last of them came, UTC.
    """

    collection: CollectionId
    slug: str
    number: int
    newest: datetime

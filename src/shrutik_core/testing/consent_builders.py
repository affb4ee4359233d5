"""Builders of consent documents and of their spoken forms."""

from typing import Any

import attrs

from shrutik_core.collections.consent_document import ConsentDocument, SpokenForm
from shrutik_core.people.consent import PUBLISHING
from shrutik_core.shared import ids
from shrutik_core.testing.builders import a_blob, an_id, an_instant


def a_consent_document(number: int = 1, **changes: Any) -> ConsentDocument:
    """Version ``number`` of collection 1's consent document, in Bengali, to record and to publish."""
    document = ConsentDocument(
        id=ids.ConsentDocumentId(an_id(number, 14)),
        collection=ids.CollectionId(an_id(1, 4)),
        number=number,
        version=str(number),
        language="bn",
        texts={"bn": "আমার কণ্ঠ সবাই ব্যবহার করতে পারে।"},
        purposes=PUBLISHING,
        licence="CC0-1.0",
        published_at=an_instant(number),
    )
    return attrs.evolve(document, **changes)


def a_spoken_form(number: int = 1) -> SpokenForm:
    """A text read aloud."""
    return SpokenForm(a_blob(f"consents/{number}/spoken", number), "audio/flac")

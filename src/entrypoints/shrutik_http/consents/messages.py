"""Messages about consent."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.people.consent import Consent, ConsentStatus, Purpose
from shrutik_http.messages import CollectionName, LanguageTag, Message, PageMessage, Request, Text


class ConsentRequest(Request):
    """A speaker agrees to what a collection asks, in the wording that was shown."""

    collection: CollectionName
    version: Text
    purposes: Annotated[
        list[Text], Field(json_schema_extra={"minItems": 1, "items": {"enum": [one.value for one in Purpose]}})
    ]
    language: Annotated[
        LanguageTag | None,
        Field(description="BCP 47, in which the text was shown; the document's main language if left out."),
    ] = None
    hash: Annotated[
        Text | None,
        Field(description="`hash` of the document as it was shown; if given, it must be that of the one in force."),
    ] = None


class ConsentMessage(Message):
    """One agreement."""

    id: UUID
    collection_id: UUID
    version: str
    purposes: list[Purpose]
    language: Annotated[str | None, Field(description="In which the text was shown; null if that was not kept.")]
    hash: Annotated[str | None, Field(description="Of the document as it was shown; null if that was not kept.")]
    narrowed_from: Annotated[
        UUID | None,
        Field(
            description="The earlier consent that this is the rest of, since one purpose was withdrawn; null if none."
        ),
    ]
    statement: Annotated[
        str | None,
        Field(description="Who obtained it elsewhere, and how; null if it was given here."),
    ]
    status: ConsentStatus
    given_at: datetime
    withdrawn_at: datetime | None

    @classmethod
    def of(cls, consent: Consent) -> Self:
        """The agreement."""
        return cls(
            id=consent.id,
            collection_id=consent.collection,
            version=consent.version,
            purposes=sorted(consent.purposes),
            language=consent.language,
            hash=consent.text_hash,
            narrowed_from=consent.narrowed_from,
            statement=consent.statement,
            status=consent.status,
            given_at=consent.given_at,
            withdrawn_at=consent.withdrawn_at,
        )


class ConsentPage(PageMessage[ConsentMessage]):
    """Some of the caller's consents, and where the next page begins."""

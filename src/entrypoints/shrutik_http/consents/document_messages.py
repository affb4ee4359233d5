"""Messages about what a collection's speakers are asked to agree to."""

from datetime import datetime
from typing import Annotated, Any, Self
from urllib.parse import quote
from uuid import UUID

from pydantic import AfterValidator, Field, StrictBool

from shrutik_core.collections.collection import LONGEST_TEXT
from shrutik_core.collections.consent_document import MOST_LANGUAGES, ConsentDocument
from shrutik_core.collections.consent_draft import ConsentDraft
from shrutik_core.people.consent import PUBLISHING, Purpose
from shrutik_core.shared.language_tags import LONGEST_TAG, TAG_RULE
from shrutik_http.links import ROOT
from shrutik_http.messages import WITHOUT_NUL, LanguageTag, Message, Query, Request, Text, without_nul

_PURPOSES = [one.value for one in Purpose]
_WORDS: dict[str, Any] = {"minLength": 1, "maxLength": LONGEST_TEXT}


def _without_nuls(texts: dict[str, str]) -> dict[str, str]:
    for tag, text in texts.items():
        without_nul(tag)
        without_nul(text)
    return texts


class ConsentDraftRequest(Request):
    """What speakers are asked to agree to, word for word."""

    version: Annotated[Text, Field(json_schema_extra={"minLength": 1, "maxLength": 40}, examples=["2026-11"])]
    text: Annotated[Text, Field(json_schema_extra=_WORDS, description="In the main language.")]
    language: Annotated[
        LanguageTag | None, Field(description="BCP 47, the main language; the collection's own if left out.")
    ] = None
    translations: Annotated[
        dict[str, str],
        AfterValidator(_without_nuls),
        Field(
            json_schema_extra={
                "maxProperties": MOST_LANGUAGES - 1,
                "propertyNames": {"pattern": f"^(?:{TAG_RULE})$", "maxLength": LONGEST_TAG},
                "additionalProperties": {"type": "string", "pattern": WITHOUT_NUL, **_WORDS},
            },
            description="The text in other languages, by BCP 47 tag.",
        ),
    ] = {}  # noqa: RUF012 - a frozen model's default
    purposes: Annotated[
        list[Text],
        Field(
            json_schema_extra={"items": {"enum": _PURPOSES}, "contains": {"const": Purpose.RECORD.value}},
            description="What is asked for; `record` is always part of it.",
        ),
    ] = sorted(PUBLISHING)
    replaces: Annotated[
        StrictBool,
        Field(
            description="Whether consents to earlier versions no longer allow anything to be published. If false, "
            "what was recorded before goes out under the consent it was recorded under."
        ),
    ] = False

    def draft(self) -> ConsentDraft:
        """The version as the core has the wish.

        Raises:
            Invalid: ``purpose_invalid``.
        """
        return ConsentDraft(
            version=self.version,
            text=self.text,
            language=self.language,
            translations=self.translations,
            purposes=self.purposes,
            replaces=self.replaces,
        )


class ConsentTextMessage(Message):
    """What speakers are asked to agree to, word for word."""

    version: str
    text: str
    language: Annotated[str, Field(description="BCP 47, of the text.")]
    languages: Annotated[list[str], Field(description="Languages in which there is a text.")]
    purposes: Annotated[list[Purpose], Field(description="What is asked for; a speaker agrees to some or all of it.")]
    hash: Annotated[
        str,
        Field(
            description="SHA-256 of what is shown: of the JSON object of `collection` (its id), `language`, `licence`, "
            "`purposes`, `text` and `version`, names sorted, without spaces, in UTF-8."
        ),
    ]
    audio: Annotated[
        dict[str, str], Field(description="Where the text is heard read aloud, by BCP 47 tag; for everybody.")
    ]

    @classmethod
    def of(cls, document: ConsentDocument, language: str) -> Self:
        """The document in one of its languages."""
        return cls(**cls._of(document, language))

    @staticmethod
    def _of(document: ConsentDocument, language: str) -> dict[str, Any]:
        return {
            "version": document.version,
            "text": document.texts[language],
            "language": language,
            "languages": sorted(document.texts),
            "purposes": sorted(document.purposes),
            "hash": document.text_hash(language),
            "audio": {tag: _address(document, tag) for tag in sorted(document.spoken)},
        }


class ConsentDocumentMessage(ConsentTextMessage):
    """One version of a collection's consent document, in one of its languages."""

    collection_id: UUID
    main_language: str
    licence: Annotated[str, Field(description="SPDX, under which clips are published.")]
    replaces: Annotated[
        bool, Field(description="Whether consents to earlier versions no longer allow anything to be published.")
    ]
    published_at: datetime

    @classmethod
    def of(cls, document: ConsentDocument, language: str) -> Self:
        """The document in one of its languages."""
        return cls(
            **cls._of(document, language),
            collection_id=document.collection,
            main_language=document.language,
            licence=document.licence,
            replaces=document.replaces,
            published_at=document.published_at,
        )


_VERSION = Field(description="The version; the one in force if left out.")


class ConsentVersionQuery(Query):
    """Which version is wanted."""

    version: Annotated[Text | None, _VERSION] = None


class ConsentQuery(Query):
    """Which version is wanted, and in which language."""

    version: Annotated[Text | None, _VERSION] = None
    language: Annotated[
        LanguageTag | None,
        Field(description="BCP 47. If it has no text, the nearest is shown: `bn` for `bn-BD`, otherwise the main one."),
    ] = None


def _address(document: ConsentDocument, language: str) -> str:
    version = quote(document.version, safe="")
    return f"{ROOT}/collections/{document.collection}/consent/audio/{quote(language)}?version={version}"

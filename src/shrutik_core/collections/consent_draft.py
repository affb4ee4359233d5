"""A version of a consent document as an admin wishes it, before it is published."""

from collections.abc import Mapping
from datetime import datetime

import attrs

from shrutik_core.collections.collection import Collection, ConsentText
from shrutik_core.collections.consent_document import ConsentDocument
from shrutik_core.people.consent import PUBLISHING, Purpose, check_purposes
from shrutik_core.shared.errors import FieldError, Invalid
from shrutik_core.shared.ids import ConsentDocumentId
from shrutik_core.shared.language_tags import check_language


@attrs.frozen
class ConsentDraft:
    """A version of a consent document as an admin wishes it.

    Attributes:
        version: a name that no earlier version of the collection has, e.g. ``2`` or ``2026-11``.
        text: in the main language.
        language: BCP 47, of the text; None for the collection's own.
        translations: the text in other languages, by BCP 47 tag.
        purposes: what is asked for; recording always is.
        replaces: whether consents to earlier versions let nothing be published any more.
    """

    version: str
    text: str
    language: str | None = None
    translations: Mapping[str, str] = attrs.field(factory=dict)
    purposes: frozenset[Purpose] = attrs.field(default=PUBLISHING, converter=check_purposes)
    replaces: bool = False

    def main_language(self, collection: Collection) -> str:
        """The language of the text."""
        return check_language(self.language or collection.language)

    def document(
        self, id_: ConsentDocumentId, collection: Collection, number: int, published_at: datetime
    ) -> ConsentDocument:
        """The version as it is published.

        Raises:
            Invalid: ``consent_text_invalid``, ``language_invalid``, ``purpose_invalid`` or ``text_invalid``.
        """
        main = self.main_language(collection)
        texts = [(main, self.text), *((check_language(tag), text) for tag, text in self.translations.items())]
        return ConsentDocument(
            id=id_,
            collection=collection.id,
            number=number,
            version=self.version,
            language=main,
            texts=_by_language(texts),
            purposes=self.purposes,
            licence=collection.licence,
            published_at=published_at,
            replaces=self.replaces,
        )


def as_draft(consent: ConsentText | ConsentDraft) -> ConsentDraft:
    """The wish that a bare text stands for: in the collection's language, for recording and publishing."""
    return consent if isinstance(consent, ConsentDraft) else ConsentDraft(consent.version, consent.text)


def first_document(collection: Collection, number: int = 1) -> ConsentDocument:
    """The document that a collection has of which only the text is kept: in its language, to record and publish."""
    draft = ConsentDraft(collection.consent.version, collection.consent.text)
    return draft.document(ConsentDocumentId(collection.id), collection, number, collection.created_at)


def _by_language(texts: list[tuple[str, str]]) -> dict[str, str]:
    named = dict(texts)
    if len(named) < len(texts):
        detail = "Each language has one text; the main language's is not among the translations."
        raise Invalid("consent_text_invalid", detail, errors=[FieldError("translations", detail, "twice")])
    return named

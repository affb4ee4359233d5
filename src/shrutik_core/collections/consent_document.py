"""A collection's consent document: what speakers are asked to agree to, version by version, in their languages."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime

import attrs

from shrutik_core.collections.collection import ConsentText
from shrutik_core.people.consent import Consent, Purpose, check_purposes
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import Conflict, FieldError, Invalid, declare
from shrutik_core.shared.ids import CollectionId, ConsentDocumentId, ConsentId, SpeakerId
from shrutik_core.shared.language_tags import check_language
from shrutik_core.shared.plain import check_plain

declare(Conflict, "consent_version_outdated", "The consent text has changed since.")
declare(Invalid, "consent_language_missing", "The consent document has no text in this language.")

MOST_LANGUAGES = 40
"""Languages that one version may have."""


@attrs.frozen
class SpokenForm:
    """A text of a consent document, read aloud for people who do not read.

    Attributes:
        blob: where the sound lies.
        media_type: from the content.
    """

    blob: StoredBlob
    media_type: str


@attrs.frozen
class ConsentAnswer:
    """What a person says that they were shown and agreed to.

    Attributes:
        version: of the document.
        purposes: some or all of what it asks for.
        language: BCP 47, in which it was shown; None for the main language.
        text_hash: of what was shown, see `ConsentDocument.text_hash`; None if that is not said.
    """

    version: str
    purposes: frozenset[Purpose] = attrs.field(converter=check_purposes)
    language: str | None = None
    text_hash: str | None = None


def _texts(texts: Mapping[str, str]) -> Mapping[str, str]:
    return dict(texts)


def _spoken(spoken: Mapping[str, SpokenForm]) -> Mapping[str, SpokenForm]:
    return dict(spoken)


@attrs.frozen
class ConsentDocument:
    """One version of a collection's consent document; once it is published only spoken forms are added to it.

    Attributes:
        id: UUIDv7.
        collection: whose document it is.
        number: of the version, counted from 1 within the collection.
        version: unique within the collection, as it is shown.
        language: the main language, BCP 47; the texts have it.
        texts: what is agreed to, word for word, by BCP 47 tag.
        purposes: what is asked for.
        licence: SPDX identifier of the licence under which clips are published.
        published_at: UTC.
        replaces: whether consents to earlier versions let nothing be published any more.
        spoken: the texts read aloud, by BCP 47 tag.

    Raises:
        Invalid: ``consent_text_invalid`` or ``text_invalid`` if a version or a text cannot be one, or the main language
            has none; ``purpose_invalid`` if recording is not asked for.
    """

    id: ConsentDocumentId
    collection: CollectionId
    number: int = attrs.field(validator=attrs.validators.ge(1))
    version: str
    language: str
    texts: Mapping[str, str] = attrs.field(converter=_texts)
    purposes: frozenset[Purpose] = attrs.field(converter=check_purposes)
    licence: str
    published_at: datetime
    replaces: bool = False
    spoken: Mapping[str, SpokenForm] = attrs.field(factory=dict, converter=_spoken)

    def __attrs_post_init__(self) -> None:
        for tag, text in self.texts.items():
            ConsentText(check_plain(self.version, "version"), check_plain(text, f"texts.{tag}"))
        if self.language not in self.texts or len(self.texts) > MOST_LANGUAGES:
            detail = f"A consent document has a text in its main language, and in at most {MOST_LANGUAGES} in all."
            raise Invalid("consent_text_invalid", detail)
        if Purpose.RECORD not in self.purposes:
            detail = "A consent document asks for 'record' at least; without it nothing can be recorded."
            raise Invalid("purpose_invalid", detail, errors=[FieldError("purposes", detail)])
        if not set(self.spoken) <= set(self.texts):
            raise Invalid("consent_text_invalid", "Only a text of the consent document can be read aloud.")

    @property
    def wording(self) -> ConsentText:
        """The version with its text in the main language."""
        return ConsentText(self.version, self.texts[self.language])

    @property
    def hash(self) -> str:
        """The hash of what is shown in the main language."""
        return self.text_hash(self.language)

    def text_hash(self, language: str) -> str:
        """SHA-256, hexadecimal, of what is shown in one of the languages.

        It is that of a JSON object, in UTF-8 with its names sorted and without spaces, that holds ``collection`` (its
        id), ``language``, ``licence``, ``purposes`` (sorted), ``text`` and ``version``.
        """
        shown = {
            "collection": str(self.collection),
            "language": language,
            "licence": self.licence,
            "purposes": sorted(self.purposes),
            "text": self.texts[language],
            "version": self.version,
        }
        canonical = json.dumps(shown, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    def nearest(self, wanted: str | None) -> str:
        """The language to show: the wanted one, else its closest parent (``bn`` for ``bn-BD``), else the main one.

        Raises:
            Invalid: ``language_invalid``.
        """
        tag = self.language if wanted is None else check_language(wanted)
        while tag not in self.texts and "-" in tag:
            tag = tag.rpartition("-")[0]
        return tag if tag in self.texts else self.language

    def exact(self, wanted: str | None) -> str:
        """The language itself, the main one if none is named.

        Raises:
            Invalid: ``language_invalid``; ``consent_language_missing`` if there is no text in it.
        """
        tag = self.language if wanted is None else check_language(wanted)
        if tag not in self.texts:
            detail = f"Version {self.version} has no text in {tag}; it has {', '.join(sorted(self.texts))}."
            raise Invalid("consent_language_missing", detail, errors=[FieldError("language", detail)])
        return tag

    def agree(self, answer: ConsentAnswer, consent: ConsentId, speaker: SpeakerId, now: datetime) -> Consent:
        """The consent that a speaker gives to this version, which is the one in force.

        Args:
            answer: what the speaker was shown and agreed to.
            consent: its id.
            speaker: whose voice.
            now: UTC.

        Raises:
            Conflict: ``consent_version_outdated`` if something else was shown.
            Invalid: ``language_invalid``, ``consent_language_missing``; ``purpose_invalid`` if the version does not
                ask for a purpose.
        """
        language = self.exact(answer.language) if answer.version == self.version else self.language
        text_hash = self.text_hash(language)
        if answer.version != self.version or answer.text_hash not in {None, text_hash}:
            detail = f"The consent document is now at version {self.version}, which was not shown; show it again."
            raise Conflict("consent_version_outdated", detail, extra={"version": self.version})
        self._check_asked(answer.purposes)
        return Consent(
            id=consent,
            speaker=speaker,
            collection=self.collection,
            version=self.version,
            purposes=answer.purposes,
            given_at=now,
            language=language,
            text_hash=text_hash,
        )

    def _check_asked(self, purposes: frozenset[Purpose]) -> None:
        strange = sorted(purposes - self.purposes)
        if strange:
            detail = f"Version {self.version} does not ask for {', '.join(strange)}."
            raise Invalid("purpose_invalid", detail, errors=[FieldError("purposes", detail, "not_asked")])

    def speak(self, language: str, spoken: SpokenForm) -> "ConsentDocument":
        """The document with one of its texts read aloud."""
        return attrs.evolve(self, spoken={**self.spoken, language: spoken})


def may_publish(consent: Consent, documents: Iterable[ConsentDocument]) -> bool:
    """Whether the speaker's latest consent lets their clips of the collection go out.

    It does while it stands and holds ``record`` and ``publish``, until a later version of the document replaces what
    was agreed to before. A later version that does not replace leaves it as it is.

    Args:
        consent: the latest of the speaker for the collection.
        documents: all versions of the collection's document.
    """
    versions = list(documents)
    agreed = next((one.number for one in versions if one.version == consent.version), 0)
    return consent.lets_publish and all(one.number <= agreed for one in versions if one.replaces)

"""Consents: documents are published, shown and read aloud; a speaker agrees, and looks at their own consents."""

from functools import partial
from typing import Self

import attrs

from shrutik_core.use_cases.collections.consent_documents import PublishConsent, ReadConsent
from shrutik_core.use_cases.collections.spoken_consent import HearConsent, KeepSpokenConsent
from shrutik_core.use_cases.people.give_consent import GiveConsent, ListConsents
from shrutik_http.call import Call
from shrutik_http.consents.document_messages import (
    ConsentDocumentMessage,
    ConsentDraftRequest,
    ConsentQuery,
    ConsentVersionQuery,
)
from shrutik_http.consents.messages import ConsentMessage, ConsentPage, ConsentRequest
from shrutik_http.media import Medium
from shrutik_http.messages import NoQuery, PageQuery
from shrutik_http.wiring import Wiring


@attrs.frozen
class ConsentsResource:
    """What answers when consents and their documents are asked for."""

    give_consent: GiveConsent
    list_consents: ListConsents
    publish_consent: PublishConsent
    read_consent: ReadConsent
    keep_spoken: KeepSpokenConsent
    hear_consent: HearConsent

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        platform = wiring.platform
        return cls(
            platform.give_consent(),
            platform.list_consents(),
            platform.publish_consent(),
            platform.read_consent(),
            platform.keep_spoken_consent(),
            platform.hear_consent(),
        )

    def list(self, call: Call[None, PageQuery]) -> ConsentPage:
        """List the caller's own."""
        return ConsentPage.of(self.list_consents(call.actor, call.query.page), ConsentMessage.of)

    def give(self, call: Call[ConsentRequest, NoQuery]) -> ConsentMessage:
        """Agree to what a collection asks."""
        said = call.body
        consent = self.give_consent(
            call.actor,
            said.collection,
            said.version,
            said.purposes,
            call.key,
            language=said.language,
            text_hash=said.hash,
        )
        return ConsentMessage.of(consent)

    def document(self, call: Call[None, ConsentQuery]) -> ConsentDocumentMessage:
        """Show one version of a document, in one language."""
        document = self.read_consent.get(call.path["collection"], call.query.version)
        return ConsentDocumentMessage.of(document, document.nearest(call.query.language))

    def publish(self, call: Call[ConsentDraftRequest, NoQuery]) -> ConsentDocumentMessage:
        """Put a new version in force."""
        collection = call.path["collection"]
        key = call.key_of({"collection": collection, "draft": call.body.asked()})
        document = self.publish_consent(call.actor, collection, call.body.draft(), key)
        return ConsentDocumentMessage.of(document, document.language)

    def audio(self, call: Call[None, ConsentVersionQuery]) -> Medium:
        """Send a spoken form."""
        spoken = self.hear_consent.get(call.path["collection"], call.path["language"], call.query.version)
        blob = spoken.blob
        return Medium(blob.size, blob.sha256, spoken.media_type, partial(self.hear_consent.open, blob), blob.key)

    def speak(self, call: Call[None, ConsentVersionQuery]) -> ConsentDocumentMessage:
        """Keep a spoken form."""
        said, audio = call.path, call.raw.content
        document = self.keep_spoken(call.actor, said["collection"], said["language"], audio, call.query.version)
        return ConsentDocumentMessage.of(document, document.exact(said["language"]))

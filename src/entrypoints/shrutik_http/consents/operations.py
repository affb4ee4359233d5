"""Operations on consents and on the documents that they are given to."""

from shrutik_core.ports.audio_check import AudioCheck
from shrutik_core.recordings.media import MediaType, accepted
from shrutik_core.use_cases.collections.consent_documents import PublishConsent, ReadConsent
from shrutik_core.use_cases.collections.spoken_consent import LARGEST_SPOKEN, HearConsent, KeepSpokenConsent
from shrutik_core.use_cases.people.give_consent import GiveConsent, ListConsents
from shrutik_http.call import Access
from shrutik_http.consents.document_messages import (
    ConsentDocumentMessage,
    ConsentDraftRequest,
    ConsentQuery,
    ConsentVersionQuery,
)
from shrutik_http.consents.messages import ConsentMessage, ConsentPage, ConsentRequest
from shrutik_http.consents.resource import ConsentsResource
from shrutik_http.links import ROOT
from shrutik_http.messages import PageQuery
from shrutik_http.operation import Noun, Operation, Room

_DOCUMENT = ROOT + "/collections/{collection}/consent"
_AUDIO = _DOCUMENT + "/audio/{language}"
_SOUND = {
    "type": "string",
    "format": "binary",
    "description": f"{accepted()}, up to {LARGEST_SPOKEN // 1024 // 1024} MB; the type is recognised from the content.",
}

CONSENTS = Noun(
    "consents",
    "What speakers are asked to agree to, and what they agreed to, word for word.",
    ConsentsResource,
    (
        Operation(
            "GET",
            f"{ROOT}/me/consents",
            "Your own consents, newest first",
            ConsentsResource.list,
            ConsentPage,
            query=PageQuery,
            uses=(ListConsents.__call__,),
        ),
        Operation(
            "POST",
            f"{ROOT}/consents",
            "Agree to what a collection asks, word for word",
            ConsentsResource.give,
            ConsentMessage,
            201,
            body=ConsentRequest,
            uses=(GiveConsent.__call__,),
            once="give_consent",
        ),
        Operation(
            "GET",
            _DOCUMENT,
            "A collection's consent document, in one language; for everybody",
            ConsentsResource.document,
            ConsentDocumentMessage,
            query=ConsentQuery,
            uses=(ReadConsent.get,),
            raises=("language_invalid",),
            access=Access.OPEN,
        ),
        Operation(
            "POST",
            _DOCUMENT,
            "Put a new version in force; every speaker is asked again before the next recording (admins)",
            ConsentsResource.publish,
            ConsentDocumentMessage,
            201,
            body=ConsentDraftRequest,
            uses=(PublishConsent.__call__,),
            once="publish_consent",
            location=ROOT + "/collections/{collection_id}/consent",
        ),
        Operation(
            "GET",
            _AUDIO,
            "The consent document read aloud; for everybody",
            ConsentsResource.audio,
            content=tuple(MediaType),
            query=ConsentVersionQuery,
            uses=(HearConsent.get,),
            access=Access.OPEN,
            ranged=True,
        ),
        Operation(
            "PUT",
            _AUDIO,
            "Keep the consent document read aloud; once people have agreed to a version it stays (admins)",
            ConsentsResource.speak,
            ConsentDocumentMessage,
            form={**dict.fromkeys(MediaType, _SOUND), "application/octet-stream": _SOUND},
            query=ConsentVersionQuery,
            uses=(KeepSpokenConsent.__call__, AudioCheck.check),
            raises=("too_large", "body_incomplete"),
            largest=LARGEST_SPOKEN,
            room=Room.BODIES,
        ),
    ),
)

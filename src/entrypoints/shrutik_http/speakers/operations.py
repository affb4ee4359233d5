"""Operations on speakers whom a facilitator looks after."""

from shrutik_core.people.rate_limits import Limit
from shrutik_core.ports.audio_check import AudioCheck
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.recordings.media import MediaType
from shrutik_core.use_cases.entrusted.look_after_speakers import LookAfterSpeakers
from shrutik_core.use_cases.entrusted.record_consent import HearRecordedConsents, RecordConsent
from shrutik_core.use_cases.recordings.audio_intake import AudioIntake
from shrutik_http.consents.messages import ConsentMessage, ConsentPage
from shrutik_http.links import ROOT
from shrutik_http.messages import PageQuery
from shrutik_http.operation import Noun, Operation
from shrutik_http.speakers.form import CONSENT_FORM, to_answer
from shrutik_http.speakers.intake import ConsentIntake
from shrutik_http.speakers.messages import SpeakerMessage, SpeakerPage, SpeakerRequest
from shrutik_http.speakers.resource import SpeakersResource

_ALL = f"{ROOT}/speakers"
_CONSENTS = _ALL + "/{speaker_id}/consents"

SPEAKERS = Noun(
    "speakers",
    "People without an account, for whom a facilitator records.",
    SpeakersResource,
    (
        Operation(
            "POST",
            _ALL,
            "Look after a person without an account",
            SpeakersResource.add,
            SpeakerMessage,
            201,
            body=SpeakerRequest,
            uses=(LookAfterSpeakers.add,),
            raises=("speaker_missing",),
            once="add_speaker",
        ),
        Operation(
            "GET",
            _ALL,
            "The people whom you look after, newest first",
            SpeakersResource.list,
            SpeakerPage,
            query=PageQuery,
            uses=(LookAfterSpeakers.list,),
        ),
        Operation(
            "POST",
            _CONSENTS,
            "Send a person's consent as they said it aloud",
            None,
            ConsentMessage,
            201,
            form={"multipart/form-data": CONSENT_FORM},
            intake=SpeakersResource.receive_consent,
            uses=(
                RecordConsent.__call__,
                ConsentIntake.of,
                to_answer,
                AudioIntake.store,
                AudioCheck.check,
                BlobStore.stage,
            ),
            raises=("form_malformed",),
            once="record_consent",
            limit=Limit.UPLOAD,
        ),
        Operation(
            "GET",
            _CONSENTS,
            "A person's consents, newest first",
            SpeakersResource.consents,
            ConsentPage,
            query=PageQuery,
            uses=(HearRecordedConsents.list,),
        ),
        Operation(
            "GET",
            _CONSENTS + "/{consent_id}/audio",
            "A consent as it was said aloud, byte for byte",
            SpeakersResource.consent_audio,
            content=tuple(MediaType),
            uses=(HearRecordedConsents.get,),
            ranged=True,
        ),
    ),
)

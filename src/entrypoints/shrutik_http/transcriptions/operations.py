"""Operations on transcriptions."""

from shrutik_core.use_cases.transcription.submit_transcriptions import ReadTranscriptions, SubmitTranscriptions
from shrutik_http.links import ROOT
from shrutik_http.messages import DatedPageQuery
from shrutik_http.operation import Noun, Operation
from shrutik_http.transcriptions.messages import TranscriptionPage, TranscriptionReceipts, TranscriptionsRequest
from shrutik_http.transcriptions.resource import TranscriptionsResource

TRANSCRIPTIONS = Noun(
    "transcriptions",
    "What people typed for the chunks that they were lent.",
    TranscriptionsResource,
    (
        Operation(
            "GET",
            f"{ROOT}/transcriptions",
            "Your own transcriptions, newest first",
            TranscriptionsResource.list,
            TranscriptionPage,
            query=DatedPageQuery,
            uses=(ReadTranscriptions.__call__,),
        ),
        Operation(
            "POST",
            f"{ROOT}/transcriptions",
            "Send what you heard, for 1 to 20 tasks; all of it is kept, or none",
            TranscriptionsResource.submit,
            TranscriptionReceipts,
            201,
            body=TranscriptionsRequest,
            uses=(SubmitTranscriptions.__call__,),
            once="submit_transcriptions",
        ),
    ),
)

"""Operations on recordings."""

from shrutik_core.people.rate_limits import Limit
from shrutik_core.ports.audio_check import AudioCheck
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.recordings.media import MediaType
from shrutik_core.use_cases.recordings.audio_intake import AudioIntake
from shrutik_core.use_cases.recordings.read_recordings import ReadRecordings
from shrutik_core.use_cases.recordings.upload_details import UploadDetails
from shrutik_core.use_cases.recordings.upload_recording import UploadRecording
from shrutik_http.chunks.messages import ChunkPage
from shrutik_http.links import ROOT
from shrutik_http.messages import NumberedPageQuery
from shrutik_http.operation import Noun, Operation
from shrutik_http.recordings.form import UPLOAD_FORM
from shrutik_http.recordings.intake import UploadIntake
from shrutik_http.recordings.messages import (
    RecordingMessage,
    RecordingPage,
    RecordingQuery,
    RecordingReceipt,
    UploadQuery,
)
from shrutik_http.recordings.resource import RecordingsResource

_ALL = f"{ROOT}/recordings"
_ONE = ROOT + "/recordings/{recording_id}"

RECORDINGS = Noun(
    "recordings",
    "Takes of a speaker's own voice.",
    RecordingsResource,
    (
        Operation(
            "POST",
            _ALL,
            "Send a recording of your own voice; it is cut afterwards",
            None,
            RecordingReceipt,
            202,
            form={"multipart/form-data": UPLOAD_FORM},
            intake=RecordingsResource.receive,
            query=UploadQuery,
            uses=(
                UploadRecording.__call__,
                UploadDetails,
                UploadIntake.of,
                AudioIntake.store,
                AudioCheck.check,
                BlobStore.stage,
            ),
            raises=("form_malformed", "fields_invalid"),
            beyond=("fields_invalid.named_nowhere", "fields_invalid.differs"),
            once="upload_recording",
            limit=Limit.UPLOAD,
            location=_ALL + "/{id}",
        ),
        Operation(
            "GET",
            _ALL,
            "Your own recordings (all of them for admins), newest first",
            RecordingsResource.list,
            RecordingPage,
            query=RecordingQuery,
            uses=(ReadRecordings.list,),
        ),
        Operation(
            "GET",
            _ONE,
            "A recording and what became of it",
            RecordingsResource.get,
            RecordingMessage,
            uses=(ReadRecordings.get,),
        ),
        Operation(
            "GET",
            f"{_ONE}/audio",
            "The original, byte for byte",
            RecordingsResource.audio,
            content=tuple(MediaType),
            uses=(ReadRecordings.original,),
            ranged=True,
        ),
        Operation(
            "GET",
            f"{_ONE}/chunks",
            "A recording's chunks, in order",
            RecordingsResource.chunks,
            ChunkPage,
            query=NumberedPageQuery,
            uses=(ReadRecordings.chunks,),
        ),
    ),
)

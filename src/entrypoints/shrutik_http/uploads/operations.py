"""Operations on uploads in parts."""

import attrs

from shrutik_core.people.rate_limits import Limit
from shrutik_core.ports.audio_check import AudioCheck
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.use_cases.recordings.audio_intake import AudioIntake
from shrutik_core.use_cases.recordings.make_recording import MakeRecording
from shrutik_core.use_cases.recordings.upload_details import UploadDetails
from shrutik_core.use_cases.uploads.complete_upload import CompleteUpload
from shrutik_core.use_cases.uploads.create_upload import CreateUpload
from shrutik_core.use_cases.uploads.read_uploads import EndUpload, ReadUploads
from shrutik_core.use_cases.uploads.receive_part import IncomingPart, ReceivePart
from shrutik_core.use_cases.uploads.upload_parts import UploadParts
from shrutik_http.messages import PageQuery
from shrutik_http.operation import Noun, Operation
from shrutik_http.uploads import tus
from shrutik_http.uploads.headers import OF_METADATA
from shrutik_http.uploads.intake import PartIntake
from shrutik_http.uploads.messages import UploadMessage, UploadPage
from shrutik_http.uploads.resource import UploadsResource

_ONE = tus.UPLOADS_PATH + "/{upload_id}"
_VERSION = ("tus_version_unsupported",)

UPLOADS = Noun(
    "uploads",
    "Recordings that come in parts, and resume where they broke off, by tus 1.0 (https://tus.io).",
    UploadsResource,
    (
        Operation(
            "POST",
            tus.UPLOADS_PATH,
            "Begin an upload in parts; it is checked as a recording is, before any of it is sent",
            UploadsResource.create,
            UploadMessage,
            201,
            headers=(tus.RESUMABLE, tus.LENGTH, tus.METADATA),
            tells=(tus.OFFSET, tus.EXPIRES),
            uses=(CreateUpload.__call__, MakeRecording.admit, UploadDetails),
            raises=(*_VERSION, "fields_invalid"),
            beyond=(f"fields_invalid.{OF_METADATA}",),
            once="create_upload",
            limit=Limit.UPLOAD,
            location=tus.UPLOADS_PATH + "/{id}",
            tagged=False,
        ),
        Operation(
            "GET",
            tus.UPLOADS_PATH,
            "Your own uploads that take more, newest first",
            UploadsResource.list,
            UploadPage,
            query=PageQuery,
            uses=(ReadUploads.list,),
        ),
        Operation(
            "GET",
            _ONE,
            "An upload, how much of it is there, and what became of it; by HEAD in headers alone",
            UploadsResource.get,
            UploadMessage,
            headers=(attrs.evolve(tus.RESUMABLE, required=False),),
            tells=(tus.OFFSET, tus.LENGTH, tus.METADATA, tus.EXPIRES, tus.RECORDING, tus.SHA256),
            uses=(ReadUploads.get, UploadParts.read),
            raises=_VERSION,
            tagged=False,
        ),
        Operation(
            "PATCH",
            _ONE,
            "Send more of an upload; with its last byte it becomes a recording",
            None,
            status=204,
            form={tus.OFFSET_STREAM: {"type": "string", "format": "binary"}},
            intake=UploadsResource.receive,
            headers=(tus.RESUMABLE, tus.OFFSET, tus.CHECKSUM),
            tells=(tus.OFFSET, tus.EXPIRES, tus.RECORDING, tus.SHA256),
            uses=(
                PartIntake.of,
                ReceivePart.__call__,
                IncomingPart.write,
                IncomingPart.finish,
                CompleteUpload.__call__,
                MakeRecording.admit,
                AudioIntake.store,
                AudioCheck.check,
                BlobStore.stage,
            ),
            raises=("body_incomplete", "upload_differs", "blob_missing"),
        ),
        Operation(
            "DELETE",
            _ONE,
            "Forget an upload and what came of it",
            UploadsResource.end,
            status=204,
            headers=(tus.RESUMABLE,),
            uses=(EndUpload.__call__,),
            raises=_VERSION,
        ),
    ),
)

"""Operations on recordings, chunks, tasks, transcriptions and reviews."""

from shrutik_core.recordings.media import MediaType, accepted
from shrutik_http.context import Access
from shrutik_http.links import ROOT
from shrutik_http.openapi.operation import Operation
from shrutik_http.resources.chunks import CLIP_MEDIA_TYPE
from shrutik_http.schemas.base import CollectionPageQuery, PageQuery, PageView
from shrutik_http.schemas.recordings import ChunkView, ConsensusView, RecordingReceipt, RecordingView
from shrutik_http.schemas.reviews import CaseView, ReviewView, RulingMessage
from shrutik_http.schemas.tasks import (
    LeasesView,
    SkipMessage,
    SkippedView,
    TaskQuery,
    TaskView,
    TaskWish,
    TranscriptionReceipts,
    TranscriptionsMessage,
    TranscriptionView,
)

_UPLOAD = {
    "type": "object",
    "required": ["audio", "collection"],
    "properties": {
        "audio": {
            "type": "string",
            "format": "binary",
            "description": f"{accepted()}; what it is, is told from its content.",
        },
        "collection": {"type": "string", "description": "A collection's slug or its id."},
        "prompt_id": {"type": "string", "format": "uuid", "description": "What was to be said."},
        "metadata": {"type": "string", "description": "A JSON object of at most 8 kB, e.g. the device."},
    },
}

RECORDINGS = (
    Operation(
        "POST",
        f"{ROOT}/recordings",
        "recordings",
        "Send a recording of one's own voice; it is cut afterwards",
        RecordingReceipt,
        202,
        form={"multipart/form-data": _UPLOAD},
        problems=(
            "consent_required",
            "collection_missing",
            "prompt_missing",
            "fields_invalid",
            "form_malformed",
            "content_type_unsupported",
            "unsupported_media",
            "too_large",
            "empty",
            "no_audio",
            "damaged",
            "too_short",
            "too_long",
            "too_many_channels",
            "unsupported_rate",
            "metadata_too_large",
            "blob_store_unavailable",
            "blob_store_full",
        ),
        key=True,
        location=True,
    ),
    Operation(
        "GET",
        f"{ROOT}/recordings",
        "recordings",
        "One's own recordings (all of them for admins), newest first",
        PageView[RecordingView],
        query=CollectionPageQuery,
        problems=("collection_missing",),
    ),
    Operation(
        "GET",
        ROOT + "/recordings/{recording_id}",
        "recordings",
        "A recording and what became of it",
        RecordingView,
        problems=("recording_missing",),
    ),
    Operation(
        "GET",
        ROOT + "/recordings/{recording_id}/audio",
        "recordings",
        "The original, byte for byte",
        content=tuple(MediaType),
        problems=("recording_missing",),
        ranged=True,
    ),
    Operation(
        "GET",
        ROOT + "/recordings/{recording_id}/chunks",
        "recordings",
        "A recording's chunks, in order",
        PageView[ChunkView],
        query=PageQuery,
        problems=("recording_missing",),
    ),
)

CHUNKS = (
    Operation(
        "GET",
        ROOT + "/chunks/{chunk_id}",
        "chunks",
        "A chunk, for its speaker, its reviewers, and those who have transcribed it",
        ChunkView,
        problems=("chunk_missing", "transcribe_first"),
    ),
    Operation(
        "GET",
        ROOT + "/chunks/{chunk_id}/audio",
        "chunks",
        "The clip; audio_url is a signed link to it",
        content=(CLIP_MEDIA_TYPE,),
        problems=("chunk_missing",),
        access=Access.LINK,
        ranged=True,
    ),
    Operation(
        "GET",
        ROOT + "/chunks/{chunk_id}/consensus",
        "chunks",
        "What a chunk's voices agree on",
        ConsensusView,
        problems=("chunk_missing", "transcribe_first"),
    ),
)

TASKS = (
    Operation("GET", f"{ROOT}/tasks", "tasks", "One's own tasks, newest first", PageView[TaskView], query=TaskQuery),
    Operation(
        "POST",
        f"{ROOT}/tasks",
        "tasks",
        "Take chunks to transcribe, for 30 minutes; none of one's own voice, none twice",
        LeasesView,
        body=TaskWish,
        problems=("collection_missing", "count_invalid", "try_again"),
        key=True,
    ),
    Operation(
        "POST",
        ROOT + "/tasks/{task_id}/skip",
        "tasks",
        "Give a task up",
        SkippedView,
        body=SkipMessage,
        problems=("task_missing", "task_submitted", "task_skipped", "task_expired", "task_cancelled"),
    ),
    Operation(
        "POST",
        ROOT + "/tasks/{task_id}/renew",
        "tasks",
        "Keep a task for another 30 minutes",
        TaskView,
        problems=("task_missing", "task_submitted", "task_skipped", "task_expired", "task_cancelled"),
    ),
    Operation(
        "GET",
        f"{ROOT}/transcriptions",
        "tasks",
        "One's own transcriptions, newest first",
        PageView[TranscriptionView],
        query=PageQuery,
    ),
    Operation(
        "POST",
        f"{ROOT}/transcriptions",
        "tasks",
        "Send what was heard, for 1 to 20 tasks; all of it is kept, or none",
        TranscriptionReceipts,
        201,
        body=TranscriptionsMessage,
        problems=(
            "items_invalid",
            "text_invalid",
            "task_missing",
            "chunk_settled",
            "already_transcribed",
            "task_skipped",
            "try_again",
        ),
        key=True,
    ),
)

REVIEWS = (
    Operation(
        "GET",
        f"{ROOT}/reviews/queue",
        "reviews",
        "Chunks that wait for a reviewer, oldest first, without the reviewer's own voice",
        PageView[CaseView],
        query=CollectionPageQuery,
        problems=("collection_missing", "not_permitted"),
    ),
    Operation(
        "POST",
        f"{ROOT}/reviews",
        "reviews",
        "Accept, edit or reject a chunk",
        ReviewView,
        201,
        body=RulingMessage,
        problems=(
            "chunk_missing",
            "not_in_review",
            "nothing_to_accept",
            "not_permitted",
            "own_voice",
            "review_text",
            "review_reason",
            "text_invalid",
        ),
        key=True,
    ),
)

"""Operations on chunks."""

from shrutik_core.use_cases.chunks.picture_chunks import PictureChunks
from shrutik_core.use_cases.chunks.read_chunks import ReadChunks
from shrutik_core.use_cases.review.report_clips import ReportClips
from shrutik_http.call import Access
from shrutik_http.chunks.consensus_messages import ConsensusMessage
from shrutik_http.chunks.messages import ChunkMessage, PeaksMessage
from shrutik_http.chunks.report_messages import ClipReportMessage, ReportRequest
from shrutik_http.chunks.resource import CLIP_MEDIA_TYPE, PICTURE_MEDIA_TYPE, ChunksResource
from shrutik_http.links import ROOT
from shrutik_http.operation import Noun, Operation

_ONE = ROOT + "/chunks/{chunk_id}"

CHUNKS = Noun(
    "chunks",
    "The clips that a recording is cut into, and what their transcriptions agree on.",
    ChunksResource,
    (
        Operation(
            "GET",
            _ONE,
            "A chunk, for its speaker, its reviewers, and those who have transcribed it",
            ChunksResource.get,
            ChunkMessage,
            uses=(ReadChunks.show,),
        ),
        Operation(
            "GET",
            f"{_ONE}/audio",
            "The clip; audio_url is a signed link to it",
            ChunksResource.audio,
            content=(CLIP_MEDIA_TYPE,),
            uses=(ReadChunks.audio,),
            access=Access.LINK,
            ranged=True,
        ),
        Operation(
            "GET",
            f"{_ONE}/peaks",
            "The outline of the clip, to draw a waveform; peaks_url is a signed link to it",
            ChunksResource.peaks,
            PeaksMessage,
            uses=(PictureChunks.peaks,),
            access=Access.LINK,
        ),
        Operation(
            "GET",
            f"{_ONE}/spectrogram",
            "The spectrogram of the clip, mel bands up to 8 kHz; spectrogram_url is a signed link to it",
            ChunksResource.spectrogram,
            content=(PICTURE_MEDIA_TYPE,),
            uses=(PictureChunks.spectrogram,),
            access=Access.LINK,
        ),
        Operation(
            "GET",
            f"{_ONE}/consensus",
            "What a chunk's transcriptions agree on",
            ChunksResource.consensus,
            ConsensusMessage,
            uses=(ReadChunks.consensus,),
        ),
        Operation(
            "POST",
            f"{_ONE}/report",
            "Say what is wrong with a settled chunk; it stays out of new releases until a reviewer has looked",
            ChunksResource.report,
            ClipReportMessage,
            body=ReportRequest,
            uses=(ReportClips.of_chunk,),
        ),
    ),
)

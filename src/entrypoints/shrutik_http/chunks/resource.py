"""Chunks: shown, heard, and what their transcriptions agree on."""

from functools import partial
from typing import Self

import attrs

from shrutik_core.people.roles import Permission
from shrutik_core.shared.ids import ChunkId
from shrutik_core.use_cases.chunks.picture_chunks import PictureChunks
from shrutik_core.use_cases.chunks.read_chunks import ReadChunks
from shrutik_core.use_cases.recordings.read_recordings import ReadRecordings
from shrutik_core.use_cases.review.report_clips import ReportClips
from shrutik_http.call import Call
from shrutik_http.chunks.consensus_messages import ConsensusMessage
from shrutik_http.chunks.messages import ChunkMessage, PeaksMessage
from shrutik_http.chunks.report_messages import ClipReportMessage, ReportRequest
from shrutik_http.links import SignedLinks
from shrutik_http.media import Medium
from shrutik_http.messages import NoQuery
from shrutik_http.replies import Document
from shrutik_http.wiring import Wiring

CLIP_MEDIA_TYPE = "audio/flac"
PICTURE_MEDIA_TYPE = "image/png"


@attrs.frozen
class ChunksResource:
    """What answers when chunks are asked for."""

    read_chunks: ReadChunks
    picture_chunks: PictureChunks
    read_recordings: ReadRecordings
    report_clips: ReportClips
    links: SignedLinks

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        platform = wiring.platform
        return cls(
            platform.read_chunks(),
            platform.picture_chunks(),
            platform.read_recordings(),
            platform.report_clips(),
            wiring.links,
        )

    def get(self, call: Call[None, NoQuery]) -> ChunkMessage:
        """Show a chunk to whom it may be shown."""
        shown = self.read_chunks.show(call.actor, ChunkId(call.id("chunk_id")))
        return ChunkMessage.of(shown.chunk, self.links.of(call.person), origin=shown.origin)

    def audio(self, call: Call[None, NoQuery]) -> Medium:
        """Send the clip."""
        blob = self.read_chunks.audio(call.actor_or_link, ChunkId(call.id("chunk_id")))
        return Medium(blob.size, blob.sha256, CLIP_MEDIA_TYPE, partial(self.read_recordings.open, blob), blob.key)

    def peaks(self, call: Call[None, NoQuery]) -> PeaksMessage:
        """Tell the outline of the clip."""
        return PeaksMessage.of(self.picture_chunks.peaks(call.actor_or_link, ChunkId(call.id("chunk_id"))))

    def spectrogram(self, call: Call[None, NoQuery]) -> Document:
        """Send the picture of the clip's spectrum."""
        picture = self.picture_chunks.spectrogram(call.actor_or_link, ChunkId(call.id("chunk_id")))
        return Document(picture, PICTURE_MEDIA_TYPE)

    def consensus(self, call: Call[None, NoQuery]) -> ConsensusMessage:
        """Show what the transcriptions agree on; to reviewers also how."""
        chunk_id = ChunkId(call.id("chunk_id"))
        chunk, record = self.read_chunks.consensus(call.actor, chunk_id)
        reviews = call.actor.may(Permission.REVIEW, chunk.collection)
        network = self.read_chunks.network(call.actor, chunk_id) if reviews else None
        return ConsensusMessage.of(chunk, record, network, dated=reviews)

    def report(self, call: Call[ReportRequest, NoQuery]) -> ClipReportMessage:
        """Keep what somebody says is wrong with a chunk."""
        report = self.report_clips.of_chunk(call.actor, ChunkId(call.id("chunk_id")), call.body.reason)
        return ClipReportMessage.of(report)

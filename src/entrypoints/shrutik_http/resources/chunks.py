"""Chunks: shown, heard, and what their transcriptions agree on."""

from functools import partial

import attrs
import falcon

from shrutik_core.people.roles import Permission
from shrutik_core.shared.ids import ChunkId
from shrutik_core.use_cases.chunks.read_chunks import ReadChunks
from shrutik_core.use_cases.recordings.read_recordings import ReadRecordings
from shrutik_http.answering import answer
from shrutik_http.context import Access, Resource, actor, actor_or_link
from shrutik_http.links import Links
from shrutik_http.media import Medium, send
from shrutik_http.reading import read_id
from shrutik_http.views.recordings import chunk_view, consensus_view

CLIP_MEDIA_TYPE = "audio/flac"


@attrs.frozen
class ChunkItem(Resource):
    """``/chunks/{chunk_id}``."""

    read_chunks: ReadChunks
    links: Links

    def on_get(self, req: falcon.Request, resp: falcon.Response, chunk_id: str) -> None:
        """Show a chunk to whom it may be shown."""
        answer(resp, chunk_view(self.read_chunks.get(actor(req), ChunkId(read_id(chunk_id))), self.links))


@attrs.frozen
class ChunkAudio(Resource):
    """``/chunks/{chunk_id}/audio``."""

    access = Access.LINK
    read_chunks: ReadChunks
    read_recordings: ReadRecordings

    def on_get(self, req: falcon.Request, resp: falcon.Response, chunk_id: str) -> None:
        """Send the clip."""
        blob = self.read_chunks.audio(actor_or_link(req), ChunkId(read_id(chunk_id)))
        send(req, resp, Medium(blob.size, blob.sha256, CLIP_MEDIA_TYPE, partial(self.read_recordings.open, blob)))


@attrs.frozen
class ChunkConsensus(Resource):
    """``/chunks/{chunk_id}/consensus``."""

    read_chunks: ReadChunks

    def on_get(self, req: falcon.Request, resp: falcon.Response, chunk_id: str) -> None:
        """Show what the voices agree on; to reviewers also how."""
        who, chunk = actor(req), ChunkId(read_id(chunk_id))
        agreed = self.read_chunks.consensus(who, chunk)
        reviews = who.may(Permission.REVIEW)
        network = self.read_chunks.network(who, chunk) if reviews else None
        answer(resp, consensus_view(*agreed, network, dated=reviews))

"""Recordings: sent, listed, shown, heard, with their chunks."""

from functools import partial

import attrs
import falcon

from shrutik_core.shared.ids import RecordingId
from shrutik_core.use_cases.recordings.read_recordings import ReadRecordings
from shrutik_core.use_cases.recordings.upload_recording import UploadRecording
from shrutik_http.answering import accepted, answer
from shrutik_http.context import Resource, actor
from shrutik_http.forms import Upload, read_upload
from shrutik_http.links import ROOT, Links
from shrutik_http.media import Medium, send
from shrutik_http.reading import read_id, read_once, read_page, read_query
from shrutik_http.schemas.base import CollectionPageQuery, PageQuery, PageView
from shrutik_http.schemas.recordings import ChunkView, RecordingView
from shrutik_http.views.recordings import chunk_view, recording_receipt, recording_view


@attrs.frozen
class Recordings(Resource):
    """``/recordings``."""

    upload_recording: UploadRecording
    read_recordings: ReadRecordings
    links: Links

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List one's own recordings."""
        query = read_query(req, CollectionPageQuery)
        page = self.read_recordings.list(actor(req), read_page(query), query.collection)
        views = [recording_view(one, self.links) for one in page.items]
        answer(resp, PageView[RecordingView](items=views, next_cursor=page.next_cursor))

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Take a recording in; nothing of it stays where it is refused."""
        with self.upload_recording.receiving() as reception:
            upload = read_upload(req, reception.store, self.upload_recording.intake.largest)
            key = read_once(req, "upload_recording", _asked(upload))
            recording = reception.finish(actor(req), upload.details, key)
        accepted(resp, recording_receipt(recording), f"{ROOT}/recordings/{recording.id}")


def _asked(upload: Upload) -> dict[str, object]:
    details = upload.details
    return {
        "audio": upload.audio.blob.sha256,
        "collection": details.collection,
        "prompt_id": str(details.prompt),
        "metadata": dict(details.metadata),
    }


@attrs.frozen
class RecordingItem(Resource):
    """``/recordings/{recording_id}``."""

    read_recordings: ReadRecordings
    links: Links

    def on_get(self, req: falcon.Request, resp: falcon.Response, recording_id: str) -> None:
        """Show a recording and what became of it."""
        recording = self.read_recordings.get(actor(req), RecordingId(read_id(recording_id)))
        answer(resp, recording_view(recording, self.links))


@attrs.frozen
class RecordingAudio(Resource):
    """``/recordings/{recording_id}/audio``."""

    read_recordings: ReadRecordings

    def on_get(self, req: falcon.Request, resp: falcon.Response, recording_id: str) -> None:
        """Send the original, byte for byte."""
        blob, media_type = self.read_recordings.original(actor(req), RecordingId(read_id(recording_id)))
        send(req, resp, Medium(blob.size, blob.sha256, media_type, partial(self.read_recordings.open, blob)))


@attrs.frozen
class RecordingChunks(Resource):
    """``/recordings/{recording_id}/chunks``."""

    read_recordings: ReadRecordings
    links: Links

    def on_get(self, req: falcon.Request, resp: falcon.Response, recording_id: str) -> None:
        """List a recording's chunks in their order."""
        request = read_page(read_query(req, PageQuery))
        page = self.read_recordings.chunks(actor(req), RecordingId(read_id(recording_id)), request)
        views = [chunk_view(one, self.links) for one in page.items]
        answer(resp, PageView[ChunkView](items=views, next_cursor=page.next_cursor))

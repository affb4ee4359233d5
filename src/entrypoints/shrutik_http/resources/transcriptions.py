"""Transcriptions: sent, and one's own listed."""

import attrs
import falcon

from shrutik_core.shared.ids import TaskId
from shrutik_core.use_cases.transcription.submit_transcriptions import Answer, ReadTranscriptions, SubmitTranscriptions
from shrutik_http.answering import answer, created
from shrutik_http.context import Resource, actor
from shrutik_http.reading import read_json, read_once, read_page, read_query
from shrutik_http.schemas.base import PageQuery, PageView
from shrutik_http.schemas.tasks import TranscriptionReceipts, TranscriptionsMessage, TranscriptionView
from shrutik_http.views.tasks import transcription_receipt, transcription_view


@attrs.frozen
class Transcriptions(Resource):
    """``/transcriptions``."""

    submit_transcriptions: SubmitTranscriptions
    read_transcriptions: ReadTranscriptions

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List what one heard oneself."""
        page = self.read_transcriptions(actor(req), read_page(read_query(req, PageQuery))).map(transcription_view)
        answer(resp, PageView[TranscriptionView](items=list(page.items), next_cursor=page.next_cursor))

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Keep what was heard, all or nothing."""
        said = read_json(req, TranscriptionsMessage)
        key = read_once(req, "submit_transcriptions", said)
        items = [Answer(TaskId(one.task_id), one.text) for one in said.items]
        kept = self.submit_transcriptions(actor(req), items, key)
        created(resp, TranscriptionReceipts(items=[transcription_receipt(one) for one in kept]))

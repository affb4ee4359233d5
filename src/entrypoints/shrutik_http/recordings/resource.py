"""Recordings: sent, listed, shown, heard, with their chunks."""

from functools import partial
from typing import Self

import attrs

from shrutik_core.shared.ids import RecordingId, SpeakerId
from shrutik_core.use_cases.recordings.read_recordings import ReadRecordings
from shrutik_core.use_cases.recordings.upload_recording import UploadRecording
from shrutik_http.call import Call
from shrutik_http.chunks.messages import ChunkMessage, ChunkPage
from shrutik_http.links import SignedLinks
from shrutik_http.media import Medium
from shrutik_http.messages import NoQuery, NumberedPageQuery
from shrutik_http.recordings.intake import UploadIntake
from shrutik_http.recordings.messages import RecordingMessage, RecordingPage, RecordingQuery, UploadQuery
from shrutik_http.wiring import Wiring


@attrs.frozen
class RecordingsResource:
    """What answers when recordings are asked for."""

    upload_recording: UploadRecording
    read_recordings: ReadRecordings
    links: SignedLinks

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.upload_recording(), wiring.platform.read_recordings(), wiring.links)

    def receive(self, call: Call[None, UploadQuery]) -> UploadIntake:
        """What takes a recording in; nothing of it stays if it is refused."""
        return UploadIntake.of(call, self.upload_recording)

    def list(self, call: Call[None, RecordingQuery]) -> RecordingPage:
        """List the caller's own recordings, or all of them for those who may see all."""
        said = call.query
        voice = SpeakerId(said.speaker) if said.speaker else None
        page = self.read_recordings.list(call.actor, said.page, said.collection, said.status, voice)
        return RecordingPage.of(page, lambda one: RecordingMessage.of(one, self.links.of(call.person)))

    def get(self, call: Call[None, NoQuery]) -> RecordingMessage:
        """Show a recording and what became of it."""
        return RecordingMessage.of(self.read_recordings.get(call.actor, _named(call)), self.links.of(call.person))

    def audio(self, call: Call[None, NoQuery]) -> Medium:
        """Send the original, byte for byte."""
        blob, media_type = self.read_recordings.original(call.actor, _named(call))
        return Medium(blob.size, blob.sha256, media_type, partial(self.read_recordings.open, blob), blob.key)

    def chunks(self, call: Call[None, NumberedPageQuery]) -> ChunkPage:
        """List a recording's chunks in their order."""
        page = self.read_recordings.chunks(call.actor, _named(call), call.query.page)
        return ChunkPage.of(page, lambda one: ChunkMessage.of(one, self.links.of(call.person)))


def _named(call: Call[None, NoQuery] | Call[None, NumberedPageQuery]) -> RecordingId:
    return RecordingId(call.id("recording_id"))

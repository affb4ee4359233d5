"""Transcriptions: sent, and the caller's own listed."""

from typing import Self

import attrs

from shrutik_core.use_cases.transcription.submit_transcriptions import ReadTranscriptions, SubmitTranscriptions
from shrutik_http.call import Call
from shrutik_http.messages import DatedPageQuery, NoQuery
from shrutik_http.transcriptions.messages import (
    TranscriptionMessage,
    TranscriptionPage,
    TranscriptionReceipts,
    TranscriptionsRequest,
)
from shrutik_http.wiring import Wiring


@attrs.frozen
class TranscriptionsResource:
    """What answers when transcriptions are asked for."""

    submit_transcriptions: SubmitTranscriptions
    read_transcriptions: ReadTranscriptions

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.submit_transcriptions(), wiring.platform.read_transcriptions())

    def list(self, call: Call[None, DatedPageQuery]) -> TranscriptionPage:
        """List what the caller typed."""
        return TranscriptionPage.of(self.read_transcriptions(call.actor, call.query.page), TranscriptionMessage.of)

    def submit(self, call: Call[TranscriptionsRequest, NoQuery]) -> TranscriptionReceipts:
        """Keep what was typed, all or nothing."""
        key, answers = call.key, call.body.answers()
        return TranscriptionReceipts.of(self.submit_transcriptions(call.actor, answers, key))

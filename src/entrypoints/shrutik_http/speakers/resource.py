"""Speakers: made, listed, their consents recorded and heard again, all by the facilitator who looks after them."""

from functools import partial
from typing import Self

import attrs

from shrutik_core.shared.ids import ConsentId, SpeakerId
from shrutik_core.use_cases.entrusted.look_after_speakers import LookAfterSpeakers, SpeakerDraft
from shrutik_core.use_cases.entrusted.record_consent import HearRecordedConsents, RecordConsent
from shrutik_http.call import Call
from shrutik_http.consents.messages import ConsentMessage, ConsentPage
from shrutik_http.media import Medium
from shrutik_http.messages import NoQuery, PageQuery
from shrutik_http.speakers.intake import ConsentIntake
from shrutik_http.speakers.messages import SpeakerMessage, SpeakerPage, SpeakerRequest
from shrutik_http.wiring import Wiring


@attrs.frozen
class SpeakersResource:
    """What answers when speakers are asked for."""

    look_after: LookAfterSpeakers
    record_consent: RecordConsent
    hear: HearRecordedConsents

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        platform = wiring.platform
        return cls(platform.look_after_speakers(), platform.record_consent(), platform.hear_recorded_consents())

    def add(self, call: Call[SpeakerRequest, NoQuery]) -> SpeakerMessage:
        """Make a speaker."""
        said = call.body
        draft = SpeakerDraft(said.collection, said.name, said.minor, said.guardian)
        return SpeakerMessage.of(self.look_after.add(call.actor, draft, call.key))

    def list(self, call: Call[None, PageQuery]) -> SpeakerPage:
        """List those whom the caller looks after."""
        return SpeakerPage.of(self.look_after.list(call.actor, call.query.page), SpeakerMessage.of)

    def receive_consent(self, call: Call[None, NoQuery]) -> ConsentIntake:
        """What takes a consent in; nothing of it stays if it is refused."""
        return ConsentIntake.of(call, self.record_consent)

    def consents(self, call: Call[None, PageQuery]) -> ConsentPage:
        """List a speaker's consents."""
        page = self.hear.list(call.actor, SpeakerId(call.id("speaker_id")), call.query.page)
        return ConsentPage.of(page, ConsentMessage.of)

    def consent_audio(self, call: Call[None, NoQuery]) -> Medium:
        """Send the sound of a consent, byte for byte."""
        found = self.hear.get(call.actor, SpeakerId(call.id("speaker_id")), ConsentId(call.id("consent_id")))
        blob = found.audio
        return Medium(blob.size, blob.sha256, found.media_type, partial(self.hear.open, blob), blob.key)

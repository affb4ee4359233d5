"""Entrusted speakers: people without an account for whom a facilitator records, minors among them."""

from datetime import datetime

import attrs

from shrutik_core.people.names import check_name
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import FieldError, Invalid, declare
from shrutik_core.shared.ids import CollectionId, ConsentId, ContributorId, SpeakerId

declare(Invalid, "guardian_missing", "A minor's speaker takes the name of a guardian.")


def _optional_name(name: str) -> str:
    return check_name(name) if name else ""


@attrs.frozen
class EntrustedSpeaker:
    """A voice that a facilitator looks after.

    Attributes:
        id: the speaker's.
        collection: for which they record.
        facilitator: who looks after them, records for them, and may not judge what they say.
        name: what the facilitator calls them; it is shown to the facilitator alone.
        created_at: UTC.
        minor: whether somebody else has to consent for them.
        guardian: who consents for a minor; empty for anybody else.

    Raises:
        Invalid: ``guardian_missing`` if a minor has no guardian; ``name_invalid`` or ``text_invalid``.
    """

    id: SpeakerId
    collection: CollectionId
    facilitator: ContributorId
    name: str = attrs.field(converter=check_name)
    created_at: datetime
    minor: bool = False
    guardian: str = attrs.field(default="", converter=_optional_name)

    def __attrs_post_init__(self) -> None:
        if self.minor and not self.guardian:
            detail = "Say who consents for the minor: give their name as guardian."
            raise Invalid("guardian_missing", detail, errors=[FieldError("guardian", detail)])


@attrs.frozen
class RecordedConsent:
    """The recording in which a person, or a minor's guardian, says that they consent.

    Attributes:
        id: the consent's.
        speaker: whose consent it is.
        audio: what was said, byte for byte.
        media_type: from the content, e.g. ``audio/flac``.
        recorded_by: the facilitator who sent it.
        created_at: UTC.
    """

    id: ConsentId
    speaker: SpeakerId
    audio: StoredBlob
    media_type: str
    recorded_by: ContributorId
    created_at: datetime


RECORDED_CONSENTS = "recorded-consents/"


def recorded_consent_key(consent: ConsentId) -> str:
    """Where the recording of a spoken consent lies in the blob store."""
    return f"{RECORDED_CONSENTS}{consent}"

"""Identifiers: a NewType of UUID for each thing; UUIDv7 by birth, UUIDv5 if parents name the child."""

from typing import NewType
from uuid import UUID, uuid5

from shrutik_core.shared.errors import Invalid, Nameless, declare
from shrutik_core.shared.spans import Span

declare(Nameless, "id_malformed", "This is not an id.")

ContributorId = NewType("ContributorId", UUID)
SpeakerId = NewType("SpeakerId", UUID)
ConsentId = NewType("ConsentId", UUID)
CollectionId = NewType("CollectionId", UUID)
ConsentDocumentId = NewType("ConsentDocumentId", UUID)
PromptId = NewType("PromptId", UUID)
PromptMediumId = NewType("PromptMediumId", UUID)
PromptSkipId = NewType("PromptSkipId", UUID)
RecordingId = NewType("RecordingId", UUID)
UploadId = NewType("UploadId", UUID)
ChunkId = NewType("ChunkId", UUID)
ClipReportId = NewType("ClipReportId", UUID)
TaskId = NewType("TaskId", UUID)
TranscriptionId = NewType("TranscriptionId", UUID)
ReviewId = NewType("ReviewId", UUID)
ReleaseId = NewType("ReleaseId", UUID)
JobId = NewType("JobId", UUID)
FlagId = NewType("FlagId", UUID)
AuditEntryId = NewType("AuditEntryId", UUID)
NoticeId = NewType("NoticeId", UUID)
SessionId = NewType("SessionId", UUID)
LetterId = NewType("LetterId", UUID)
ApiKeyId = NewType("ApiKeyId", UUID)

WithdrawalId = NewType("WithdrawalId", UUID)

InvitationId = NewType("InvitationId", UUID)
IdentityId = NewType("IdentityId", UUID)

HappeningId = NewType("HappeningId", UUID)
WebhookId = NewType("WebhookId", UUID)

_TIME_BITS = 48
_VERSION, _VARIANT = 7, 0b10


def uuid7(unix_ms: int, randomness: bytes) -> UUID:
    """A UUIDv7 (RFC 9562, 2024): sorts by time of birth.

    Args:
        unix_ms: milliseconds since 1970-01-01 UTC, 0 up to 2**48 - 1.
        randomness: 10 bytes, of which 74 bits are used.

    Raises:
        Invalid: ``uuid_parts`` if either does not fit.
    """
    if not 0 <= unix_ms < 1 << _TIME_BITS or len(randomness) != 10:
        raise Invalid("uuid_parts", "A UUIDv7 takes a 48-bit time in milliseconds and 10 random bytes.")
    noise = int.from_bytes(randomness, "big")
    high, low = noise >> 62 & 0xFFF, noise & ((1 << 62) - 1)
    return UUID(int=unix_ms << 80 | _VERSION << 76 | high << 64 | _VARIANT << 62 | low)


def name_chunk(recording: RecordingId, plan_digest: str, span: Span) -> ChunkId:
    """The id of one chunk: the same cut of the same recording always has the same name (UUIDv5)."""
    return ChunkId(uuid5(recording, f"{plan_digest}:{span.start}-{span.end}"))


def parse_id(text: str) -> UUID:
    """A UUID from its text.

    Raises:
        Invalid: ``id_malformed`` if the text is not a UUID.
    """
    try:
        return UUID(text)
    except ValueError as error:
        raise Nameless("id_malformed", f"{text[:60]!r} is not an id; ids are UUIDs.") from error

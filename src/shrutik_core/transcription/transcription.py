"""A transcription: what one person heard in one chunk, as they typed it."""

from datetime import datetime

import attrs

from shrutik_core.people.origin import Origin
from shrutik_core.shared.errors import FieldError, Invalid
from shrutik_core.shared.ids import ChunkId, ContributorId, TaskId, TranscriptionId
from shrutik_core.shared.plain import check_plain

LONGEST_TRANSCRIPTION = 5_000


def check_text(text: str) -> str:
    """The text without white space around it; empty if nobody speaks.

    Raises:
        Invalid: ``text_invalid`` if it is too long, or cannot be stored.
    """
    trimmed = check_plain(text.strip(), "text")
    if len(trimmed) > LONGEST_TRANSCRIPTION:
        detail = f"A transcription has at most {LONGEST_TRANSCRIPTION} characters."
        raise Invalid("text_invalid", detail, errors=[FieldError("text", detail)])
    return trimmed


@attrs.frozen
class Transcription:
    """What one person heard.

    Attributes:
        id: UUIDv7.
        task: the lease that it answers.
        chunk: what was heard.
        contributor: who typed it.
        text: as typed, trimmed.
        created_at: UTC.
        late: whether the lease had run out.
        gold: whether it answers a gold item, so that it is not a vote on its chunk.
        origin: from where it was sent; None if from this machine, or if that was not kept.
        took: seconds from its lease to it, 0 and up; None if that was not kept.
    """

    id: TranscriptionId
    task: TaskId
    chunk: ChunkId
    contributor: ContributorId
    text: str = attrs.field(converter=check_text)
    created_at: datetime
    late: bool = False
    gold: bool = False
    origin: Origin | None = None
    took: float | None = None

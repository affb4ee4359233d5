"""A transcription: what one person heard in one chunk, as they typed it."""

from datetime import datetime

import attrs

from shrutik_core.shared.errors import FieldError, Invalid
from shrutik_core.shared.ids import ChunkId, ContributorId, TaskId, TranscriptionId

LONGEST_TRANSCRIPTION = 5_000


def check_text(text: str) -> str:
    """The text without white space around it; empty where nobody speaks.

    Raises:
        Invalid: ``text_invalid`` where it is too long or holds a NUL.
    """
    trimmed = text.strip()
    if len(trimmed) > LONGEST_TRANSCRIPTION or "\0" in trimmed:
        detail = f"A transcription has at most {LONGEST_TRANSCRIPTION} characters and no NUL."
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
    """

    id: TranscriptionId
    task: TaskId
    chunk: ChunkId
    contributor: ContributorId
    text: str = attrs.field(converter=check_text)
    created_at: datetime
    late: bool = False

"""A picture or a sound that prompts show or play: the same bytes are one medium, however often they are sent."""

from datetime import datetime
from uuid import UUID, uuid5

import attrs

from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.ids import PromptMediumId

# Of the names that media have by their content.
_MEDIA = UUID("7b0f5f0e-3c1a-5d0b-9b52-1f6d1f8b7a44")


@attrs.frozen
class PromptMedium:
    """A picture or a sound.

    Attributes:
        id: see `name_medium`.
        blob: where its bytes lie.
        media_type: from the content, such as ``image/webp`` or ``audio/flac``.
        created_at: UTC.
    """

    id: PromptMediumId
    blob: StoredBlob
    media_type: str
    created_at: datetime


def name_medium(sha256: str) -> PromptMediumId:
    """The id of the medium whose bytes have this SHA-256, hexadecimal (UUIDv5)."""
    return PromptMediumId(uuid5(_MEDIA, sha256))


def medium_key(medium: PromptMediumId) -> str:
    """Where its bytes lie in the blob store."""
    return f"prompts/{medium}"

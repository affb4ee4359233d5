"""What is said about a recording when it is sent."""

import json
from collections.abc import Mapping

import attrs

from shrutik_core.shared.errors import Invalid, declare
from shrutik_core.shared.ids import PromptId, SpeakerId

declare(Invalid, "metadata_too_large", "The metadata is too large.", {"most_bytes": "Of the metadata as JSON."})

LARGEST_METADATA = 8 * 1024


@attrs.frozen
class UploadDetails:
    """What is said about a recording when it is sent.

    Attributes:
        collection: slug or id.
        prompt: what was to be said; None for free speech.
        metadata: a JSON object of up to 8 kB, e.g. the device.
        speaker: whom the sender looks after and recorded; None for the sender's own voice.

    Raises:
        Invalid: ``metadata_too_large``.
    """

    collection: str
    prompt: PromptId | None = None
    metadata: Mapping[str, object] = attrs.field(factory=dict)
    speaker: SpeakerId | None = None

    def __attrs_post_init__(self) -> None:
        if len(json.dumps(self.metadata, ensure_ascii=False).encode()) > LARGEST_METADATA:
            detail = "metadata is a JSON object of at most 8 kB."
            raise Invalid("metadata_too_large", detail, extra={"most_bytes": LARGEST_METADATA})

"""A prompt as an admin wishes it, before it belongs to a collection."""

import attrs

from shrutik_core.prompts.prompt import PromptKind
from shrutik_core.shared.ids import PromptMediumId


@attrs.frozen
class PromptDraft:
    """What an admin would like to be said.

    Attributes:
        text: as in `Prompt`.
        kind: as in `Prompt`.
        medium: the id of a picture or sound that was sent before.
        longest: seconds, as in `Prompt`.
        place: where it stands in what was sent, such as the number of its line; errors begin with it.
    """

    text: str
    kind: PromptKind = PromptKind.TEXT
    medium: PromptMediumId | None = None
    longest: int | None = None
    place: str = ""

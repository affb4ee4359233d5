"""The builder of skips of prompts; see `builders`."""

from typing import Any

import attrs

from shrutik_core.prompts.skip import PromptSkip, PromptSkipReason
from shrutik_core.shared.ids import PromptSkipId
from shrutik_core.testing.builders import a_prompt, a_speaker, an_id, an_instant


def a_prompt_skip(number: int = 1, **changes: Any) -> PromptSkip:
    """The voice of the same number finds errors in prompt 1."""
    skip = PromptSkip(
        id=PromptSkipId(an_id(number, 33)),
        prompt=a_prompt(1).id,
        speaker=a_speaker(number).id,
        reason=PromptSkipReason.HAS_ERRORS,
        skipped_at=an_instant(number),
    )
    return attrs.evolve(skip, **changes)

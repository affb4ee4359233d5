"""The fitted constants that turn what speaks for a text into a probability."""

import attrs

from shrutik_core.consensus.vote.scoring import RisingNet, Weighted

STEADY_CLIP = ("log_words", "empty_places", "crowd")
"""Clip features that one more vote for the text leaves as they are, or nearly so, and whose weights are free."""


@attrs.frozen(eq=False)
class Calibration:
    """The fitted constants of one method.

    Attributes:
        slot: scores a slot's winner; the log odds of being right.
        clip: weight of each clip feature, and ``bias``; at least 0, but for those of STEADY_CLIP.
        predicted: raw expected word error rates, rising. [N]
        observed: what they turned out to be, not falling. [N]
        by_votes: what that is multiplied by in clips of 1, 2, ... votes; the last one holds for more.
    """

    slot: Weighted | RisingNet
    clip: dict[str, float]
    predicted: tuple[float, ...]
    observed: tuple[float, ...]
    by_votes: tuple[float, ...] = (1.0,)

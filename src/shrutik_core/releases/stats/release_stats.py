"""The statistics of a release, as its datasheet, its page and ``stats.json`` say them."""

from collections.abc import Mapping

import attrs

from shrutik_core.releases.stats.crossings import CrossingAmount, ValueAmount
from shrutik_core.releases.stats.distributions import Distribution
from shrutik_core.releases.stats.same_things import SameSounds, SameTexts
from shrutik_core.releases.stats.vocabulary import Vocabulary
from shrutik_core.releases.stats.voices import SpeakerShares
from shrutik_core.releases.stats.votes import VoteAgreement

FORMAT = "shrutik-stats/1"


@attrs.frozen
class ReleaseStats:
    """All that a release's manifest adds up to. What is blank counts in ``withdrawn`` or as flag ``left_out`` alone.

    Attributes:
        format: ``shrutik-stats/1``.
        release: title, such as ``bn-read-v3``.
        total: all clips.
        withdrawn: clips that were taken back: their sound is silence now.
        recorded_from: the first day, or month, on which a clip was recorded; None if there is no clip.
        recorded_to: the last one.
        by: clips by each of ``split``, ``language``, ``collection``, ``licence``, ``consent`` (collection and
            version), ``decision``, ``method``, ``speech`` (``read`` or ``free``), ``voice`` (``person`` or
            ``synthetic``) and ``first_release``.
        traits: clips by what their speakers say of themselves, by each trait; without a value where nothing is said or
            may go out.
        flags: clips by what a reader should know of them; a clip may have several flags.
        distributions: figures of clips, by name with their unit: ``duration_s`` (of the samples), ``confidence``,
            ``expected_wer``, ``votes``, ``words``, ``characters`` (grapheme clusters without spaces), ``words_per_s``
            and ``characters_per_s`` (of the whole clip), and each figure of quality.
        speakers: how the hours are shared out.
        vocabulary: words and characters.
        votes: how much votes agree.
        texts: normalised texts, and which stand in two splits.
        prompts: the same of prompts.
        same_sounds: clips with the same samples.
    """

    format: str
    release: str
    total: CrossingAmount
    withdrawn: CrossingAmount
    recorded_from: str | None
    recorded_to: str | None
    by: Mapping[str, tuple[ValueAmount, ...]]
    traits: Mapping[str, tuple[ValueAmount, ...]]
    flags: tuple[ValueAmount, ...]
    distributions: Mapping[str, Distribution]
    speakers: SpeakerShares
    vocabulary: Vocabulary
    votes: VoteAgreement
    texts: SameTexts
    prompts: SameTexts
    same_sounds: SameSounds

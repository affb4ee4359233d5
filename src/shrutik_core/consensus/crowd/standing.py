"""How reliable a contributor is in one language: a posterior that every settled clip moves, in five counts.

The accuracy of a worker is a Beta posterior over words, as in Dawid & Skene (1979) with one parameter for each
worker and a prior (Raykar et al., 2010). Words of one clip go wrong together, so that they count for less than
independent draws: the counts are divided by a design effect (Kish, 1965).
"""

import math
from collections.abc import Sequence
from functools import lru_cache

import attrs
from rapidfuzz.distance import Levenshtein

from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.texts import words

# A settled text is compared with each that was typed, and so is what was typed when the text changes.
_LONGEST_KEPT = 500


def _count(_: object, attribute: "attrs.Attribute[int]", value: int) -> None:
    if value < 0:
        raise Invalid("count_negative", f"{attribute.name} must be 0 or more, not {value}.")


@attrs.frozen
class Prior:
    """What is believed of a contributor of whom nothing is known.

    The default is the spread of accuracy of 434 people with ten clips or more in the CrowdSpeech development
    split (mean .83, deviation .10), and the mean design effect of the same people's clips.

    Attributes:
        right: words that a newcomer is taken to have had right, above 0.
        wrong: words that a newcomer is taken to have had wrong, above 0.
        design_effect: words of a clip that weigh as much as one independent word, 1 and up.
    """

    right: float = 10.0
    wrong: float = 2.0
    design_effect: float = 3.0

    def __attrs_post_init__(self) -> None:
        if not (self.right > 0 and self.wrong > 0 and self.design_effect >= 1):
            raise Invalid("prior_invalid", "A prior needs right > 0, wrong > 0 and design_effect >= 1.")


AVERAGE_VOTE = Prior(right=10.2, wrong=1.8)
"""What is believed of a vote of whose worker nothing is known: as firm as the prior of a contributor, with the share
of words that the average vote has right (`vote.trust.OVERALL`). It is above that of the average contributor, as those
who transcribe most are right more often."""


@attrs.frozen
class Evidence:
    """What one settled clip says about one contributor.

    Attributes:
        right: words of the settled text that they typed, 0 and up.
        wrong: word edits from the settled text to theirs, 0 and up.
        gold: whether the clip's text was known beforehand.
    """

    right: int = attrs.field(validator=_count)
    wrong: int = attrs.field(validator=_count)
    gold: bool = False


def judged(typed: str, settled: str, *, gold: bool = False, language: str | None = None) -> Evidence:
    """The evidence of a contributor's text against the settled (or known) one, word by word.

    Where nothing was said and nothing typed there is no evidence: 0 right and 0 wrong.
    """
    reference, own = _words(settled, language), _words(typed, language)
    edits = Levenshtein.editops(reference, own)
    missed = sum(edit.tag != "insert" for edit in edits)
    return Evidence(len(reference) - missed, len(edits), gold)


def _words(text: str, language: str | None) -> Sequence[str]:
    return _few_words(text, language) if len(text) <= _LONGEST_KEPT else words(text, language)


@lru_cache(maxsize=2**11)
def _few_words(text: str, language: str | None) -> tuple[str, ...]:
    return tuple(words(text, language))


@attrs.frozen
class Posterior:
    """A Beta distribution over a contributor's accuracy.

    Attributes:
        alpha: effective words right, above 0.
        beta: effective words wrong, above 0.
    """

    alpha: float
    beta: float

    @property
    def mean(self) -> float:
        """Expected accuracy, 0..1."""
        return self.alpha / (self.alpha + self.beta)

    @property
    def deviation(self) -> float:
        """Standard deviation of the accuracy: how uncertain it is, 0..0.5."""
        whole = self.alpha + self.beta
        return math.sqrt(self.alpha * self.beta / (whole * whole * (whole + 1)))


@attrs.frozen
class Standing:
    """All that is kept of a contributor's settled clips in one language.

    Counts are whole numbers, so adding clips up in any order, or taking one out again, gives the same value.

    Attributes:
        right: words right, over all clips.
        wrong: word edits, over all clips.
        clips: settled clips.
        gold_clips: of these the ones whose text was known beforehand.
    """

    right: int = attrs.field(default=0, validator=_count)
    wrong: int = attrs.field(default=0, validator=_count)
    clips: int = attrs.field(default=0, validator=_count)
    gold_clips: int = attrs.field(default=0, validator=_count)

    def with_clip(self, evidence: Evidence) -> "Standing":
        """The standing after one more settled clip."""
        return Standing(
            self.right + evidence.right,
            self.wrong + evidence.wrong,
            self.clips + 1,
            self.gold_clips + evidence.gold,
        )

    def without_clip(self, evidence: Evidence) -> "Standing":
        """The standing as if a clip had never settled.

        Raises:
            Invalid: ``count_negative`` if the clip cannot have been part of it.
        """
        return Standing(
            self.right - evidence.right,
            self.wrong - evidence.wrong,
            self.clips - 1,
            self.gold_clips - evidence.gold,
        )

    def replaced(self, before: Evidence, after: Evidence) -> "Standing":
        """The standing after a clip was settled again to another text."""
        return self.with_clip(after).without_clip(before)

    def posterior(self, prior: Prior | None = None) -> Posterior:
        """What is believed of the contributor's accuracy; the prior alone before anything settled."""
        prior = prior or Prior()
        return Posterior(prior.right + self.right / prior.design_effect, prior.wrong + self.wrong / prior.design_effect)

    @property
    def vote_accuracy(self) -> float:
        """Share of words, 0..1, that a vote of the contributor is believed to have right, as ``aggregate`` takes it.

        A newcomer's vote is the average one: it counts as that of a worker of whom ``aggregate`` is told nothing.
        """
        return self.posterior(AVERAGE_VOTE).mean

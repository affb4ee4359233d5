"""When a clip is settled: how many votes, how sure, and what only a person may decide."""

from collections.abc import Iterable
from typing import ClassVar

import attrs

from shrutik_core.consensus.text.reading import TAGS, Reading
from shrutik_core.shared.errors import FieldError, Invalid, declare
from shrutik_core.shared.knobs import knob
from shrutik_core.shared.policy_family import CONTRADICTS, PolicyFamily

declare(Invalid, "policy_invalid", "This cannot be a consensus policy.")

MOST_VOTES = 100
MOST_TAG_CHARACTERS = 2_000


@attrs.frozen(kw_only=True)
class Policy(PolicyFamily):
    """What a collection asks of a clip's votes before its text is accepted.

    Raises:
        Invalid: ``policy_invalid``, with the fields at fault.
    """

    code: ClassVar[str] = "policy_invalid"

    fewest: int = knob(2, "Nothing is accepted with fewer votes than this.", low=1, high=MOST_VOTES, unit="votes")
    most: int = knob(
        7,
        "No more votes are asked for once a clip has this many; at least `fewest`.",
        low=1,
        high=MOST_VOTES,
        unit="votes",
    )
    accept_confidence: float | None = knob(
        0.9,
        "Accept a text that is exactly right with at least this probability; null: not used. Either this or "
        "`accept_wer` suffices, and at least one of the two must be set.",
        low=0,
        high=1,
    )
    accept_wer: float | None = knob(
        0.03, "Accept a text whose expected word error rate is at most this; null: not used.", low=0, high=1
    )
    stop_early: bool = knob(
        default=True,
        sentence="Accept as soon as a clip has `fewest` votes and a condition holds; if false, `most` votes are asked "
        "for first.",
    )
    guards: bool = knob(default=True, sentence="Send a clip to review if its votes differ in a number or a negation.")
    guard_dissent: int = knob(
        1,
        "How many votes must differ from the most frequent reading before that counts; with 1 only unanimous votes "
        "pass.",
        low=1,
        high=MOST_VOTES,
        unit="votes",
    )
    most_skips: int = knob(
        3, "How many people must have skipped a clip before it goes to review.", low=1, high=MOST_VOTES, unit="people"
    )
    least_gain: float = knob(
        0.0,
        "Ask for a further vote only if it is expected to remove this many word errors; a clip that is undecided and "
        "promises less goes to review.",
        low=0,
        high=1_000_000,
        unit="word errors",
    )
    tags: str = knob(
        TAGS,
        "Words that are tags if they stand in brackets, such as <unk>, [noise] or (unclear): a tag is not a word, and "
        "any word outvotes it. Separated by spaces; _ stands for a space.",
        high=MOST_TAG_CHARACTERS,
        unit="characters",
    )
    witness: bool = knob(default=False, sentence="Count the text of the prompt as one more vote (read speech).")

    def contradictions(self) -> Iterable[FieldError]:
        """Conditions that no clip could meet."""
        if self.accept_confidence is None and self.accept_wer is None:
            yield FieldError(
                "accept_confidence", "must be set if accept_wer is not, or nothing is accepted", CONTRADICTS
            )
        if self.fewest > self.most:
            yield FieldError("most", f"must not be less than the fewest votes, {self.fewest}", CONTRADICTS)


def reading_of(policy: Policy | None, language: str | None) -> Reading:
    """How the texts of a collection with this policy are read; the default policy if None."""
    return Reading(language, policy.tags if policy else TAGS)

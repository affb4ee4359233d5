"""What should happen to a clip next, from its result and its collection's policy."""

import attrs

from shrutik_core.consensus.gain import best_gain, gain, votes_to
from shrutik_core.consensus.policy import Policy, reading_of
from shrutik_core.consensus.result import Consensus, Verdict
from shrutik_core.consensus.text.guard_hits import GuardHit
from shrutik_core.consensus.text.guards import guard

REASONS = {
    "number_differs": "The votes differ in a number; only a listener can settle that.",
    "negation_differs": "The votes differ in a negation; only a listener can settle that.",
    "skipped": "Enough people skipped the clip.",
    "inaudible": "Everyone who typed something marked the clip as inaudible.",
    "undecided": "As many votes as are asked for are in, and the text is not sure enough.",
    "no_text": "As many votes as are asked for are in, and none has a word.",
    "no_gain": "Further votes are not expected to improve the text.",
    "few_votes": "There are fewer votes than a text needs to be accepted.",
    "unsure": "The text is not sure enough yet.",
    "young_accounts": "Nothing speaks yet for those who voted, or their accounts are younger than required.",
    "one_origin": "The votes that settled it come from one network, or from the speaker's own.",
    "all_votes_wanted": "The text is sure enough, but the policy asks for all votes.",
}
"""Why a text is not accepted: each code with what it means."""

_DEFAULT = Policy()


@attrs.frozen
class Decision:
    """What should happen to a clip next.

    Attributes:
        verdict: accept, more_votes or review.
        reasons: codes of `REASONS`, most serious first; empty if the text is accepted.
        more_votes: how many more votes to ask for; 0 unless that is the verdict.
        gain: expected word errors, in words, that one more vote would remove.
        hits: the numbers and negations in which the votes differ.
    """

    verdict: Verdict
    reasons: tuple[str, ...] = ()
    more_votes: int = 0
    gain: float = 0.0
    hits: tuple[GuardHit, ...] = ()


def decide(result: Consensus, policy: Policy | None = None, *, language: str | None = None, skips: int = 0) -> Decision:
    """What a policy makes of a result.

    Args:
        result: from ``aggregate``; its own decision is not looked at.
        policy: the collection's; the default policy if None.
        language: BCP 47 tag for the guards; None for every language that has word lists.
        skips: people who skipped the clip.

    Returns:
        Votes that differ in a number or a negation are never accepted and never asked to be outvoted: they
        go to review, unless the policy says otherwise.
    """
    policy = policy or _DEFAULT
    people = [vote for vote in result.transcriptions if not vote.witness]
    reading = reading_of(policy, language)
    texts = [reading.untagged(vote.text) for vote in people if vote.counted]
    hits = _grave(guard(texts, language), policy) if policy.guards else ()
    left = policy.most - len(people)
    worth = gain(result)
    reasons = [f"{hit.kind.value}_differs" for hit in hits]
    if skips >= policy.most_skips:
        reasons.append("skipped")
    if not result.text and sum(reading.is_only_tags(vote.text) for vote in people) >= policy.fewest:
        reasons.append("inaudible")
    if reasons:
        return Decision(Verdict.REVIEW, tuple(reasons), gain=worth, hits=hits)
    if result.votes >= policy.fewest and _sure(result, policy):
        if policy.stop_early or left <= 0:
            return Decision(Verdict.ACCEPT, gain=worth)
        return Decision(Verdict.MORE_VOTES, ("all_votes_wanted",), left, worth)
    return _unsettled(result, policy, left, worth)


def decided(
    result: Consensus, policy: Policy | None = None, *, language: str | None = None, skips: int = 0
) -> Consensus:
    """The result with what `decide` makes of it."""
    decision = decide(result, policy, language=language, skips=skips)
    return attrs.evolve(
        result,
        decision=decision.verdict,
        reasons=decision.reasons,
        more_votes=decision.more_votes,
        gain=decision.gain,
        hits=decision.hits,
    )


def _unsettled(result: Consensus, policy: Policy, left: int, worth: float) -> Decision:
    if left <= 0:
        return Decision(Verdict.REVIEW, ("undecided" if result.text else "no_text",), gain=worth)
    missing = policy.fewest - result.votes
    if missing > 0:
        return Decision(Verdict.MORE_VOTES, ("few_votes",), min(missing, left), worth)
    if best_gain(result, left) < policy.least_gain:
        return Decision(Verdict.REVIEW, ("no_gain",), gain=worth)
    wants = []
    if policy.accept_wer is not None:
        wants.append(votes_to(result.votes, result.expected_wer, policy.accept_wer, left))
    if policy.accept_confidence is not None:
        doubt = 1 - policy.accept_confidence
        wants.append(votes_to(result.votes, 1 - result.confidence, doubt, left))
    asked = left if not policy.stop_early else min(wants)
    return Decision(Verdict.MORE_VOTES, ("unsure",), asked, worth)


def _sure(result: Consensus, policy: Policy) -> bool:
    if not result.text:
        return False
    if policy.accept_confidence is not None and result.confidence >= policy.accept_confidence:
        return True
    return policy.accept_wer is not None and result.expected_wer <= policy.accept_wer


def _grave(hits: tuple[GuardHit, ...], policy: Policy) -> tuple[GuardHit, ...]:
    """The hits in which enough votes differ from the most frequent reading."""
    return tuple(
        hit
        for hit in hits
        if sum(map(len, hit.transcriptions)) - max(map(len, hit.transcriptions)) >= policy.guard_dissent
    )

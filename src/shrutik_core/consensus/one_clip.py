"""One clip: what several people typed becomes one text that says how sure it is."""

from collections.abc import Mapping, Sequence
from typing import Literal

from shrutik_core.consensus.policy import Policy
from shrutik_core.consensus.result import Consensus
from shrutik_core.consensus.separate_clips import ClipVotes, aggregate_many


def aggregate(
    texts: Sequence[str],
    *,
    workers: Sequence[str] | None = None,
    reliability: Mapping[str, float] | None = None,
    prompt: str | None = None,
    language: str | None = None,
    policy: Policy | None = None,
    skips: int = 0,
    method: Literal["fitted", "em"] = "fitted",
) -> Consensus:
    """What was said, from what several people typed for one clip; it depends on nothing but the arguments.

    A single clip has no crowd to learn from: both methods take the vote by reliability and agreement, and differ
    from each other in a corpus alone.

    Args:
        texts: what each person typed; empty ones have no say.
        workers: who typed each, in the same order; only looked up in ``reliability``.
        reliability: share of words, 0..1, that a worker is believed to have right (``Standing.vote_accuracy``);
            who is not in it counts as average. Below UNRELIABLE a vote is shut out if two others agree.
        prompt: for read speech, the text of the whole recording; the clip's stretch of it is found and joins as
            one more vote, which never outvotes people who agree with each other. Not used if the policy says so.
        language: BCP 47 tag, for what only some languages fold, and for the guards of the decision.
        policy: what to make of the result; the default policy if None.
        skips: people who skipped the clip, for the decision.
        method: what the result is to say of its method; see above.

    Raises:
        Invalid: ``workers_differ`` (not one worker for each text), ``reliability_invalid`` (outside 0..1),
            ``text_too_long`` (above 10,000 words), ``too_many_votes``, ``method_unknown``.
    """
    clip = ClipVotes(
        texts=texts,
        workers=workers,
        reliability=reliability or {},
        prompt=prompt,
        language=language,
        policy=policy,
        skips=skips,
    )
    return aggregate_many([clip], method=method)[0]

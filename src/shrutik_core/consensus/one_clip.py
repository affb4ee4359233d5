"""One clip: what several people typed becomes one text that says how sure it is."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

import attrs

from shrutik_core.consensus.decide import decided
from shrutik_core.consensus.policy import Policy, reading_of
from shrutik_core.consensus.result import Consensus, Method, Vote
from shrutik_core.consensus.text.prompt_span import likely_span
from shrutik_core.consensus.text.reading import Reading
from shrutik_core.consensus.vote.align_batch import align_batch
from shrutik_core.consensus.vote.batch import Row, read
from shrutik_core.consensus.vote.clip_consensus import clip_consensus, method_of, without_votes
from shrutik_core.consensus.vote.settle import settle
from shrutik_core.consensus.vote.trust import MEAN
from shrutik_core.shared.errors import Invalid

MOST_VOTES = 1_000
"""Votes that one clip may have."""

UNRELIABLE = 0.5
"""Accuracy below which a vote is shut out if two others agree."""


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
    used = method_of(method)
    reading = reading_of(policy, language)
    accuracy = _accuracies(texts, workers, reliability or {})
    named: Sequence[str | None] = workers if workers is not None else [None] * len(texts)
    votes = [
        Vote(worker, text, MEAN if math.isnan(believed) else believed, 0.0, counted=False)
        for worker, text, believed in zip(named, texts, accuracy, strict=True)
    ]
    rows = _taking_part(texts, accuracy, reading)
    if prompt is not None and (policy is None or policy.witness):
        votes.append(Vote(None, prompt, 0.0, 0.0, counted=False, witness=True))
        rows.append(Row(likely_span(prompt, [row.text for row in rows], reading) or "", witness=True))
    return decided(_settled(rows, votes, used, reading), policy, language=language, skips=skips)


def _settled(rows: list[Row], votes: list[Vote], method: Method, reading: Reading) -> Consensus:
    batch = read([rows], reading)
    if batch.witness.all():
        return without_votes(votes, method)
    return clip_consensus(settle(align_batch(batch), fitted=False), 0, votes, method)


def _taking_part(texts: Sequence[str], accuracy: list[float], reading: Reading) -> list[Row]:
    """The votes that take part; a vote that is shut out has its text left out."""
    rows = [Row(text, accuracy=believed) for text, believed in zip(texts, accuracy, strict=True)]
    trusted = [row for row in rows if not row.accuracy < UNRELIABLE]
    if len(trusted) == len(rows) or len(trusted) < 2:
        return rows
    agreeing = Counter(key for row in trusted if (key := reading.key(row.text)))
    if max(agreeing.values(), default=0) < 2:
        return rows
    return [attrs.evolve(row, text="") if row.accuracy < UNRELIABLE else row for row in rows]


def _accuracies(texts: Sequence[str], workers: Sequence[str] | None, reliability: Mapping[str, float]) -> list[float]:
    if len(texts) > MOST_VOTES:
        raise Invalid("too_many_votes", f"A clip may have {MOST_VOTES} votes, not {len(texts)}.")
    for worker, share in reliability.items():
        if not 0.0 <= share <= 1.0:
            raise Invalid("reliability_invalid", f"The reliability of {worker!r} must lie in 0..1, not {share}.")
    if workers is None:
        return [math.nan] * len(texts)
    if len(workers) != len(texts):
        raise Invalid("workers_differ", f"There are {len(texts)} texts, but {len(workers)} workers.")
    return [reliability.get(worker, math.nan) for worker in workers]

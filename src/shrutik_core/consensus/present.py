"""A settled batch handed out clip by clip as the values that callers see."""

from collections.abc import Sequence

from shrutik_core.consensus.explain import Slots, votes_of
from shrutik_core.consensus.result import Agreement, Consensus, Method, Vote
from shrutik_core.consensus.settle import Settled
from shrutik_core.shared.errors import Invalid


def method_of(name: str) -> Method:
    """The method of this name.

    Raises:
        Invalid: ``method_unknown``.
    """
    if name not in {method.value for method in Method}:
        raise Invalid("method_unknown", f"There is no method {name!r}; there are fitted and em.")
    return Method(name)


def nothing_heard(votes: Sequence[Vote], method: Method) -> Consensus:
    """The consensus of a clip for which nobody typed a word: no text, and no confidence in that."""
    return Consensus(
        text="",
        confidence=0.0,
        expected_wer=1.0,
        votes=0,
        agreement=Agreement(1.0),
        slots=(),
        transcriptions=tuple(votes),
        method=method,
    )


def consensus_of(settled: Settled, clip: int, votes: Sequence[Vote], method: Method) -> Consensus:
    """The consensus of one clip.

    Args:
        settled: the batch.
        clip: counts the clips of the batch that have votes.
        votes: in the order given, with worker, text and witness; the rest is filled in.
        method: how the vote was weighted.
    """
    first, last = settled.first_slot[clip : clip + 2].tolist()
    lexicon = settled.batch.lexicon
    text = lexicon.show([form for form in settled.forms[first:last].tolist() if form])
    begin, end = settled.batch.votes.first[clip : clip + 2].tolist()
    return Consensus(
        text=text,
        confidence=float(settled.sureness.confidence[clip]),
        expected_wer=float(settled.sureness.expected_wer[clip]),
        votes=end - begin - settled.batch.witness[begin:end].tolist().count(True),
        agreement=Agreement(min(1.0, max(0.0, float(settled.agreement[clip]))), float(settled.alpha[clip])),
        slots=Slots(settled, clip),
        transcriptions=votes_of(settled, clip, votes),
        method=method,
    )

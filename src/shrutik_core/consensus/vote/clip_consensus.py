"""A settled batch handed out clip by clip as the values that callers see."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import overload

import numpy as np

from shrutik_core.consensus.result import Agreement, Choice, Consensus, Method, Slot, Vote
from shrutik_core.consensus.vote.settled import Settled
from shrutik_core.shared.errors import Invalid

TYPED = 0.71
"""Share of wrong places whose right word some worker did type; measured on CrowdSpeech dev-clean."""


def method_of(name: str) -> Method:
    """The method of this name.

    Raises:
        Invalid: ``method_unknown``.
    """
    if name not in {method.value for method in Method}:
        raise Invalid("method_unknown", f"There is no method {name!r}; there are fitted and em.")
    return Method(name)


def without_votes(votes: Sequence[Vote], method: Method) -> Consensus:
    """The consensus of a clip for which no worker typed a word: no text, and no confidence in that."""
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


def clip_consensus(settled: Settled, clip: int, votes: Sequence[Vote], method: Method) -> Consensus:
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
        confidence=float(settled.sureness.confidence[clip]) if text else 0.0,
        expected_wer=float(settled.sureness.expected_wer[clip]) if text else 1.0,
        votes=end - begin - settled.batch.witness[begin:end].tolist().count(True),
        agreement=Agreement(min(1.0, max(0.0, float(settled.agreement[clip]))), float(settled.alpha[clip])),
        slots=Slots(settled, clip),
        transcriptions=votes_of(settled, clip, votes),
        method=method,
    )


class Slots(Sequence[Slot]):
    """The network of one clip of a settled batch."""

    def __init__(self, settled: Settled, clip: int) -> None:
        """``clip`` counts the clips of the batch that have votes."""
        self._settled = settled
        self._clip = clip

    @cached_property
    def _slots(self) -> tuple[Slot, ...]:
        first, last = self._settled.first_slot[self._clip : self._clip + 2].tolist()
        return tuple(_slot(self._settled, slot) for slot in range(first, last))

    def __len__(self) -> int:
        return len(self._slots)

    @overload
    def __getitem__(self, place: int) -> Slot: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Slot]: ...
    def __getitem__(self, place: int | slice) -> Slot | Sequence[Slot]:
        return self._slots[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._slots == tuple(other)

    def __hash__(self) -> int:
        return hash(self._slots)

    def __repr__(self) -> str:
        return repr(self._slots)


def _slot(settled: Settled, slot: int) -> Slot:
    ballot = settled.ballot
    best = int(settled.best[slot])
    right = float(settled.sureness.right[slot])
    choices = range(int(ballot.first[slot]), int(ballot.first[slot + 1]))
    others = sum(float(settled.shares[choice]) for choice in choices if choice != best)
    rivals = []
    for choice in choices:
        if choice != best:
            share = float(settled.shares[choice]) / others if others > 0 else 0.0
            rivals.append(_choice(settled, slot, choice, min(1.0, (1 - right) * share * TYPED)))
    rivals.sort(key=lambda rival: (-rival.probability, rival.key))
    return Slot(_choice(settled, slot, best, right, int(settled.forms[slot])), tuple(rivals))


def _choice(settled: Settled, slot: int, choice: int, probability: float, form: int | None = None) -> Choice:
    ballot, batch = settled.ballot, settled.batch
    network = ballot.network
    cells = range(int(network.first[slot]), int(network.first[slot + 1]))
    mine = [cell for cell in cells if ballot.of_cell[cell] == choice]
    votes = sorted((int(batch.row[network.vote[cell]]), float(settled.trust.weight[cell])) for cell in mine)
    key = int(ballot.word[choice])
    if key and form is None:
        typed = Counter(int(batch.forms[network.token[cell]]) for cell in mine if network.token[cell] >= 0) or {0: 0}
        form = min(typed, key=lambda number: (-typed[number], batch.lexicon.shown[number]))
    return Choice(
        text=batch.lexicon.shown[form] if key and form is not None else "",
        key=batch.lexicon.keys[key],
        probability=probability,
        support=float(sum(settled.trust.weight[cell] for cell in mine)),
        voters=tuple(voter for voter, _ in votes),
        weights=tuple(weight for _, weight in votes),
    )


def votes_of(settled: Settled, clip: int, given: Sequence[Vote]) -> tuple[Vote, ...]:
    """The votes of one clip with what the vote learnt of them.

    Args:
        settled: the batch.
        clip: counts the clips of the batch that have votes.
        given: the votes in the order given; accuracy and agreement are filled in here.
    """
    first, last = settled.batch.votes.first[clip : clip + 2].tolist()
    odds = np.exp(settled.trust.contested[first:last])
    accuracy = (odds / (1 + odds)).tolist()
    agrees = settled.agrees[first:last].tolist()
    learnt = dict(zip(settled.batch.row[first:last].tolist(), zip(accuracy, agrees, strict=True), strict=True))
    return tuple(_filled_in(vote, *learnt[place]) if place in learnt else vote for place, vote in enumerate(given))


def _filled_in(vote: Vote, accuracy: float, agreement: float) -> Vote:
    return Vote(vote.worker, vote.text, accuracy, agreement, witness=vote.witness)

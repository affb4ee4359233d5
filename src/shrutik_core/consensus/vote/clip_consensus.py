"""A settled batch handed out clip by clip as the values that callers see."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property, reduce
from operator import add
from typing import overload

import attrs
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
        cells = _Cells.of(self._settled, first, last)
        return tuple(_slot(self._settled, slot, cells.of_slot(slot)) for slot in range(first, last))

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


_Cell = tuple[int, int, float, int]
"""Choice, position of the vote in its clip, weight, and written form, or 0 if nothing was written here."""


@attrs.frozen
class _Cells:
    """The cells of one clip as plain numbers, which are read one by one many times as fast as those of arrays."""

    begin: list[int]
    first_slot: int
    cells: list[_Cell]

    @classmethod
    def of(cls, settled: Settled, first: int, last: int) -> "_Cells":
        """Those of the slots from ``first`` to one before ``last``."""
        network, batch = settled.ballot.network, settled.batch
        begin = network.first[first : last + 1]
        cells = slice(int(begin[0]), int(begin[-1]))
        token = network.token[cells]
        columns = (
            settled.ballot.of_cell[cells],
            batch.row[network.vote[cells]],
            settled.trust.weight[cells],
            np.where(token >= 0, batch.forms[token], 0),
        )
        rows = zip(*(column.tolist() for column in columns), strict=True)
        return cls((begin - begin[0]).tolist(), first, list(rows))

    def of_slot(self, slot: int) -> list[_Cell]:
        """Those of one slot."""
        place = slot - self.first_slot
        return self.cells[self.begin[place] : self.begin[place + 1]]


def _slot(settled: Settled, slot: int, cells: list[_Cell]) -> Slot:
    best, right = int(settled.best[slot]), float(settled.sureness.right[slot])
    first, last = settled.ballot.first[slot : slot + 2].tolist()
    shares = dict(zip(range(first, last), settled.shares[first:last].tolist(), strict=True))
    del shares[best]
    others = sum(shares.values())
    rivals = []
    for choice, weight in shares.items():
        share = weight / others if others > 0 else 0.0
        mine = [cell for cell in cells if cell[0] == choice]
        rivals.append(_choice(settled, choice, mine, min(1.0, (1 - right) * share * TYPED)))
    rivals.sort(key=lambda rival: (-rival.probability, rival.key))
    chosen = [cell for cell in cells if cell[0] == best]
    return Slot(_choice(settled, best, chosen, right, int(settled.forms[slot])), tuple(rivals))


def _choice(settled: Settled, choice: int, mine: list[_Cell], probability: float, form: int | None = None) -> Choice:
    lexicon = settled.batch.lexicon
    votes = sorted((row, weight) for _, row, weight, _ in mine)
    key = int(settled.ballot.word[choice])
    if key and form is None:
        typed = Counter(written for *_, written in mine if written) or {0: 0}
        form = min(typed, key=lambda number: (-typed[number], lexicon.shown[number]))
    return Choice(
        text=lexicon.shown[form] if key and form is not None else "",
        key=lexicon.keys[key],
        probability=probability,
        support=reduce(add, (weight for _, _, weight, _ in mine)),
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

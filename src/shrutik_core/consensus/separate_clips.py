"""Many clips that have nothing to do with each other, settled at once: each as if it were the only one."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import attrs
import numpy as np

from shrutik_core.consensus.decide import decided
from shrutik_core.consensus.policy import Policy, reading_of
from shrutik_core.consensus.result import Consensus, Method, Vote
from shrutik_core.consensus.text.prompt_span import likely_span
from shrutik_core.consensus.text.reading import Reading
from shrutik_core.consensus.vote.align import PAIRS_UP_TO
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

MOST_CHARACTERS_TOGETHER = 500_000
"""Characters of clips that are settled at once, which bounds memory; one clip may have more."""


@attrs.frozen(kw_only=True)
class ClipVotes:
    """What several people typed for one clip, and what is known beforehand; see ``aggregate`` for each of them."""

    texts: Sequence[str]
    workers: Sequence[str] | None = None
    reliability: Mapping[str, float] = attrs.field(factory=dict)
    prompt: str | None = None
    language: str | None = None
    policy: Policy | None = None
    skips: int = 0


@attrs.frozen
class _Begun:
    """A clip on its way: the votes that its result will show, and those that take part."""

    clip: ClipVotes
    reading: Reading
    votes: list[Vote]
    rows: list[Row]

    @property
    def size(self) -> int:
        return sum(len(row.text) for row in self.rows)


def aggregate_many(clips: Iterable[ClipVotes], *, method: Literal["fitted", "em"] = "fitted") -> tuple[Consensus, ...]:
    """The consensus of each clip, in the order given, to the last bit what ``aggregate`` says of it alone.

    They may be of any languages and policies. 200 clips cost a fraction of 200 calls, as they are aligned and settled
    together; unlike those of ``aggregate_corpus`` they teach each other nothing.

    Raises:
        Invalid: as ``aggregate`` of any of them; then there is no result for the others either.
    """
    used = method_of(method)
    begun = [_begun(clip) for clip in clips]
    results: dict[int, Consensus] = {}
    for together in _together(begun):
        settled = _settled([begun[place] for place in together], used)
        results |= zip(together, settled, strict=True)
    return tuple(
        decided(results[place], one.clip.policy, language=one.clip.language, skips=one.clip.skips)
        for place, one in enumerate(begun)
    )


def _begun(clip: ClipVotes) -> _Begun:
    reading = reading_of(clip.policy, clip.language)
    accuracy = _accuracies(clip)
    named: Sequence[str | None] = clip.workers if clip.workers is not None else [None] * len(clip.texts)
    votes = [
        Vote(worker, text, MEAN if math.isnan(believed) else believed, 0.0, counted=False)
        for worker, text, believed in zip(named, clip.texts, accuracy, strict=True)
    ]
    rows = _taking_part(clip.texts, accuracy, reading)
    if clip.prompt is not None and (clip.policy is None or clip.policy.witness):
        votes.append(Vote(None, clip.prompt, 0.0, 0.0, counted=False, witness=True))
        rows.append(Row(likely_span(clip.prompt, [row.text for row in rows], reading) or "", witness=True))
    return _Begun(clip, reading, votes, rows)


def _together(begun: Sequence[_Begun]) -> Iterator[list[int]]:
    """The places of the clips that are settled at once: those read in the same way, up to a bound.

    A clip of many votes is settled alone, as its centre is sought by what is usual among all that it is settled with.
    """
    groups: dict[Reading, list[int]] = {}
    for place, one in enumerate(begun):
        if len(one.rows) > PAIRS_UP_TO:
            yield [place]
        else:
            groups.setdefault(one.reading, []).append(place)
    for places in groups.values():
        together: list[int] = []
        size = 0
        for place in places:
            size += begun[place].size
            if together and size > MOST_CHARACTERS_TOGETHER:
                yield together
                together, size = [], begun[place].size
            together.append(place)
        yield together


def _settled(begun: Sequence[_Begun], method: Method) -> Iterator[Consensus]:
    batch = read([one.rows for one in begun], begun[0].reading, apart=True)
    heard = np.bincount(batch.votes.item, ~batch.witness, len(batch.clip)) > 0
    place = {clip: item for item, clip in enumerate(batch.clip.tolist()) if heard[item]}
    settled = settle(align_batch(batch), fitted=False) if place else None
    for number, one in enumerate(begun):
        if settled is None or number not in place:
            yield without_votes(one.votes, method)
        else:
            yield clip_consensus(settled, place[number], one.votes, method)


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


def _accuracies(clip: ClipVotes) -> list[float]:
    if len(clip.texts) > MOST_VOTES:
        raise Invalid("too_many_votes", f"A clip may have {MOST_VOTES} votes, not {len(clip.texts)}.")
    for worker, share in clip.reliability.items():
        if not 0.0 <= share <= 1.0:
            raise Invalid("reliability_invalid", f"The reliability of {worker!r} must lie in 0..1, not {share}.")
    if clip.workers is None:
        return [math.nan] * len(clip.texts)
    if len(clip.workers) != len(clip.texts):
        raise Invalid("workers_differ", f"There are {len(clip.texts)} texts, but {len(clip.workers)} workers.")
    return [clip.reliability.get(worker, math.nan) for worker in clip.workers]

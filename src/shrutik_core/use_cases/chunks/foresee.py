"""Foresee what votes amount to: worked out elsewhere before their chunks are locked, used if they still stand."""

import hashlib
import json
from collections.abc import Mapping, Sequence

import attrs

from shrutik_core.consensus.result import Consensus
from shrutik_core.consensus.separate_clips import ClipVotes, aggregate_many
from shrutik_core.shared.ids import ChunkId
from shrutik_core.shared.policy_family import plain


@attrs.frozen
class VoteBatch:
    """Chunks that are decided together.

    Attributes:
        chunks: which.
        votes: of them, as they are now; there may be fewer.
    """

    chunks: tuple[ChunkId, ...]
    votes: tuple[ClipVotes, ...]


@attrs.frozen
class ForeseenBatch:
    """A batch, and the consensus of each of its votes."""

    batch: VoteBatch
    results: tuple[Consensus, ...]


def foresee(batch: VoteBatch) -> ForeseenBatch:
    """What the votes amount to: a pure function, for any process or machine with this version of Shrutik."""
    return ForeseenBatch(batch, aggregate_many(batch.votes))


@attrs.define
class Foreseen:
    """`aggregate_many`, which works out only what was not foreseen; the results are the same to the last bit.

    Attributes:
        known: by the address of their votes.
        asked: clips that were asked for.
        used: of them that were foreseen.
    """

    known: Mapping[str, Consensus]
    asked: int = 0
    used: int = 0

    @classmethod
    def of(cls, made: ForeseenBatch) -> "Foreseen":
        """What is known from one batch."""
        addresses = map(votes_address, made.batch.votes)
        return cls(dict(zip(addresses, made.results, strict=True)))

    def __call__(self, clips: Sequence[ClipVotes]) -> tuple[Consensus, ...]:
        """The consensus of each clip, in the order given."""
        found = [self.known.get(votes_address(clip)) for clip in clips]
        missing = [clip for clip, one in zip(clips, found, strict=True) if one is None]
        others = iter(aggregate_many(missing))
        self.asked += len(clips)
        self.used += len(clips) - len(missing)
        return tuple(next(others) if one is None else one for one in found)


def votes_address(votes: ClipVotes) -> str:
    """All that a consensus hangs on, as a hash; two are the same only if all of it is, to the last bit."""
    facts = [
        list(votes.texts),
        votes.workers and list(votes.workers),
        # The shortest text that reads back as the very same number.
        {worker: repr(share) for worker, share in votes.reliability.items()},
        votes.prompt,
        votes.language,
        votes.policy and plain(votes.policy),
        votes.skips,
    ]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

"""The repository of decisions: what bears on the texts of many chunks, read at once, and what follows, kept at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

import attrs

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.collections.collection import Collection
from shrutik_core.consensus.record import ConsensusRecord
from shrutik_core.review.review import Review
from shrutik_core.shared.ids import ChunkId
from shrutik_core.transcription.transcription import Transcription


@attrs.frozen
class Undecided:
    """A chunk with all that its consensus is made of, but for what is known of the people who typed.

    Attributes:
        chunk: as it is kept.
        collection: its collection.
        transcriptions: its votes, oldest first; answers to a gold item do not count.
        prompt: what was to be read, if the collection's policy lets it be a witness and it is known; else None.
    """

    chunk: Chunk
    collection: Collection
    transcriptions: tuple[Transcription, ...]
    prompt: str | None = None


@attrs.frozen
class Taken:
    """What was taken to be decided.

    Attributes:
        cases: chunks that are locked now, in order of id.
        held: those that another unit of work holds; what is in neither is gone.
    """

    cases: tuple[Undecided, ...]
    held: frozenset[ChunkId] = frozenset()


@attrs.frozen
class DecidedChunk:
    """What becomes of a chunk that was decided.

    Attributes:
        chunk: as the decision leaves it; status, wanted, text, confidence and settler may differ from before.
        record: the consensus that is kept of it.
        review: its place in the reviewers' queue; None if it needs none.
        ends_leases: whether nobody is to transcribe it any more.
    """

    chunk: Chunk
    record: ConsensusRecord
    review: Review | None = None
    ends_leases: bool = False


class Decisions(Protocol):
    """Deciding in bulk; the number of statements does not grow with that of the chunks."""

    def take(self, chunks: Iterable[ChunkId], *, wait: bool = False) -> Taken:
        """Lock these chunks, in order of id, and read what bears on them.

        Args:
            chunks: which, in any order; one that is named twice counts once.
            wait: whether those that another unit of work holds are waited for; else they are passed over.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing``.
        """
        ...

    def keep(self, outcomes: Sequence[DecidedChunk], now: datetime) -> None:
        """Keep what was decided of chunks that this unit of work took, each once.

        It has the effect of `Consensuses.put`, `Tasks.cancel_leases`, `Reviews.queue` and `Chunks.save` for each.
        """
        ...
